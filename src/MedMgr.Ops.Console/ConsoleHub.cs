using MedMgr.Ops.Consoles.Live;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Pages.Streaming;
using Microsoft.AspNetCore.SignalR;

namespace MedMgr.Ops.Consoles;

/// <summary>What consoles show, as it changes. Read-only: a console acts through the HTTP API.</summary>
internal sealed class ConsoleHub : Hub
{
    /// <summary>Where it is mapped.</summary>
    public const string Path = "/hubs/console";

    private readonly ConsoleFeeds _consoles;

    public ConsoleHub(ConsoleFeeds consoles) => _consoles = consoles;

    /// <summary>A <c>snapshot</c> or the <c>frame</c>s that were missed; then each frame, numbered without gap, and a <c>heartbeat</c> at least every few seconds.</summary>
    /// <param name="hospital">Its id.</param>
    /// <param name="epoch">Of the last message; null on the first call.</param>
    /// <param name="sequence">Of the last snapshot or frame; null on the first call.</param>
    /// <param name="cancellationToken">Ends with the stream or the connection.</param>
    /// <exception cref="HubException">Unknown hospital, or too many streams at once.</exception>
    public IAsyncEnumerable<RawMessage> Watch(string hospital, string? epoch, long? sequence, CancellationToken cancellationToken)
    {
        var feed = IdRules.WhatIsWrongWith(hospital) is null ? _consoles.Of(HospitalId.Of(hospital)) : null;
        if (sequence < 0)
        {
            throw new HubException($"A sequence is 0 or more, not {sequence}.");
        }

        return feed is not null
            ? Watches.Counted(DisplayStream.Watch(feed, epoch, sequence, cancellationToken), Context.Items)
            : throw new HubException($"There is no hospital '{(hospital ?? "")[..Math.Min((hospital ?? "").Length, IdRules.LengthMax)]}' here.");
    }
}

using MedMgr.Ops.Pages.Streaming;
using Microsoft.AspNetCore.SignalR;

namespace MedMgr.Ops.Drills.Http;

/// <summary>What the lead's desk shows, as it changes. Read-only: the lead acts through the HTTP API.</summary>
internal sealed class DrillHub : Hub
{
    /// <summary>Where it is mapped.</summary>
    public const string Path = "/hubs/drill";

    private readonly DrillDesk _desk;
    private readonly DrillFeed _feed;

    public DrillHub(DrillDesk desk, DrillFeed feed) => (_desk, _feed) = (desk, feed);

    /// <summary>A <c>snapshot</c> or the <c>frame</c>s that were missed; then each frame, numbered without gap, and a <c>heartbeat</c> at least every few seconds.</summary>
    /// <param name="epoch">Of the last message; null on the first call.</param>
    /// <param name="sequence">Of the last snapshot or frame; null on the first call.</param>
    /// <param name="cancellationToken">Ends with the stream or the connection.</param>
    /// <exception cref="HubException">No drill is led from here, or too many streams at once.</exception>
    public IAsyncEnumerable<RawMessage> Watch(string? epoch, long? sequence, CancellationToken cancellationToken)
    {
        if (_desk.Conductor is null)
        {
            throw new HubException("No drill is led from this server, or its hospital is still being filled.");
        }

        return sequence < 0
            ? throw new HubException($"A sequence is 0 or more, not {sequence}.")
            : Watches.Counted(DisplayStream.Watch(_feed, epoch, sequence, cancellationToken), Context.Items);
    }
}

using MedMgr.Ops.Domain;
using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.AspNetCore.SignalR;

namespace MedMgr.Ops.WallBoard.Watching;

/// <summary>The live boards for displays and other clients. Read-only.</summary>
internal sealed class BoardHub : Hub
{
    /// <summary>Where it is mapped.</summary>
    public const string Path = "/hubs/board";

    private readonly Boards _boards;

    public BoardHub(Boards boards) => _boards = boards;

    /// <summary>
    /// The board from now on: a <c>snapshot</c>, or the <c>frame</c>s that the display has missed when it still knows the last one; then each
    /// frame, numbered without gap, and a <c>heartbeat</c> at least every few seconds.
    /// </summary>
    /// <param name="hospital">Its id.</param>
    /// <param name="format">"json"; "html" for the overview, "html:flow", "html:unit:ICU", or "html:pin:ICU" for the overview with a unit pinned.</param>
    /// <param name="epoch">Of the last message; null on the first call.</param>
    /// <param name="sequence">Of the last snapshot or frame; null on the first call.</param>
    /// <param name="cancellationToken">Ends with the stream or the connection.</param>
    /// <exception cref="HubException">Unknown hospital, unit or format, or too many boards at once: the message says what would be right.</exception>
    public IAsyncEnumerable<RawMessage> Watch(string hospital, string format, string? epoch, long? sequence, CancellationToken cancellationToken)
    {
        var wanted = BoardFormat.Parse(format)
            ?? throw new HubException($"There is no format '{Short(format)}': ask for 'html' or 'json', or for a page as in 'html:flow' or 'html:unit:ICU'.");
        var feed = _boards.Feed(HospitalId.Of(hospital ?? "")) ?? throw new HubException(
            $"There is no hospital '{Short(hospital)}' here. Known: {(_boards.All.IsEmpty ? "none yet" : string.Join(", ", _boards.All.Select(b => b.Hospital)))}.");
        if (sequence < 0)
        {
            throw new HubException($"A sequence is 0 or more, not {sequence}.");
        }

        return Watches.Counted(DisplayStream.Watch(new BoardDisplay(feed, wanted), epoch, sequence, cancellationToken), Context.Items);
    }

    private static string Short(string? text) => text is null ? "" : text[..Math.Min(text.Length, IdRules.LengthMax)];
}

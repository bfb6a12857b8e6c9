using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.AspNetCore.SignalR;

namespace MedMgr.Ops.WallBoard.Watching;

/// <summary>A hospital's board in the format that one display has asked for.</summary>
internal sealed class BoardDisplay : IStreamed
{
    private readonly BoardFeed _feed;
    private readonly BoardFormat _format;

    public BoardDisplay(BoardFeed feed, BoardFormat format) => (_feed, _format, Ready) = (feed, format, ReadyFor(feed, format));

    public Task Ready { get; }

    public Task Next => _feed.Signal.Next;

    public string Epoch => _feed.Published.Epoch;

    public long Sequence => _feed.Published.Sequence;

    public Heartbeat LastHeartbeat => _feed.LastHeartbeat;

    public bool IsOver => _feed.Health is FeedHealth.Failed or FeedHealth.Stopped;

    public async Task<(long Sequence, RawMessage Message)> Snapshot()
    {
        var published = _feed.Published;
        return (published.Sequence, await published.Snapshot(_format));
    }

    public Task<RawMessage>? Frame(long sequence) => _feed.Ring.TryGet(sequence, out var frame) ? frame.For(_format).AsTask() : null;

    public Heartbeat HeartbeatNow() => _feed.HeartbeatNow();

    public void DisplayCame() => _feed.DisplayCame();

    public void DisplayWent() => _feed.DisplayWent();

    /// <exception cref="HubException">The board has no such page.</exception>
    private static async Task ReadyFor(BoardFeed feed, BoardFormat format)
    {
        await feed.Ready;
        if (format.Page is { } page && !page.IsOn(feed.Published.Picture.View))
        {
            throw new HubException($"The hospital {feed.Hospital} has no unit '{page.Unit}'.");
        }
    }
}

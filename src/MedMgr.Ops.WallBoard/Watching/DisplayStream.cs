using System.Runtime.CompilerServices;
using MedMgr.Ops.WallBoard.Frames;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.AspNetCore.SignalR;

namespace MedMgr.Ops.WallBoard.Watching;

/// <summary>The stream of one display: a cursor over the shared ring of frames.</summary>
/// <remarks>
/// The next item is asked for when the last one has gone into the connection, so a display that reads slowly moves its own cursor slowly and
/// nothing else. When the ring has gone on without it, it gets the shared snapshot and goes on from there.
/// </remarks>
internal static class DisplayStream
{
    /// <param name="lastEpoch">With <paramref name="lastSequence"/> the last frame that the display shows; null when it shows none.</param>
    public static async IAsyncEnumerable<RawMessage> Watch(
        BoardFeed feed, BoardFormat format, string? lastEpoch, long? lastSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await feed.Ready.WaitAsync(cancellationToken);
        if (format.Page is { } page && !page.IsOn(feed.Published.Picture.View))
        {
            throw new HubException($"The hospital {feed.Hospital} has no unit '{page.Unit}'.");
        }

        feed.DisplayCame();
        try
        {
            var cursor = Resume(feed.Published, lastEpoch, lastSequence);
            if (cursor is null)
            {
                var published = feed.Published;
                yield return await published.Snapshot(format);
                cursor = published.Sequence;
            }

            long? beat = null;
            while (true)
            {
                // Taken before looking, so that what is published while we look wakes us.
                var next = feed.Signal.Next;
                var published = feed.Published;
                while (cursor < published.Sequence)
                {
                    if (feed.Ring.TryGet(cursor.Value + 1, out var frame))
                    {
                        yield return await frame.For(format);
                        cursor++;
                    }
                    else
                    {
                        published = feed.Published;
                        yield return await published.Snapshot(format);
                        cursor = published.Sequence;
                    }
                }

                // The first beat comes at once: it tells a display that has just come the server's time.
                var heartbeat = beat is null ? feed.HeartbeatNow() : feed.LastHeartbeat;
                if (heartbeat.Number != beat)
                {
                    beat = heartbeat.Number;
                    yield return heartbeat.Message;
                    continue;
                }

                if (feed.Health is FeedHealth.Failed or FeedHealth.Stopped)
                {
                    yield break;
                }

                await next.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            feed.DisplayWent();
        }
    }

    /// <summary>The sequence to go on after; null when the display needs a snapshot. Frames that the ring has lost show when they are asked for.</summary>
    private static long? Resume(Publication published, string? lastEpoch, long? lastSequence) =>
        lastEpoch == published.Epoch && lastSequence >= 0 && lastSequence <= published.Sequence ? lastSequence : null;
}

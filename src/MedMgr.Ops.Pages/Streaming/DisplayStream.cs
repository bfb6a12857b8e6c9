using System.Runtime.CompilerServices;

namespace MedMgr.Ops.Pages.Streaming;

/// <summary>The stream of one display: a cursor over the shared ring of frames.</summary>
/// <remarks>
/// The next item is asked for when the last one has gone into the connection, so a display that reads slowly moves its own cursor slowly and
/// nothing else. When the ring has gone on without it, it gets the shared snapshot and goes on from there.
/// </remarks>
public static class DisplayStream
{
    /// <param name="lastEpoch">With <paramref name="lastSequence"/> the last frame that the display shows; null when it shows none.</param>
    public static async IAsyncEnumerable<RawMessage> Watch(
        IStreamed source, string? lastEpoch, long? lastSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        await source.Ready.WaitAsync(cancellationToken);
        source.DisplayCame();
        try
        {
            var cursor = Resume(source, lastEpoch, lastSequence);
            if (cursor is null)
            {
                (cursor, var snapshot) = await source.Snapshot();
                yield return snapshot;
            }

            long? beat = null;
            using var wake = new Wake(cancellationToken);
            while (true)
            {
                // Taken before looking, so that what is published while we look wakes us.
                var next = source.Next;
                var newest = source.Sequence;
                while (cursor < newest)
                {
                    if (source.Frame(cursor.Value + 1) is { } frame)
                    {
                        yield return await frame;
                        cursor++;
                    }
                    else
                    {
                        (cursor, var snapshot) = await source.Snapshot();
                        yield return snapshot;
                        newest = source.Sequence;
                    }
                }

                // After this nothing would come, and a heartbeat would say that it might.
                if (source.IsOver)
                {
                    yield break;
                }

                // The first beat comes at once: it tells a display that has just come the server's time.
                var heartbeat = beat is null ? source.HeartbeatNow() : source.LastHeartbeat;
                if (heartbeat.Number != beat)
                {
                    beat = heartbeat.Number;
                    yield return heartbeat.Message;
                    continue;
                }

                await wake.For(next);
            }
        }
        finally
        {
            source.DisplayWent();
        }
    }

    /// <summary>The sequence to go on after; null when the display needs a snapshot. Frames that the ring has lost show when they are asked for.</summary>
    private static long? Resume(IStreamed source, string? lastEpoch, long? lastSequence) =>
        lastEpoch == source.Epoch && lastSequence >= 0 && lastSequence <= source.Sequence ? lastSequence : null;
}

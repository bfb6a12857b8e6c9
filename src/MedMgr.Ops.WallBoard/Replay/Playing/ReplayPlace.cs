using System.Collections.Immutable;
using MedMgr.Ops.WallBoard.Replay.Indexing;

namespace MedMgr.Ops.WallBoard.Replay.Playing;

/// <summary>Where a replay stands: the sequence of each recording, and how far its clock has come past their steps.</summary>
internal sealed record ReplayPlace(TimeSpan Elapsed, ImmutableArray<long> Sequences)
{
    /// <summary>All that has happened by a moment.</summary>
    public static ReplayPlace Of(ReplayTimeline timeline, int recordings, TimeSpan elapsed) =>
        new(elapsed, [.. Enumerable.Range(0, recordings).Select(i => timeline.SequenceAt(i, elapsed))]);
}

/// <summary>How a viewer's address asks to begin.</summary>
/// <param name="At">The sequence of each recording; fewer than there are recordings, or none, leaves the rest to the time.</param>
/// <param name="Elapsed">Since the beginning of the time line; null is the moment of the sequences.</param>
internal sealed record ReplayStart(ReplayAlignment Alignment, ImmutableArray<long> At, TimeSpan? Elapsed, bool Playing, int Rate)
{
    /// <summary>The place that is meant, whatever the numbers: within the recordings.</summary>
    public ReplayPlace Place(ReplayTimeline timeline, ImmutableArray<RecordingIndex> recordings)
    {
        if (At.IsEmpty)
        {
            return ReplayPlace.Of(timeline, recordings.Length, Within(Elapsed ?? TimeSpan.Zero, timeline));
        }

        var named = At.Take(recordings.Length).Select((sequence, i) => Math.Clamp(sequence, 0, recordings[i].Steps)).ToArray();
        var latest = Within(named.Select((sequence, i) => timeline.ElapsedAt(i, sequence)).Max(), timeline);

        // The clock stands at or after the last step shown.
        var elapsed = Elapsed is { } asked && asked > latest ? Within(asked, timeline) : latest;
        return new ReplayPlace(elapsed, [.. named, .. Enumerable.Range(named.Length, recordings.Length - named.Length).Select(i => timeline.SequenceAt(i, elapsed))]);
    }

    private static TimeSpan Within(TimeSpan elapsed, ReplayTimeline timeline) =>
        elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed > timeline.Length ? timeline.Length : elapsed;
}

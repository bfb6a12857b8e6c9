using System.Collections.Immutable;
using MedMgr.Ops.WallBoard.Replay.Recorded;

namespace MedMgr.Ops.WallBoard.Replay.Indexing;

/// <summary>A recording that is ready to be replayed: when each step was, boards to begin from, alerts, and how much happens when. Immutable.</summary>
/// <remarks>
/// A place in a recording is its <b>sequence</b>: how many steps have been applied since its beginning, 0 to <see cref="Steps"/>. Time is looked up from it and
/// never the other way while replaying: steps may share a moment, and a log's own times may run backwards.
/// </remarks>
internal sealed class RecordingIndex
{
    private readonly long[] _ticks;
    private readonly Keyframe[] _keyframes;

    /// <param name="ticks">UTC ticks of each step, never descending.</param>
    /// <param name="keyframes">Ascending; the first at sequence 0.</param>
    /// <param name="alerts">Ascending.</param>
    public RecordingIndex(
        RecordingInfo info, IRecordingSource source, DateTimeOffset from, DateTimeOffset to, long[] ticks, Keyframe[] keyframes, ImmutableArray<ReplayAlert> alerts,
        Density density, long events, TimeZoneInfo zone, bool exercise)
    {
        Info = info;
        Source = source;
        From = from;
        To = to;
        _ticks = ticks;
        _keyframes = keyframes;
        Alerts = alerts;
        Density = density;
        Events = events;
        Zone = zone;
        Exercise = exercise;
    }

    public RecordingInfo Info { get; }

    public IRecordingSource Source { get; }

    /// <summary>The first moment that is shown.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The moment of the last step.</summary>
    public DateTimeOffset To { get; }

    public long Steps => _ticks.Length;

    /// <summary>Events in the steps that are shown.</summary>
    public long Events { get; }

    public int Keyframes => _keyframes.Length;

    public ImmutableArray<ReplayAlert> Alerts { get; }

    public Density Density { get; }

    /// <summary>The hospital's, by its last definition.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>None of its patients is real, by the hospital's last definition.</summary>
    public bool Exercise { get; }

    /// <summary>When the recording came to stand at a sequence; its beginning at 0.</summary>
    public DateTimeOffset TimeOf(long sequence) => sequence <= 0 ? From : new DateTimeOffset(_ticks[Math.Min(sequence, Steps) - 1], TimeSpan.Zero);

    /// <summary>All that has happened by a moment: the last of the steps at or before it.</summary>
    public long SequenceAt(DateTimeOffset moment)
    {
        long low = 0, high = _ticks.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ticks[middle] <= moment.UtcTicks)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The last kept board at or before a sequence.</summary>
    public Keyframe KeyframeFor(long sequence)
    {
        int low = 0, high = _keyframes.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_keyframes[middle].Sequence <= sequence)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return _keyframes[low];
    }

    /// <summary>How many alerts have been raised at a sequence: the index of the next one.</summary>
    public int AlertsUpTo(long sequence)
    {
        int low = 0, high = Alerts.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Alerts[middle].Sequence <= sequence)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

/// <param name="Id">As in the address.</param>
internal sealed record RecordingInfo(string Id, string Title, RecordingKind Kind);

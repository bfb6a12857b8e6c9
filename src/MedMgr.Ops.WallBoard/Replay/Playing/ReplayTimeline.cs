using System.Collections.Immutable;
using MedMgr.Ops.WallBoard.Replay.Indexing;

namespace MedMgr.Ops.WallBoard.Replay.Playing;

/// <summary>How two recordings run in step.</summary>
internal enum ReplayAlignment
{
    /// <summary>Both begin at once, whatever their dates: the first day beside the first day.</summary>
    FromStart,

    /// <summary>The same moment on both, where their dates overlap.</summary>
    ByClock,
}

/// <summary>One time line for the recordings that are shown together: elapsed time to the moment of each and back.</summary>
internal sealed class ReplayTimeline
{
    private readonly ImmutableArray<RecordingIndex> _recordings;

    public ReplayTimeline(ImmutableArray<RecordingIndex> recordings, ReplayAlignment alignment)
    {
        _recordings = recordings;
        Alignment = alignment;
        var from = recordings.Min(r => r.From);
        Origins = [.. recordings.Select(r => alignment == ReplayAlignment.ByClock ? from : r.From)];
        Length = recordings.Select((r, i) => r.To - Origins[i]).Max();
    }

    public ReplayAlignment Alignment { get; }

    public TimeSpan Length { get; }

    /// <summary>The moment of each recording at which the time line begins.</summary>
    public ImmutableArray<DateTimeOffset> Origins { get; }

    /// <summary>By the clock where the two overlap in time, else from their starts.</summary>
    public static ReplayAlignment Natural(ImmutableArray<RecordingIndex> recordings) =>
        recordings.Max(r => r.From) < recordings.Min(r => r.To) ? ReplayAlignment.ByClock : ReplayAlignment.FromStart;

    /// <summary>What a recording's wall calls now: never before its beginning, never after its end.</summary>
    public DateTimeOffset MomentOf(int recording, TimeSpan elapsed)
    {
        var moment = Origins[recording] + elapsed;
        var (from, to) = (_recordings[recording].From, _recordings[recording].To);
        return moment < from ? from : moment > to ? to : moment;
    }

    public long SequenceAt(int recording, TimeSpan elapsed) => _recordings[recording].SequenceAt(Origins[recording] + elapsed);

    /// <summary>When a recording comes to stand at a sequence.</summary>
    public TimeSpan ElapsedAt(int recording, long sequence) => _recordings[recording].TimeOf(sequence) - Origins[recording];
}

using System.Collections.Immutable;
using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.WallBoard.Replay.Indexing;

namespace MedMgr.Ops.WallBoard.Replay.Playing;

/// <summary>The next place and the one before, over all recordings that are shown. At either end the place itself.</summary>
internal static class Steps
{
    public static ReplayPlace Next(ReplayTimeline timeline, ImmutableArray<RecordingIndex> recordings, ReplayPlace here)
    {
        var candidates = Each(recordings).Where(i => here.Sequences[i] < recordings[i].Steps)
            .Select(i => (Recording: i, Elapsed: timeline.ElapsedAt(i, here.Sequences[i] + 1))).ToList();
        if (candidates.Count == 0)
        {
            return here;
        }

        var (recording, elapsed) = candidates.MinBy(c => c.Elapsed);
        return new ReplayPlace(elapsed, here.Sequences.SetItem(recording, here.Sequences[recording] + 1));
    }

    public static ReplayPlace Previous(ReplayTimeline timeline, ImmutableArray<RecordingIndex> recordings, ReplayPlace here)
    {
        var candidates = Each(recordings).Where(i => here.Sequences[i] > 0)
            .Select(i => (Recording: i, Elapsed: timeline.ElapsedAt(i, here.Sequences[i]))).ToList();
        if (candidates.Count == 0)
        {
            return here with { Elapsed = TimeSpan.Zero };
        }

        var latest = candidates.MaxBy(c => c.Elapsed).Recording;
        var sequences = here.Sequences.SetItem(latest, here.Sequences[latest] - 1);
        var elapsed = Each(recordings).Where(i => sequences[i] > 0).Select(i => timeline.ElapsedAt(i, sequences[i])).DefaultIfEmpty(TimeSpan.Zero).Max();
        return new ReplayPlace(elapsed, sequences);
    }

    public static ReplayPlace NextAlert(ReplayTimeline timeline, ImmutableArray<RecordingIndex> recordings, ReplayPlace here, AlertSeverity least)
    {
        var next = AlertTimes(timeline, recordings, least).Where(t => t > here.Elapsed).DefaultIfEmpty(here.Elapsed).Min();
        return next == here.Elapsed ? here : ReplayPlace.Of(timeline, recordings.Length, next);
    }

    public static ReplayPlace PreviousAlert(ReplayTimeline timeline, ImmutableArray<RecordingIndex> recordings, ReplayPlace here, AlertSeverity least)
    {
        var previous = AlertTimes(timeline, recordings, least).Where(t => t < here.Elapsed).DefaultIfEmpty(here.Elapsed).Max();
        return previous == here.Elapsed ? here : ReplayPlace.Of(timeline, recordings.Length, previous);
    }

    private static IEnumerable<int> Each(ImmutableArray<RecordingIndex> recordings) => Enumerable.Range(0, recordings.Length);

    private static IEnumerable<TimeSpan> AlertTimes(ReplayTimeline timeline, ImmutableArray<RecordingIndex> recordings, AlertSeverity least) =>
        Each(recordings).SelectMany(i => recordings[i].Alerts.Where(a => a.Severity >= least).Select(a => a.At - timeline.Origins[i]));
}

using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Replay.Playing;

namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>Makes the strip that the scrubber moves over.</summary>
internal static class StripMaker
{
    /// <summary>More alerts than this many places would only lie over each other.</summary>
    private const int MarksMax = 240;
    private const int TicksMax = 12;

    public static ReplayStripView Of(RecordingIndex recording, ReplayTimeline timeline, int index) => new(
        Percent(recording.From - timeline.Origins[index], timeline.Length),
        Percent(recording.To - recording.From, timeline.Length),
        recording.Density.Bars,
        Marks(recording),
        [.. Ticks(recording, Math.Max(1, (int)(TicksMax * (recording.To - recording.From) / Longest(timeline))))]);

    public static double Percent(TimeSpan part, TimeSpan whole) => whole == TimeSpan.Zero ? 0 : 100.0 * part.Ticks / whole.Ticks;

    /// <summary>Of alerts at one place, the most severe.</summary>
    private static ImmutableArray<StripPlace> Marks(RecordingIndex recording) =>
    [
        .. recording.Alerts
            .GroupBy(a => (int)(Left(recording, a.At) / 100 * MarksMax))
            .Select(g => g.MaxBy(a => a.Severity)!)
            .Select(a => new StripPlace(Left(recording, a.At), Words.Of(a.Severity))),
    ];

    /// <summary>Midnights of the hospital, or full hours of a shorter recording.</summary>
    /// <param name="atMost">As many labels as stand side by side on its part of the time line.</param>
    private static IEnumerable<StripPlace> Ticks(RecordingIndex recording, int atMost)
    {
        var days = (recording.To - recording.From).TotalDays;
        var byDay = days >= 2;
        var every = byDay ? TimeSpan.FromDays(Math.Ceiling(days / atMost)) : TimeSpan.FromHours(Math.Max(1, Math.Ceiling(days * 24 / atMost)));
        var begin = TimeZoneInfo.ConvertTime(recording.From, recording.Zone).DateTime;
        for (var at = byDay ? begin.Date.AddDays(1) : begin.Date.AddHours(begin.Hour + 1); ; at += every)
        {
            // An hour that the change to summer time leaves out has no place.
            if (recording.Zone.IsInvalidTime(at))
            {
                continue;
            }

            var moment = new DateTimeOffset(at, recording.Zone.GetUtcOffset(at));
            if (moment >= recording.To)
            {
                yield break;
            }

            yield return new StripPlace(Left(recording, moment), at.ToString(byDay ? "d MMM" : "HH:mm", CultureInfo.InvariantCulture));
        }
    }

    private static TimeSpan Longest(ReplayTimeline timeline) => timeline.Length > TimeSpan.Zero ? timeline.Length : TimeSpan.FromTicks(1);

    private static double Left(RecordingIndex recording, DateTimeOffset at) => Percent(at - recording.From, recording.To - recording.From);
}

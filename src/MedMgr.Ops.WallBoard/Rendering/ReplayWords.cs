using System.Globalization;
using MedMgr.Ops.WallBoard.Replay.Recorded;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>The words of the replay's pages.</summary>
internal static class ReplayWords
{
    public static string Of(RecordingKind kind) => kind switch
    {
        RecordingKind.LiveSpan => "past span of the live log",
        RecordingKind.Simulated => "simulated run",
        RecordingKind.Drill => "drill",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a kind without a word"),
    };

    public static string Alignment(bool byClock) =>
        byClock ? "in step by the clock: the same moment on both" : "in step from the start: the first moment of both";

    public static string Rate(int rate) => rate.ToString("#,0", CultureInfo.InvariantCulture) + "x" + rate switch
    {
        60 => " (1 min/s)",
        900 => " (15 min/s)",
        300 => " (5 min/s)",
        3_600 => " (1 h/s)",
        _ => "",
    };

    /// <summary>As the page's script words it: with the weekday, to the second.</summary>
    public static string Moment(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>As the page's script words it: "Day 3, 04:12:33".</summary>
    public static string Elapsed(TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture, $"Day {elapsed.Days + 1}, {elapsed:hh\\:mm\\:ss}");

    public static string Place(ReplayPageView view) => string.Join(" · ", view.Panes.Select(p => $"step {Number(p.Sequence)} of {Number(p.Steps)}"));

    public static string Number(long n) => n.ToString("#,0", CultureInfo.InvariantCulture);
}

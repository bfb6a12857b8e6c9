using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MedMgr.Load.Reporting;

namespace MedMgr.Load.Season;

/// <summary>Milliseconds; null where nothing was measured.</summary>
internal sealed record Spread(double? P50, double? P95, double? P99, double? Max)
{
    public static Spread Of(Percentiles of) => new(Known(of.P50), Known(of.P95), Known(of.P99), Known(of.Max));

    private static double? Known(double value) => double.IsFinite(value) ? Math.Round(value, 2) : null;
}

/// <param name="Day">Of the scenario; its busiest.</param>
/// <param name="FromHour">Of that day; its busiest.</param>
/// <param name="StaySeconds">To which visits were compressed.</param>
/// <param name="FreeBeds">When the load began, over all hospitals.</param>
internal sealed record SeasonAsked(
    string Target, string Scenario, DateOnly Day, int FromHour, double Factor, double Pace, bool Steady, int Hospitals, int Displays, double Seconds, double ConsoleShare,
    double StaySeconds, int FreeBeds);

/// <param name="Late">Sent more than 10 ms after their time: by this program's fault or because a connection took no more. Their latency counts from their time all the same.</param>
internal sealed record SeasonMessages(long Sent, double PerSecond, double Intended, long Late, long Refused, Spread LateMs, Spread AcknowledgedMs);

/// <param name="Samples">Pairs of a message and a display.</param>
/// <param name="Unseen">Pairs that never came to be.</param>
/// <param name="Overtaken">Messages left out because somebody else's patient came into the bed.</param>
internal sealed record SeasonLatency(double? P50, double? P95, double? P99, double? Max, long Samples, long Messages, long Unseen, int Overtaken);

internal sealed record SeasonFrames(double PerDisplayPerSecond, long Missing, int Repeated, int Snapshots, int DisplaysLost);

/// <param name="Refused">By the house: somebody else was quicker.</param>
internal sealed record SeasonConsole(long Calls, long Refused, Spread Ms);

internal sealed record SeasonErrors(long Count, IReadOnlyCollection<string> First);

internal sealed record SeasonProcess(double Cores, double ResidentMiB, double PeakMiB);

/// <param name="FlushesPerSecond">Of all disks; null where the kernel does not count them.</param>
internal sealed record SeasonMachine(int Cores, double BusyCores, string LoadAverageBefore, string LoadAverageAfter, double? FlushesPerSecond);

/// <summary>A part of the measured time.</summary>
internal sealed record SeasonSlice(
    double AtSeconds, double MessagesPerSecond, double? P50, double? P99, double? Max, double? ServerCores, double? ServerMiB, double ClientCores, double ClientMiB, long Missing);

internal sealed record SeasonThreshold(string Name, double? Value, string Bound, double Limit, bool Met);

/// <param name="Limit">In words.</param>
internal sealed record KneeFound(double? GoodFactor, double? GoodPerSecond, double? BadFactor, double? BadPerSecond, string Limit, IReadOnlyList<KneeStep> Steps);

internal sealed record KneeStep(double Factor, double PerSecond, double? P99, long Missing, long Errors, double? ServerCores, double ClientCores, double? ClientLateP99, bool Passed);

/// <summary>All that was found out, as it goes out as JSON.</summary>
/// <param name="DiscrepanciesResolved">Raised by messages of the load, where somebody else's patient came into its way; resolved at the end.</param>
/// <param name="Server">Null where it is not known: then <paramref name="ServerUnknownBecause"/> says why.</param>
/// <param name="ServerMemorySlopeMiBPerHour">Over the second half of the run; null for a run under ten minutes.</param>
internal sealed record SeasonResult(
    string Command, bool Passed, SeasonAsked Asked, SeasonMessages Messages, SeasonLatency LatencyMs, SeasonFrames Frames, long Patients, long PatientsWithoutBed,
    int DiscrepanciesResolved,     SeasonConsole Console, SeasonErrors Errors, SeasonProcess? Server, string? ServerUnknownBecause, SeasonProcess Client, SeasonMachine Machine,
    double? ServerMemorySlopeMiBPerHour, IReadOnlyList<SeasonSlice> Slices, IReadOnlyList<SeasonThreshold> Thresholds, KneeFound? Knee = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>MiB an hour by least squares.</summary>
    public static double? MemorySlope(IReadOnlyList<SeasonSlice> slices)
    {
        var known = slices.Where(s => s.ServerMiB is not null).Skip(slices.Count / 2).ToList();
        if (known.Count < 5 || slices[^1].AtSeconds < 600)
        {
            return null;
        }

        var (x, y) = (known.Average(s => s.AtSeconds), known.Average(s => s.ServerMiB!.Value));
        return Math.Round(3600 * known.Sum(s => (s.AtSeconds - x) * (s.ServerMiB!.Value - y)) / known.Sum(s => (s.AtSeconds - x) * (s.AtSeconds - x)), 2);
    }
}

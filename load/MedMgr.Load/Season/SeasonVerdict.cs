namespace MedMgr.Load.Season;

/// <summary>Whether a run kept its limits, and what stood in the way when not.</summary>
internal static class SeasonVerdict
{
    private const double BusyShare = 0.9;
    private const double LateMs = 20;

    public static IReadOnlyList<SeasonThreshold> Thresholds(
        SeasonLimits limits, SeasonLatency latency, SeasonFrames frames, SeasonMessages messages, SeasonErrors errors)
    {
        var thresholds = new List<SeasonThreshold>
        {
            AtMost("p99", latency.P99, limits.P99Max),
            AtMost("missing", frames.Missing + frames.Repeated, limits.MissingMax),
            AtMost("unseen", latency.Unseen, limits.UnseenMax),
            AtMost("errors", errors.Count, limits.ErrorsMax),
        };
        if (limits.RateMin > 0)
        {
            thresholds.Add(new SeasonThreshold("rate", messages.PerSecond, "at least", limits.RateMin, messages.PerSecond >= limits.RateMin));
        }

        return thresholds;
    }

    /// <summary>What the figures of a run that broke a threshold say about the reason.</summary>
    public static string Limit(SeasonResult run)
    {
        var broken = string.Join(", ", run.Thresholds.Where(t => !t.Met).Select(t => t.Name));
        var m = run.Machine;
        if (m.BusyCores >= BusyShare * m.Cores)
        {
            var server = run.Server is { } s ? $"the server {s.Cores:0.00}" : "the server an unknown share";
            var others = m.BusyCores - (run.Server?.Cores ?? 0) - run.Client.Cores;
            return $"{broken} broken: the processors are full, {m.BusyCores:0.00} of {m.Cores} cores busy: {server}, this program {run.Client.Cores:0.00}, others and the kernel {Math.Max(0, others):0.00}";
        }

        return run.Messages.LateMs.P99 > LateMs
            ? $"{broken} broken: this program sent late itself (p99 {run.Messages.LateMs.P99:0} ms), so the server is not what was found"
            : $"{broken} broken with {m.BusyCores:0.00} of {m.Cores} cores busy and this program in time: the server waits for something else than processors (disk flushes a second: {m.FlushesPerSecond?.ToString("0", System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"})";
    }

    private static SeasonThreshold AtMost(string name, double? value, double limit) => new(name, value, "at most", limit, value <= limit);
}

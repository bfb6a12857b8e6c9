using System.Globalization;
using System.Text;
using MedMgr.Load.Season;

namespace MedMgr.Load.Reporting;

/// <summary>A run of the season as a page of text.</summary>
internal static class SeasonTable
{
    public static string Of(SeasonResult run)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in Rows(run))
        {
            text.Append("  ").Append(name.PadRight(25)).AppendLine(value);
        }

        if (run.Knee is { } knee)
        {
            text.AppendLine().AppendLine("  knee");
            foreach (var step in knee.Steps)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"    K {step.Factor,9:0.##}  {step.PerSecond,8:#,0} messages/s  p99 {step.P99,8:0.0} ms  missing {step.Missing}  errors {step.Errors}  {(step.Passed ? "borne" : "NOT BORNE")}");
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"    {knee.Limit}");
        }

        foreach (var threshold in run.Thresholds)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {threshold.Name,-10} {threshold.Value?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? "not measured",12} {threshold.Bound} {threshold.Limit:#,0.##}  {(threshold.Met ? "met" : "MISSED")}");
        }

        foreach (var words in run.Errors.First)
        {
            text.Append("  ").AppendLine(words);
        }

        return text.Append(run.Passed ? "All thresholds met." : "A threshold was missed.").ToString();
    }

    /// <summary>The figures in words, the most wanted first.</summary>
    public static IEnumerable<(string Name, string Value)> Rows(SeasonResult run)
    {
        var (asked, latency, messages) = (run.Asked, run.LatencyMs, run.Messages);
        yield return ("load", Text($"{asked.Scenario} of {asked.Day:yyyy-MM-dd} from {asked.FromHour}:00, K {asked.Factor:0.##} at {asked.Pace:0.##} minutes a minute, {asked.Hospitals} hospital(s), {asked.Seconds:0} s"));
        yield return ("messages", Text($"{messages.PerSecond:#,0.0}/s ADT of {messages.Intended:#,0.0} in the busiest hour, {messages.Sent:#,0} in all; {messages.Late:#,0} sent late (p99 {messages.LateMs.P99:0.0} ms), {messages.Refused} refused"));
        yield return ("send to display", Text($"p50 {latency.P50:0.0}  p95 {latency.P95:0.0}  p99 {latency.P99:0.0}  max {latency.Max:0.0} ms over {latency.Samples:#,0} message-display pairs; {latency.Unseen} never shown"));
        yield return ("send to acknowledgement", Text($"p50 {messages.AcknowledgedMs.P50:0.0}  p99 {messages.AcknowledgedMs.P99:0.0} ms"));
        yield return ("displays", Text($"{asked.Displays:#,0}, {run.Frames.PerDisplayPerSecond:0.0} frames/s each; {run.Frames.Missing} missing, {run.Frames.Repeated} repeated, {run.Frames.DisplaysLost} displays lost"));
        yield return ("console", Text($"{run.Console.Calls:#,0} calls, {run.Console.Refused} refused by the house, p50 {run.Console.Ms.P50:0.0}  p99 {run.Console.Ms.P99:0.0} ms"));
        yield return ("patients", Text($"{run.Patients:#,0}, visits of {asked.StaySeconds:0.0} s in {asked.FreeBeds:#,0} free beds; {run.PatientsWithoutBed:#,0} found no free bed and stayed in the waiting room"));
        if (run.DiscrepanciesResolved + latency.Overtaken > 0)
        {
            yield return ("with the house's own", Text($"{latency.Overtaken} messages overtaken by other patients, {run.DiscrepanciesResolved} discrepancies raised and resolved"));
        }

        yield return ("server", run.Server is { } server ? Text($"{server.Cores:0.00} cores, {server.ResidentMiB:#,0} MiB resident, {server.PeakMiB:#,0} at most") : $"not known: {run.ServerUnknownBecause}");
        yield return ("this program", Text($"{run.Client.Cores:0.00} cores, {run.Client.ResidentMiB:#,0} MiB"));
        yield return ("machine", Text($"{run.Machine.BusyCores:0.00} of {run.Machine.Cores} cores busy, load average {run.Machine.LoadAverageBefore} before, {run.Machine.LoadAverageAfter} after, disk flushes {run.Machine.FlushesPerSecond?.ToString("0", CultureInfo.InvariantCulture) ?? "not counted"}/s"));
        if (run.ServerMemorySlopeMiBPerHour is { } slope)
        {
            yield return ("server memory", Text($"{slope:+0.0;-0.0} MiB an hour over the second half"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

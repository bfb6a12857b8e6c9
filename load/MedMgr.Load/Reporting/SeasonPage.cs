using System.Globalization;
using System.Text;
using MedMgr.Load.Season;
using MedMgr.Sim.Reports;
using MedMgr.Sim.Reports.Pages;

namespace MedMgr.Load.Reporting;

/// <summary>A run of the season as one HTML file that needs nothing else, in the look of the simulation's reports.</summary>
internal static class SeasonPage
{
    public static string Of(SeasonResult run)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Append("<title>Load: ").Append(Html.Text(run.Asked.Scenario)).Append(" x ").Append(Words.Number(run.Asked.Factor)).Append("</title><style>").Append(ReportStyle.Css()).Append("</style></head><body><main>");
        Head(html, run);
        Tiles(html, run);
        Thresholds(html, run);
        Charts(html, run);
        Knee(html, run);
        Table(html, run);
        Slices(html, run);
        return html.Append("<footer><p>Latency runs from the time at which a message was to be sent, fixed beforehand, to the frame that shows it at each display. When in doubt the probe says later. ")
            .Append("Percentiles are upper edges of buckets at most 0.8 % wide; the maximum is exact.</p></footer></main></body></html>\n").ToString();
    }

    private static void Head(StringBuilder html, SeasonResult run) =>
        html.Append("<header><p class=\"kicker\">Load report</p><h1>").Append(Html.Text(run.Asked.Scenario)).Append(" &times; ").Append(Words.Number(run.Asked.Factor)).Append("</h1><p class=\"lead\">")
            .Append(Html.Text(string.Create(CultureInfo.InvariantCulture, $"{run.Asked.Hospitals} hospital(s), {run.Asked.Displays:#,0} displays, {run.Asked.Seconds:0} s on {run.Machine.Cores} cores against {run.Asked.Target}. ")))
            .Append(run.Passed ? "All thresholds met." : "<strong>A threshold was missed.</strong>").Append("</p></header>");

    private static void Tiles(StringBuilder html, SeasonResult run)
    {
        html.Append("<section class=\"tiles\">");
        Tile(html, "ADT messages", run.Messages.PerSecond, "/s", $"{run.Messages.Late} sent late");
        Tile(html, "Send to display, p99", run.LatencyMs.P99, "ms", $"p50 {Number(run.LatencyMs.P50)}, most {Number(run.LatencyMs.Max)}");
        Tile(html, "Frames missing or repeated", run.Frames.Missing + run.Frames.Repeated, "", $"at {run.Asked.Displays} displays");
        Tile(html, "Server", run.Server?.Cores, "cores", run.Server is { } s ? $"{Number(s.ResidentMiB)} MiB" : run.ServerUnknownBecause ?? "");
        html.Append("</section>");
    }

    private static void Tile(StringBuilder html, string name, double? value, string unit, string below) =>
        html.Append("<div class=\"tile\"><p>").Append(Html.Text(name)).Append("</p><b>").Append(Number(value)).Append(" <small>").Append(unit).Append("</small></b><p class=\"ci\">")
            .Append(Html.Text(below)).Append("</p></div>");

    private static void Thresholds(StringBuilder html, SeasonResult run)
    {
        html.Append("<h2>Thresholds</h2><table><thead><tr><th>what</th><th class=\"n\">measured</th><th class=\"n\">asked</th><th>met</th></tr></thead><tbody>");
        foreach (var t in run.Thresholds)
        {
            html.Append("<tr><th>").Append(t.Name).Append("</th><td class=\"n\">").Append(Number(t.Value)).Append("</td><td class=\"n\">").Append(t.Bound).Append(' ').Append(Number(t.Limit))
                .Append("</td><td>").Append(t.Met ? "yes" : "<strong>no</strong>").Append("</td></tr>");
        }

        html.Append("</tbody></table>");
    }

    private static void Charts(StringBuilder html, SeasonResult run)
    {
        if (run.Slices.Count < 2)
        {
            return;
        }

        double[] At(Func<SeasonSlice, double?> of) => [.. run.Slices.Select(s => of(s) ?? double.NaN)];
        var seconds = At(s => s.AtSeconds);
        html.Append("<h2>Over time</h2><div class=\"grid2\">");
        Chart(html, new LineChart("Send to display, p99", "ms", seconds, At(s => s.P99), At(s => s.P50)), "line p99, dashed p50");
        Chart(html, new LineChart("ADT messages", "per second", seconds, At(s => s.MessagesPerSecond)), "");
        if (run.Server is not null)
        {
            Chart(html, new LineChart("Server memory", "MiB", seconds, At(s => s.ServerMiB)), "resident");
            Chart(html, new LineChart("Processors", "cores", seconds, At(s => s.ServerCores), At(s => s.ClientCores)), "line server, dashed this program");
        }

        html.Append("</div>");
    }

    private static void Chart(StringBuilder html, LineChart chart, string legend) =>
        html.Append("<figure><figcaption>").Append(Html.Text(chart.Title)).Append(" <span>").Append(Html.Text(legend.Length > 0 ? $"{chart.Unit}; {legend}" : chart.Unit)).Append("</span></figcaption>")
            .Append(chart.Svg()).Append("</figure>");

    private static void Knee(StringBuilder html, SeasonResult run)
    {
        if (run.Knee is not { } knee)
        {
            return;
        }

        html.Append("<h2>Knee</h2><p>").Append(Html.Text(knee.Limit)).Append(".</p><table><thead><tr><th class=\"n\">K</th><th class=\"n\">messages/s</th><th class=\"n\">p99, ms</th><th class=\"n\">missing</th><th class=\"n\">errors</th><th class=\"n\">server, cores</th><th class=\"n\">this program</th><th>borne</th></tr></thead><tbody>");
        foreach (var step in knee.Steps)
        {
            Row(html, [step.Factor, step.PerSecond, step.P99, step.Missing, step.Errors, step.ServerCores, step.ClientCores], step.Passed ? "yes" : "no");
        }

        html.Append("</tbody></table>");
    }

    private static void Table(StringBuilder html, SeasonResult run)
    {
        html.Append("<h2>All figures</h2><table class=\"plain\"><tbody>");
        foreach (var (name, value) in SeasonTable.Rows(run))
        {
            html.Append("<tr><th>").Append(Html.Text(name)).Append("</th><td>").Append(Html.Text(value)).Append("</td></tr>");
        }

        html.Append("</tbody></table>");
        if (run.Errors.First.Count > 0)
        {
            html.Append("<pre>").Append(Html.Text(string.Join("\n", run.Errors.First))).Append("</pre>");
        }
    }

    private static void Slices(StringBuilder html, SeasonResult run)
    {
        html.Append("<details><summary>Slice by slice</summary><div class=\"wide\"><table><thead><tr><th class=\"n\">until, s</th><th class=\"n\">messages/s</th><th class=\"n\">p50, ms</th><th class=\"n\">p99, ms</th><th class=\"n\">max, ms</th><th class=\"n\">server, cores</th><th class=\"n\">server, MiB</th><th class=\"n\">this program, cores</th><th class=\"n\">MiB</th><th class=\"n\">frames missing</th></tr></thead><tbody>");
        foreach (var s in run.Slices)
        {
            Row(html, [s.AtSeconds, s.MessagesPerSecond, s.P50, s.P99, s.Max, s.ServerCores, s.ServerMiB, s.ClientCores, s.ClientMiB, s.Missing], null);
        }

        html.Append("</tbody></table></div></details>");
    }

    private static void Row(StringBuilder html, IEnumerable<double?> cells, string? last)
    {
        html.Append("<tr>");
        foreach (var cell in cells)
        {
            html.Append("<td class=\"n\">").Append(Number(cell)).Append("</td>");
        }

        html.Append(last is null ? "</tr>" : $"<td>{last}</td></tr>");
    }

    private static string Number(double? value) => value is { } known ? Words.Number(known) : "-";
}

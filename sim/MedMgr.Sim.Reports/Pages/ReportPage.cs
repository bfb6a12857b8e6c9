using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Reports.Charts;

namespace MedMgr.Sim.Reports.Pages;

/// <summary>A run as one HTML file that needs nothing else: no script, no font, no picture from anywhere.</summary>
public static class ReportPage
{
    private const string StaffedCapacity = "staffedCapacity/";
    private const string Occupied = "occupied/";
    private const int TilesMax = 8;

    /// <summary>Bands of the National Emergency Department Overcrowding Scale.</summary>
    internal static readonly Zone[] NedocsBands =
    [
        new(double.NegativeInfinity, 20, "normal", "z0"), new(20, 60, "busy", "z1"), new(60, 100, "extremely busy", "z2"),
        new(100, 140, "overcrowded", "z3"), new(140, 180, "severe", "z4"), new(180, double.PositiveInfinity, "disaster", "z5"),
    ];

    /// <summary>The figures that a reader looks for first, where the run has them.</summary>
    internal static readonly string[] Headline =
    [
        "occupancy.mean", "boarding.mean", "boarding.over4h", "nedocs.mean", "ed.leftUnseen", "diversion.hours", "staffing.gapHours", "cost.total",
        "electives.cancelled", "deaths",
    ];

    /// <summary>Measures that share a scale, side by side.</summary>
    private static readonly (string Title, string[] Measures)[] Spreads =
    [
        ("Cost", ["cost.total", "cost.surge"]),
        ("Time", ["nedocs.hoursOvercrowded", "diversion.hours", "surge.hours"]),
        ("Patients", ["boarding.over4h", "ed.leftUnseen", "diversion.ambulances", "electives.cancelled", "transfersIn.refused", "deaths"]),
        ("Nursing shifts", ["staffing.uncovered", "staffing.agencyShifts", "staffing.floated"]),
    ];

    /// <param name="frame">Null for a file that needs nothing else.</param>
    public static string Of(RunResult run, ReportFacts facts, ReportFrame? frame = null)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Append("<title>").Append(Html.Text(run.Title)).Append("</title>");
        HeadLinks(html, frame);
        html.Append("</head><body>");
        Toolbar(html, frame);
        html.Append("<main>");
        if (frame is { Exercise: true })
        {
            html.Append(ExerciseBanner.Html);
        }

        Head(html, run, facts);
        if (frame?.Note is { } note)
        {
            html.Append("<p class=\"note\">").Append(Html.Text(note)).Append("</p>");
        }

        InPlainWords(html, run);
        Tiles(html, run);
        HospitalCharts(html, run);
        UnitCharts(html, run);
        Spread(html, run);
        MeasureTable(html, run);
        UnitTable(html, run);
        Assumptions(html, facts);
        Foot(html, run, facts);
        return html.Append("</main></body></html>\n").ToString();
    }

    private static void HeadLinks(StringBuilder html, ReportFrame? frame)
    {
        if (frame is null)
        {
            html.Append("<style>").Append(ReportStyle.Css()).Append("</style>");
            return;
        }

        foreach (var url in frame.StyleUrls)
        {
            html.Append("<link rel=\"stylesheet\" href=\"").Append(Html.Text(url)).Append("\">");
        }

        html.Append("<script type=\"module\" src=\"").Append(Html.Text(frame.ScriptUrl)).Append("\"></script>");
    }

    private static void Toolbar(StringBuilder html, ReportFrame? frame)
    {
        if (frame is not null)
        {
            html.Append("<nav class=\"toolbar\" aria-label=\"Report\"><a href=\"").Append(Html.Text(frame.Back)).Append("\">Back to the run</a><button type=\"button\" id=\"print\">Print, or save as PDF</button></nav>");
        }
    }

    private static void InPlainWords(StringBuilder html, RunResult run)
    {
        var sentences = PlainWords.Of(run);
        if (!sentences.IsEmpty)
        {
            html.Append("<section class=\"words\"><h2>In plain words</h2><ul>");
            foreach (var sentence in sentences)
            {
                html.Append("<li>").Append(Html.Text(sentence)).Append("</li>");
            }

            html.Append("</ul></section>");
        }
    }

    private static void Head(StringBuilder html, RunResult run, ReportFacts facts)
    {
        var end = run.Start.AddHours(run.Hours);
        html.Append("<header><p class=\"kicker\">Simulation report &middot; ").Append(Html.Text(facts.Hospital)).Append("</p><h1>").Append(Html.Text(run.Title)).Append("</h1><p class=\"lead\">")
            .Append(Date(run.Start)).Append(" to ").Append(Date(end)).Append(", ").Append(Words.Fixed(run.Hours / 24.0, 1)).Append(" days, ")
            .Append(run.Replications.ToString("#,##0", CultureInfo.InvariantCulture)).Append(" replications, seed ").Append(run.Seed.ToString(CultureInfo.InvariantCulture))
            .Append(". Scenario <code>").Append(Html.Text(run.Scenario)).Append("</code>, medmgr ").Append(Html.Text(facts.Version)).Append(".</p></header>");
    }

    private static void Tiles(StringBuilder html, RunResult run)
    {
        var known = Headline.Select(name => run.Measures.FirstOrDefault(m => m.Name == name)).OfType<Measure>().ToList();
        var shown = known.Concat(run.Measures.Except(known)).Take(TilesMax);
        html.Append("<section class=\"tiles\">");
        foreach (var measure in shown)
        {
            html.Append("<div class=\"tile\"><p>").Append(Html.Text(measure.Says.Split(':')[0])).Append("</p><b>").Append(Words.Number(measure.Estimate.Mean)).Append(" <small>")
                .Append(Html.Text(measure.Unit)).Append("</small></b><p class=\"ci\">").Append(Interval(measure)).Append("</p></div>");
        }

        html.Append("</section>");
    }

    private static void HospitalCharts(StringBuilder html, RunResult run)
    {
        var series = run.Series.Where(s => !s.Name.Contains('/', StringComparison.Ordinal)).ToList();
        if (series.Count == 0)
        {
            return;
        }

        html.Append("<section><h2>The hospital over time</h2>").Append(Legend(capacity: false));
        foreach (var one in series)
        {
            var chart = new FanChart(Names.OfSeries(one.Name), one, run.Times, Zones: one.Name == "nedocs" ? NedocsBands : null);
            Figure(html, chart);
        }

        html.Append("</section>");
    }

    private static void UnitCharts(StringBuilder html, RunResult run)
    {
        var occupied = run.Series.Where(s => s.Name.StartsWith(Occupied, StringComparison.Ordinal)).ToList();
        if (occupied.Count == 0)
        {
            return;
        }

        html.Append("<section><h2>Occupied beds by unit</h2>").Append(Legend(capacity: true)).Append("<div class=\"grid2\">");
        foreach (var one in occupied)
        {
            var unit = one.Name[Occupied.Length..];
            var capacity = run.Series.FirstOrDefault(s => s.Name == StaffedCapacity + unit);
            var name = run.ByUnit.FirstOrDefault(u => u.Unit == unit)?.Name ?? unit;
            Figure(html, new FanChart(name, one, run.Times, capacity?.Mean) { Width = 400.0, Height = 150.0 });
        }

        html.Append("</div></section>");
    }

    private static void Figure(StringBuilder html, FanChart chart) =>
        html.Append("<figure><figcaption><b>").Append(Html.Text(chart.Title)).Append("</b> <span>").Append(Html.Text(Unit(chart))).Append("</span></figcaption>").Append(chart.Svg()).Append("</figure>");

    private static string Unit(FanChart chart) =>
        chart.IsShare ? "share of replications" : chart.MedianIsZero ? chart.Fan.Unit + "; the median is zero, the line is the mean" : chart.Fan.Unit;

    private static string Legend(bool capacity) =>
        "<p class=\"legend\"><i class=\"k-median\"></i> median <i class=\"k-50\"></i> half of the replications <i class=\"k-90\"></i> 90 % of the replications"
        + (capacity ? " <i class=\"k-capacity\"></i> staffed capacity (mean)" : "") + "</p>";

    private static void Spread(StringBuilder html, RunResult run)
    {
        var charts = Spreads
            .Select(s => (s.Title, Measures: s.Measures.Select(name => run.Measures.FirstOrDefault(m => m.Name == name)).OfType<Measure>().ToList()))
            .Where(s => s.Measures.Any(m => m.Estimate.Mean > 0.0)).ToList();
        if (charts.Count == 0)
        {
            return;
        }

        html.Append("<section><h2>How replications differ</h2><p class=\"legend\"><i class=\"k-bar\"></i> mean <i class=\"k-whisker\"></i> from the 5 % to the 95 % replication</p>");
        foreach (var (title, measures) in charts)
        {
            html.Append("<figure><figcaption><b>").Append(Html.Text(title)).Append("</b> <span>").Append(Html.Text(measures[0].Unit)).Append("</span></figcaption>")
                .Append(new RangeChart(measures).Svg()).Append("</figure>");
        }

        html.Append("</section>");
    }

    private static void MeasureTable(StringBuilder html, RunResult run)
    {
        html.Append("<section><h2>All measures</h2><table><thead><tr><th>measure</th><th class=\"n\">mean</th><th class=\"n\">95 % interval of the mean</th><th class=\"n\">5 % to 95 % of replications</th><th>unit</th></tr></thead><tbody>");
        foreach (var measure in run.Measures)
        {
            html.Append("<tr><td>").Append(Html.Text(measure.Says)).Append("<br><code>").Append(Html.Text(measure.Name)).Append("</code></td><td class=\"n\">")
                .Append(Words.Number(measure.Estimate.Mean)).Append("</td><td class=\"n\">").Append(Interval(measure)).Append("</td><td class=\"n\">")
                .Append(Words.Number(RangeChart.Quantile(measure, 0.05))).Append(" to ").Append(Words.Number(RangeChart.Quantile(measure, 0.95))).Append("</td><td>")
                .Append(Html.Text(measure.Unit)).Append("</td></tr>");
        }

        html.Append("</tbody></table></section>");
    }

    private static void UnitTable(StringBuilder html, RunResult run)
    {
        if (run.ByUnit.IsEmpty || run.ByUnit[0].Measures.IsEmpty)
        {
            return;
        }

        html.Append("<section><h2>Units</h2><p>Means over replications.</p><div class=\"wide\"><table><thead><tr><th>unit</th>");
        foreach (var measure in run.ByUnit[0].Measures)
        {
            html.Append("<th class=\"n\" title=\"").Append(Html.Text(measure.Says)).Append("\">").Append(Html.Text(Names.Heading(measure.Name))).Append("<br><small>").Append(Html.Text(measure.Unit)).Append("</small></th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var unit in run.ByUnit)
        {
            html.Append("<tr><td>").Append(Html.Text(unit.Name)).Append("</td>");
            foreach (var measure in unit.Measures)
            {
                html.Append("<td class=\"n\">").Append(Words.Number(measure.Estimate.Mean)).Append("</td>");
            }

            html.Append("</tr>");
        }

        html.Append("</tbody></table></div></section>");
    }

    private static void Assumptions(StringBuilder html, ReportFacts facts)
    {
        html.Append("<section><h2>Assumptions</h2><table class=\"plain\"><tbody>");
        foreach (var assumption in facts.Assumptions)
        {
            html.Append("<tr><th>").Append(Html.Text(assumption.What)).Append("</th><td>").Append(Html.Text(assumption.Value)).Append("</td></tr>");
        }

        html.Append("</tbody></table><h2>Scenario and sources</h2><p>The files as they were read; every rate names its source.</p>");
        foreach (var file in facts.Files)
        {
            html.Append("<details open><summary>").Append(Html.Text(file.Name)).Append("</summary><pre>").Append(Html.Text(file.Text)).Append("</pre></details>");
        }

        html.Append("</section>");
    }

    private static void Foot(StringBuilder html, RunResult run, ReportFacts facts) =>
        html.Append("<footer><p>The interval of a mean says how well these ").Append(run.Replications.ToString("#,##0", CultureInfo.InvariantCulture))
            .Append(" replications know it (Student's t, 95 % for each measure alone); the spread of replications says how different one season may be from the next. The same seed and version give the same figures: <code>")
            .Append(Html.Text(facts.Command)).Append("</code></p></footer>");

    internal static string Interval(Measure measure) => double.IsFinite(measure.Estimate.HalfWidth)
        ? $"{Words.Number(measure.Estimate.Low)} to {Words.Number(measure.Estimate.High)}"
        : "needs two replications";

    private static string Date(DateTimeOffset time) => time.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}

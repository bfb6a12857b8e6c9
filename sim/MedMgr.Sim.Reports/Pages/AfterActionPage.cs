using System.Globalization;
using System.Text;
using MedMgr.Sim.Hospital.Drills;
using MedMgr.Sim.Reports.Charts;

namespace MedMgr.Sim.Reports.Pages;

/// <summary>The after-action report of a drill as one HTML file for paper and screen: no script, no font, no picture from anywhere.</summary>
/// <remarks>
/// Parts and ratings are those of FEMA's After-Action Report/Improvement Plan template (HSEEP-IP01): exercise overview, capabilities and objectives with P, S, M or U,
/// strengths, areas for improvement, improvement plan with owner and date.
/// </remarks>
public static class AfterActionPage
{
    private const int WaitsMax = 15;

    private static readonly string[] Headline =
    [
        "boarding.hours", "boarding.max", "boarding.over4h", "wait.boarding.median", "wait.boarding.longest", "wait.longest", "placement.wait", "placement.outliers", "placement.moves", "ed.arrivals",
        "ed.leftUnseen", "ed.waitForBed", "ed.stay", "occupancy.mean", "nedocs.mean", "nedocs.max", "staffing.gapHours", "electives.cancelled", "transfersIn.refused", "diversion.ambulances",
        "surge.hours", "board.discrepancies", "surge.delay", "wait.open",
    ];

    public static string Of(AfterAction report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(report.TimeZone);
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Append("<title>").Append(Html.Text("After-action report, " + report.Title)).Append("</title><style>").Append(ReportStyle.Css()).Append("</style></head><body><main>");
        Head(html, report, zone);
        Overview(html, report, zone);
        Objectives(html, report);
        Strengths(html, report);
        ImprovementPlan(html, report);
        Measures(html, report);
        Charts(html, report, zone);
        Waits(html, report, zone);
        Timeline(html, report, zone);
        Fidelity(html, report);
        return html.Append("</main></body></html>\n").ToString();
    }

    private static void Head(StringBuilder html, AfterAction report, TimeZoneInfo zone) => html
        .Append(ExerciseBanner.Html)
        .Append("<header><p class=\"kicker\">After-action report &middot; ").Append(Html.Text(report.HospitalName)).Append("</p><h1>").Append(Html.Text(report.Title)).Append("</h1><p class=\"lead\">")
        .Append(Moment(report.Drill.From, zone)).Append(" to ").Append(Moment(report.Drill.To, zone)).Append(" of the drill&rsquo;s time. ")
        .Append(report.ObjectivesMet).Append(" of ").Append(report.Objectives.Length).Append(" objectives met.</p></header>");

    private static void Overview(StringBuilder html, AfterAction report, TimeZoneInfo zone)
    {
        html.Append("<section><h2>Exercise overview</h2><table class=\"plain\"><tbody>");
        void Row(string what, string text) => html.Append("<tr><th>").Append(what).Append("</th><td>").Append(Html.Text(text)).Append("</td></tr>");
        Row("Exercise", report.Title);
        Row("Scenario", $"{report.Scenario}, seed {report.Seed.ToString(CultureInfo.InvariantCulture)}: the same seed brings the same patients");
        Row("Scope", $"{Words.Fixed((report.Drill.To - report.Drill.From).TotalHours, 1)} hours{(report.EndedEarly ? " (ended before its time)" : "")} at {Words.Fixed(report.Pace, 1)} times the clock, hospital {report.Hospital}");
        Row("Beds were given by", report.Decider == "people" ? "people" : $"the {report.Decider} policy, through the doors of the real system");
        Row("Capabilities", string.Join(", ", report.Objectives.Select(o => o.Objective.Capability).Distinct()));
        Row("Participants", Participants(report));
        Row("Injects", report.Injects.IsEmpty ? "none" : string.Join("; ", report.Injects.Select(i => $"{Clock(i.At, zone)} {i.What.Says}")));
        if (report.Recording is { } recording)
        {
            Row("Recording", $"{recording}, on the wall at /replay/{recording}");
        }

        foreach (var note in report.Notes)
        {
            Row("Note", note);
        }

        html.Append("</tbody></table></section>");
    }

    private static string Participants(AfterAction report)
    {
        var people = report.Timeline.Where(t => t.Kind is TimelineKind.Decision or TimelineKind.Refused or TimelineKind.Lead).Select(t => t.Who).Distinct().Order(StringComparer.Ordinal).ToList();
        return people.Count == 0 ? "nobody acted" : string.Join(", ", people);
    }

    private static void Objectives(StringBuilder html, AfterAction report)
    {
        html.Append("<section><h2>Objectives and capabilities</h2><table><thead><tr><th>objective</th><th>capability</th><th class=\"n\">measured</th><th class=\"n\">limit</th><th>result</th><th>rating</th></tr></thead><tbody>");
        foreach (var one in report.Objectives)
        {
            html.Append("<tr><td>").Append(Html.Text(one.Objective.Title));
            if (one.Objective.AssignedTo is { } who)
            {
                html.Append("<br><small>assigned to ").Append(Html.Text(who)).Append("</small>");
            }

            html.Append("</td><td>").Append(Html.Text(one.Objective.Capability)).Append("</td><td class=\"n\">").Append(Value(one.Measured, one.Unit)).Append("</td><td class=\"n\">")
                .Append(Value(one.Limit, one.Unit)).Append("</td><td class=\"").Append(one.Met switch { true => "met\">✓ met", false => "missed\">✕ not met", null => "\">not measured" })
                .Append("</td><td>").Append(one.Rating is { } rating ? $"<b>{DrillWords.Letter(rating)}</b> <small>{DrillWords.Of(rating)}</small>" : "");
            if (one.Says is { } says)
            {
                html.Append("<br><small>").Append(Html.Text($"{says.By}{(says.Comment is null ? "" : ": " + says.Comment)}")).Append("</small>");
            }

            html.Append("</td></tr>");
        }

        html.Append("</tbody></table><p class=\"legend\">Ratings as in HSEEP: P performed without challenges, S with some, M with major challenges, U unable to be performed. Where nobody has assessed an objective, the rating is proposed from its figure: met, P; up to half above the limit, S; more, M.</p></section>");
    }

    private static void Strengths(StringBuilder html, AfterAction report)
    {
        html.Append("<section><h2>Strengths</h2>");
        if (report.Strengths.IsEmpty)
        {
            html.Append("<p>No objective was met without challenges.</p>");
        }
        else
        {
            html.Append("<ul>");
            foreach (var strength in report.Strengths)
            {
                html.Append("<li>").Append(Html.Text(strength.Objective.Title)).Append(": ").Append(Value(strength.Measured, strength.Unit)).Append("</li>");
            }

            html.Append("</ul>");
        }

        html.Append("</section>");
    }

    private static void ImprovementPlan(StringBuilder html, AfterAction report)
    {
        html.Append("<section><h2>Areas for improvement and improvement plan</h2>");
        if (report.Improvements.IsEmpty)
        {
            html.Append("<p>Nothing was entered, and the figures propose nothing.</p></section>");
            return;
        }

        html.Append("<table><thead><tr><th>capability</th><th>area for improvement</th><th>corrective action</th><th>owner</th><th>due</th><th>from</th></tr></thead><tbody>");
        foreach (var item in report.Improvements)
        {
            html.Append("<tr><td>").Append(Html.Text(item.Capability)).Append("</td><td>").Append(Html.Text(item.Issue)).Append("</td><td>").Append(Html.Text(item.Action)).Append("</td><td>")
                .Append(item.Owner is { } owner ? Html.Text(owner) : "<i class=\"line\"></i>").Append("</td><td>")
                .Append(item.Due is { } due ? due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "<i class=\"line\"></i>").Append("</td><td>").Append(Html.Text(item.Source)).Append("</td></tr>");
        }

        html.Append("</tbody></table></section>");
    }

    private static void Measures(StringBuilder html, AfterAction report)
    {
        html.Append("<section><h2>The drill against its control runs</h2><p>The same patients, the same injects, the same house at the beginning; only who gave the beds differs.</p><table><thead><tr><th>measure</th><th class=\"n\">drill</th>");
        foreach (var control in report.Controls)
        {
            html.Append("<th class=\"n\">").Append(Html.Text(control.Name)).Append("</th>");
        }

        html.Append("<th>unit</th></tr></thead><tbody>");
        var all = report.Drill.Measures.ToDictionary(m => m.Name);
        foreach (var measure in Headline.Where(all.ContainsKey).Select(name => all[name]))
        {
            html.Append("<tr><td>").Append(Html.Text(measure.Says)).Append("</td><td class=\"n\"><b>").Append(Figure(measure.Value)).Append("</b></td>");
            foreach (var control in report.Controls)
            {
                html.Append("<td class=\"n\">").Append(control.Figures[measure.Name] is { } value ? Figure(value) : "").Append("</td>");
            }

            html.Append("<td>").Append(Html.Text(measure.Unit)).Append("</td></tr>");
        }

        html.Append("</tbody></table><p class=\"legend\">One course each: a difference of this size may be chance. ‘medmgr compare’ runs many courses and gives intervals.</p></section>");
    }

    private static void Charts(StringBuilder html, AfterAction report, TimeZoneInfo zone)
    {
        if (report.Drill.Times.Length < 2)
        {
            return;
        }

        var times = report.Drill.Times.Select(t => TimeZoneInfo.ConvertTime(t, zone)).ToList();
        html.Append("<section><h2>Hour by hour</h2><p class=\"legend\"><i class=\"k-l0\"></i> drill");
        for (var i = 0; i < report.Controls.Length; i++)
        {
            html.Append(" <i class=\"k-l").Append(i + 1).Append("\"></i> ").Append(Html.Text(report.Controls[i].Name));
        }

        html.Append("</p>");
        foreach (var curve in report.Drill.Curves)
        {
            var lines = new List<(string, string, IReadOnlyList<double>)> { ("drill", "l0", curve.Values) };
            lines.AddRange(report.Controls.Select((c, i) => (c.Name, $"l{i + 1}", (IReadOnlyList<double>)c.Figures.Curves.First(x => x.Name == curve.Name).Values)));
            var chart = new LineChart(Names.OfSeries(curve.Name), curve.Unit, times, lines);
            html.Append("<figure><figcaption><b>").Append(Html.Text(chart.Title)).Append("</b> <span>").Append(Html.Text(chart.Unit)).Append("</span></figcaption>").Append(chart.Svg()).Append("</figure>");
        }

        html.Append("</section>");
    }

    private static void Waits(StringBuilder html, AfterAction report, TimeZoneInfo zone)
    {
        var longest = report.Drill.Waits.OrderByDescending(w => w.Hours).Take(WaitsMax).ToList();
        if (longest.Count == 0)
        {
            return;
        }

        html.Append("<section><h2>Longest waits for a bed</h2><table><thead><tr><th>visit</th><th>waited in</th><th>level asked for</th><th>since</th><th>bed given</th><th>in bed</th><th>bed</th><th class=\"n\">hours</th></tr></thead><tbody>");
        foreach (var wait in longest)
        {
            html.Append("<tr><td>").Append(Html.Text(wait.Visit.Value)).Append("</td><td>").Append(Html.Text(wait.From?.Value ?? "outside")).Append("</td><td>").Append(Html.Text(wait.Level?.ToString() ?? ""))
                .Append("</td><td>").Append(Clock(wait.Since, zone)).Append("</td><td>").Append(wait.Assigned is { } given ? Clock(given, zone) : "–").Append("</td><td>")
                .Append(wait.Until is { } until ? Clock(until, zone) : "–").Append("</td><td>").Append(Html.Text(wait.Bed?.Value ?? "")).Append("</td><td class=\"n\">").Append(Words.Number(wait.Hours)).Append("</td></tr>");
        }

        html.Append("</tbody></table></section>");
    }

    private static void Timeline(StringBuilder html, AfterAction report, TimeZoneInfo zone)
    {
        html.Append("<section><h2>Timeline</h2><table class=\"timeline\"><thead><tr><th>time</th><th>kind</th><th>who</th><th>what</th></tr></thead><tbody>");
        foreach (var entry in report.Timeline)
        {
            html.Append("<tr class=\"").Append(DrillWords.Of(entry.Kind)).Append("\"><td>").Append(Clock(entry.At, zone)).Append("</td><td>").Append(DrillWords.Of(entry.Kind)).Append("</td><td>")
                .Append(Html.Text(entry.Who)).Append("</td><td>").Append(Html.Text(entry.What));
            if (entry.Because is { Length: > 0 } because)
            {
                html.Append(" <small>").Append(Html.Text(because)).Append("</small>");
            }

            html.Append("</td></tr>");
        }

        html.Append("</tbody></table></section>");
    }

    private static void Fidelity(StringBuilder html, AfterAction report) => html
        .Append("<footer><p>").Append(report.Actions.ToString("#,##0", CultureInfo.InvariantCulture)).Append(" messages and commands went through the doors of the system, ")
        .Append(report.Refusals.ToString("#,##0", CultureInfo.InvariantCulture)).Append(" of them refused. Board and simulated hospital were compared bed by bed ").Append(report.TimesCompared)
        .Append(" times; ").Append(report.BedsThatDiffered).Append(" beds differed. The drill&rsquo;s time was held for ").Append(Words.Fixed(report.HeldSeconds, 1))
        .Append(" s in all, waiting for the system. 42 CFR 482.15(d)(2) asks hospitals for two exercises a year, and for their analysis to be kept.</p></footer>");

    /// <summary>Patients are counted: whole figures stand without decimals. Nobody asks a bed office for more than two.</summary>
    private static string Figure(double value) => value.ToString("#,##0.##", CultureInfo.InvariantCulture);

    private static string Value(double? value, string unit) => value is { } number ? Figure(number) + " <small>" + Html.Text(unit) + "</small>" : "–";

    private static string Moment(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("ddd HH:mm", CultureInfo.InvariantCulture);
}

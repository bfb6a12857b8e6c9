using System.Text.RegularExpressions;
using System.Xml.Linq;
using MedMgr.Sim.Reports.Charts;
using MedMgr.Sim.Reports.Pages;

namespace MedMgr.Sim.Reports.Tests;

public sealed partial class ReportPageTests
{
    private static readonly ReportFacts Facts = new(
        "Riverside <General>", [new Assumption("Births", "5 a day")], [new SourceFile("small.yaml", "arrivals: 12 # source: <CDC>")], "1.2.3", "medmgr simulate small.yaml");

    private static readonly string Page = ReportPage.Of(Runs.Small(2.0, 3.0, 7.0), Facts);

    [Fact]
    public void The_page_asks_for_nothing_from_anywhere()
    {
        Page.ShouldNotContain("http://");
        Page.ShouldNotContain("https://");
        Page.ShouldNotContain("<script");
        Page.ShouldNotContain("<link");
        Page.ShouldNotContain("@import");
        Page.ShouldNotContain("url(");
        Page.ShouldNotContain(" src=");
    }

    [Fact]
    public void Texts_of_the_scenario_can_not_become_markup()
    {
        Page.ShouldContain("A small &lt;week&gt; &amp; more");
        Page.ShouldContain("Riverside &lt;General&gt;");
        Page.ShouldContain("# source: &lt;CDC&gt;");
        Page.ShouldNotContain("<week>");
    }

    [Fact]
    public void The_page_says_seed_version_replications_assumptions_and_how_to_make_it_again()
    {
        foreach (var text in new[] { "seed 7", "medmgr 1.2.3", "3 replications", "5 a day", "medmgr simulate small.yaml", "13 January 2025 to 15 January 2025" })
        {
            Page.ShouldContain(text);
        }
    }

    [Fact]
    public void Every_measure_stands_in_the_table_with_its_interval()
    {
        Page.ShouldContain("<code>boarding.mean</code>");
        Page.ShouldContain("<code>cost.total</code>");
        Page.ShouldContain("4.00");
    }

    [Fact]
    public void Every_picture_is_well_formed_and_stays_inside_its_frame()
    {
        var pictures = Svg().Matches(Page).Select(m => XElement.Parse(m.Value)).ToList();
        pictures.Count.ShouldBe(4); // boarding, nedocs, ICU, cost
        foreach (var picture in pictures)
        {
            var frame = picture.Attribute("viewBox")!.Value.Split(' ').Select(double.Parse).ToArray();
            foreach (var path in picture.Elements("path"))
            {
                var numbers = Numbers().Matches(path.Attribute("d")!.Value).Select(m => double.Parse(m.Value)).ToArray();
                numbers.Where((_, i) => i % 2 == 0).ShouldAllBe(x => x >= 0 && x <= frame[2]);
                numbers.Where((_, i) => i % 2 == 1).ShouldAllBe(y => y >= 0 && y <= frame[3]);
            }
        }
    }

    [Fact]
    public void A_unit_is_drawn_with_its_staffed_capacity_and_the_hospital_without()
    {
        Svg().Matches(Page).Select(m => m.Value).Count(svg => svg.Contains("class=\"capacity\"", StringComparison.Ordinal)).ShouldBe(1);
        Page.ShouldContain("<b>Intensive Care</b>");
    }

    [Fact]
    public void A_higher_value_is_drawn_higher()
    {
        var svg = XElement.Parse(new FanChart("Boarding", Runs.Fan("boarding", "patients", 10), [.. Enumerable.Range(0, 49).Select(h => Runs.Start.AddHours(h))]).Svg());
        var median = svg.Elements("path").Single(p => p.Attribute("class")!.Value == "median").Attribute("d")!.Value;
        var points = Numbers().Matches(median).Select(m => double.Parse(m.Value)).ToArray();
        points[^2].ShouldBeGreaterThan(points[0]);
        points[^1].ShouldBeLessThan(points[1]);
    }

    [Fact]
    public void A_chance_is_drawn_as_its_mean_because_a_fan_of_yes_and_no_says_nothing()
    {
        var chart = new FanChart("On diversion", Runs.Fan("diversion", "share", 0), [.. Enumerable.Range(0, 49).Select(h => Runs.Start.AddHours(h))]);
        chart.Svg().ShouldNotContain("band90");
        chart.Spoken().ShouldContain("at most 4848.00 % of replications");
    }

    [Fact]
    public void Of_what_is_rare_the_mean_is_drawn_because_the_median_is_zero()
    {
        var rare = Runs.Fan("staffingGap", "nurses", 1) with { P50 = [.. Enumerable.Repeat(0.0, 49)] };
        var chart = new FanChart("Staffing gap", rare, [.. Enumerable.Range(0, 49).Select(h => Runs.Start.AddHours(h))]);
        chart.Svg().ShouldContain("class=\"mean\"");
        chart.Svg().ShouldNotContain("class=\"median\"");
    }

    [Theory]
    [InlineData(0, 9.3, new[] { 0.0, 2, 4, 6, 8, 10 })]
    [InlineData(0, 250, new[] { 0.0, 50, 100, 150, 200, 250 })]
    [InlineData(-30, 170, new[] { -50.0, 0, 50, 100, 150, 200 })]
    [InlineData(0, 0, new[] { 0.0, 0.2, 0.4, 0.6, 0.8, 1.0 })]
    public void Axes_have_round_numbers_that_enclose_the_values(double least, double greatest, double[] ticks) => Axis.Ticks(least, greatest).ShouldBe(ticks, 1e-9);

    [Fact]
    public void Days_are_marked_at_midnight_of_the_hospitals_clock()
    {
        var days = Axis.Days(Runs.Start.AddHours(5), Runs.Start.AddDays(30), most: 6);
        days.Length.ShouldBeLessThanOrEqualTo(6);
        days.ShouldAllBe(d => d.TimeOfDay == TimeSpan.Zero && d.Offset == Runs.Start.Offset);
        days[0].ShouldBe(Runs.Start.AddDays(1));
    }

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Numbers();
}

using System.Globalization;
using System.Text;
using MedMgr.Ops.Planner.Running;
using MedMgr.Ops.Planner.Tests.Support;
using Microsoft.Playwright;

namespace MedMgr.Ops.Planner.Tests;

/// <summary>A planner runs scenarios, watches, cancels, looks at what came of them, compares and prints.</summary>
public sealed class RunJourneyTests : IClassFixture<Chromium>
{
    private readonly Chromium _chromium;

    public RunJourneyTests(Chromium chromium) => _chromium = chromium;

    [Fact]
    public async Task A_run_is_started_in_the_editor_and_its_result_comes_up_by_itself()
    {
        await using var host = await PlannerHost.StartAsync();
        (await host.SaveAsync("brief", PlannerHost.Brief("brief"))).EnsureSuccessStatusCode();
        await using var at = await Browsing.OpenAsync(_chromium, host, "/scenarios/brief");

        await at.Page.FillAsync("#run-replications", "none");
        await at.Page.ClickAsync("#run");
        (await at.Page.Locator("#run-wrong").TextContentAsync()).ShouldBe("Replications must be a whole number, at most 10,000.");
        await at.Page.FillAsync("#run-replications", "2");
        await at.Page.ClickAsync("#run");
        await at.Page.WaitForURLAsync("**/scenarios/runs/*");
        await at.Page.GetByText("Done: 2 replications").WaitForAsync();
        await at.Page.GetByText("Report for the board").WaitForAsync();
        (await at.Page.Locator("figure.chart").CountAsync()).ShouldBe(10 + 14);
        at.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_run_keeps_what_was_finished_and_says_so()
    {
        await using var host = await PlannerHost.StartAsync();
        (await host.SaveAsync("brief", PlannerHost.Brief("brief"))).EnsureSuccessStatusCode();
        var id = await host.AskAsync("brief", 10_000);
        await using var at = await Browsing.OpenAsync(_chromium, host, $"/scenarios/runs/{id}");
        await at.Page.GetByText("left", new() { Exact = false }).First.WaitForAsync();
        await at.Page.Locator("[data-cancel]").ClickAsync();
        await at.Page.GetByText("Partial:").WaitForAsync();

        var run = host.Desk.Find(id)!;
        (run.State, run.IsPartial, run.Note).ShouldBe((RunState.Cancelled, true, "Cancelled by Petra Planner."));
        await at.Page.GetByText($"Partial: {run.Done} of 10000 replications were finished.").WaitForAsync();
        at.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Values_are_read_under_the_pointer_and_by_the_arrow_keys()
    {
        await using var host = await PlannerHost.StartAsync();
        var run = await host.RunBriefAsync("brief");
        var census = host.Store.Result(run)!.Series.First(s => s.Name == "census");
        await using var at = await Browsing.OpenAsync(_chromium, host, $"/scenarios/runs/{run.Id}");

        var plot = at.Page.Locator("[data-series=census] .plot");
        await plot.FocusAsync();
        await at.Page.Keyboard.PressAsync("End");
        await at.Page.Keyboard.PressAsync("ArrowLeft");
        var last = census.P50.Length - 2;
        var expected = $"median {Said(census.P50[last])} patients";
        await at.Page.Locator($"[data-series=census] .plot[aria-valuenow='{last}'][aria-valuetext*='{expected}']").WaitForAsync();

        await at.Page.Locator("[data-series=boarding] .plot").HoverAsync();
        await at.Page.Locator("[data-series=boarding] .tip:not([hidden])").WaitForAsync();
        (await at.Page.Locator("[data-series=boarding] .tip").TextContentAsync())!.ShouldContain("90 % between");
        at.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plot_is_taken_home_as_numbers_and_as_a_picture()
    {
        await using var host = await PlannerHost.StartAsync();
        var run = await host.RunBriefAsync("brief");
        var result = host.Store.Result(run)!;
        await using var at = await Browsing.OpenAsync(_chromium, host, $"/scenarios/runs/{run.Id}");

        var csv = await at.Page.RunAndWaitForDownloadAsync(() => at.Page.Locator("[data-series=boarding] .exports a").ClickAsync());
        var lines = await File.ReadAllLinesAsync(await csv.PathAsync());
        csv.SuggestedFilename.ShouldBe("brief-boarding.csv");
        lines[0].ShouldBe("time,mean,p5,p25,p50,p75,p95");
        lines.Length.ShouldBe(1 + result.Times.Length);
        lines[3].ShouldStartWith("2025-01-13T03:00:00-08:00," + result.Series.First(s => s.Name == "boarding").Mean[2].ToString("R", CultureInfo.InvariantCulture) + ",");

        var png = await at.Page.RunAndWaitForDownloadAsync(() => at.Page.Locator("[data-series=boarding] [data-png]").ClickAsync());
        png.SuggestedFilename.ShouldBe("boarding.png");
        var picture = await File.ReadAllBytesAsync(await png.PathAsync());
        picture[1..4].ShouldBe("PNG"u8.ToArray());
        picture.Length.ShouldBeGreaterThan(4000);
        at.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_runs_are_chosen_and_compared_and_a_third_that_met_other_patients_says_why_not()
    {
        await using var host = await PlannerHost.StartAsync();
        var calm = await host.RunBriefAsync("calm", replications: 8);
        var busy = await host.RunBriefAsync("busy", "emergency:\n  arrivalsPerDay: 400\n", replications: 8);
        var other = await host.EndedAsync(await host.AskAsync("calm", seed: 8));
        await using var at = await Browsing.OpenAsync(_chromium, host, "/scenarios");

        await at.Page.CheckAsync($"#pick-{calm.Id}");
        await at.Page.CheckAsync($"#pick-{busy.Id}");
        await at.Page.ClickAsync("#compare:not([disabled])");
        await at.Page.WaitForURLAsync("**/scenarios/compare?runs=*");
        await at.Page.GetByText("Both met the same patients in each of 8 replications (seed 7)").WaitForAsync();
        (await at.Page.Locator("tr[data-measure='ed.arrivals'] td").Nth(2).TextContentAsync())!.ShouldStartWith("▲ ");

        await at.Page.GotoAsync(new Uri(host.Address, $"/scenarios/compare?runs={calm.Id},{other.Id}").ToString());
        await at.Page.GetByText("The seeds differ, 7 and 8: they met other patients.").WaitForAsync();
        at.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_report_for_the_board_is_printed_without_its_toolbar()
    {
        await using var host = await PlannerHost.StartAsync();
        var run = await host.RunBriefAsync("brief");
        await using var at = await Browsing.OpenAsync(_chromium, host, $"/scenarios/runs/{run.Id}/report");
        await at.Page.EvaluateAsync("() => { window.printed = 0; window.print = () => { window.printed++; }; }");
        await at.Page.ClickAsync("#print");
        (await at.Page.EvaluateAsync<int>("() => window.printed")).ShouldBe(1);

        await at.Page.EmulateMediaAsync(new() { Media = Media.Print });
        (await at.Page.IsVisibleAsync(".toolbar")).ShouldBeFalse();
        (await at.Page.IsVisibleAsync("text=In plain words")).ShouldBeTrue();
        (await at.Page.Locator("main").TextContentAsync())!.ShouldContain("Riverside General Hospital");
        at.Errors.ShouldBeEmpty();
    }

    /// <param name="points">Width and height of the paper, in 1/72 inch, as a pattern: browsers round it their own way.</param>
    /// <param name="between">Pixels between the margins: what is wider is cut off.</param>
    [Theory]
    [InlineData("Letter", @"612 792", 710)]
    [InlineData("A4", @"59[45](\.\d+)? 84[12](\.\d+)?", 687)]
    public async Task The_report_is_printed_on_the_paper_that_is_there_and_nothing_is_cut_off(string paper, string points, int between)
    {
        await using var host = await PlannerHost.StartAsync();
        var run = await host.RunBriefAsync("brief");
        await using var at = await Browsing.OpenAsync(_chromium, host, $"/scenarios/runs/{run.Id}/report");

        var pdf = Encoding.Latin1.GetString(await at.Page.PdfAsync(new() { PreferCSSPageSize = true, Format = paper }));
        pdf.Length.ShouldBeGreaterThan(20_000);
        pdf.ShouldMatch($@"/MediaBox \[0 0 {points}\]");

        await at.Page.SetViewportSizeAsync(between, 900);
        await at.Page.EmulateMediaAsync(new() { Media = Media.Print });
        (await at.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(between);
    }

    [Fact]
    public async Task While_the_server_is_away_the_page_says_since_when_it_has_not_been_heard()
    {
        await using var host = await PlannerHost.StartAsync();
        (await host.SaveAsync("brief", PlannerHost.Brief("brief"))).EnsureSuccessStatusCode();
        await using var at = await Browsing.OpenAsync(_chromium, host, "/scenarios");
        (await at.Page.IsVisibleAsync("#stale")).ShouldBeFalse();

        await host.StopAsync();
        await at.Page.Locator("#stale", new() { HasText = "The server has not been heard since" }).WaitForAsync();
        (await at.Page.IsVisibleAsync("text=Brief brief")).ShouldBeTrue("what was shown stays");
    }

    private static string Said(double value) => value.ToString(Math.Abs(value) >= 100 ? "#,##0" : "#,##0.##", CultureInfo.InvariantCulture);
}

using MedMgr.Ops.Planner.Tests.Support;
using Microsoft.Playwright;

namespace MedMgr.Ops.Planner.Tests;

/// <summary>axe-core over every page in both themes: names, roles, structure, and the contrast of WCAG 2.2 AA.</summary>
public sealed class AccessibilityTests : IClassFixture<Chromium>
{
    private readonly Chromium _chromium;

    public AccessibilityTests(Chromium chromium) => _chromium = chromium;

    [Fact]
    public async Task No_page_has_a_serious_finding_in_either_theme()
    {
        await using var host = await PlannerHost.StartAsync();
        var calm = await host.RunBriefAsync("calm", "wardClosures:\n  - {unit: MED-4E, fromDay: 0, days: 1, reason: closed, source: assumption}\n");
        var busy = await host.RunBriefAsync("busy", "emergency:\n  arrivalsPerDay: 300\n");
        await File.WriteAllTextAsync(Path.Combine(host.Data, "scenarios", "broken.yaml"), "extends: winter-week.yaml\nid: broken\ntitle: Broken\ndays: many\n");
        string[] pages =
        [
            "/scenarios", "/scenarios/calm", "/scenarios/broken", "/scenarios/ward-closure-surge", $"/scenarios/runs/{calm.Id}", $"/scenarios/runs/{calm.Id}/report",
            $"/scenarios/compare?runs={calm.Id},{busy.Id}", "/scenarios/nowhere",
        ];
        var findings = new List<string>();
        foreach (var dark in new[] { true, false })
        {
            foreach (var path in pages)
            {
                var page = await _chromium.OpenAsync(new Uri(host.Address, path), dark: dark);
                findings.AddRange((await Axe.SeriousFindingsAsync(page)).Select(f => $"{(dark ? "dark" : "light")} {f}"));
                await page.Context.DisposeAsync();
            }
        }

        findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_form_has_no_serious_finding_with_an_incident_and_the_actions_of_a_level_open()
    {
        await using var host = await PlannerHost.StartAsync();
        await using var at = await Browsing.OpenAsync(_chromium, host, "/scenarios/winter-week-surge");
        await at.Page.Locator("[data-add=massCasualties]").ClickAsync();
        await at.Page.Locator("[data-remove='massCasualties[0]']").WaitForAsync();
        await at.Page.Locator("[data-write-out]").ClickAsync();
        await at.Page.Locator("#d-plan-levels-1- summary").ClickAsync();
        await at.Page.Locator("[data-path='plan.levels[1].do.agencyNurses.TELE']").WaitForAsync();
        foreach (var theme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await at.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            (await Axe.SeriousFindingsAsync(at.Page)).ShouldBeEmpty(theme.ToString());
        }
    }
}

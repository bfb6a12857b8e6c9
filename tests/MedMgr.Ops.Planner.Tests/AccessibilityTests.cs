using MedMgr.Ops.Planner.Tests.Support;

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
}

using MedMgr.Ops.WallBoard.Tests.Support;

namespace MedMgr.Ops.WallBoard.Tests;

/// <summary>axe-core over every page in both themes: names, roles, structure, and the contrast of WCAG 2.2 AA.</summary>
public sealed class AccessibilityTests : IClassFixture<Chromium>
{
    private const string Check = """
        async () => {
          const result = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] });
          return result.violations.filter((v) => v.impact === "serious" || v.impact === "critical")
            .map((v) => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + n.any.map((a) => a.message).join(" ")).join(" | ")}`);
        }
        """;

    private static readonly Lazy<string> Axe = new(() =>
    {
        using var reader = new StreamReader(typeof(AccessibilityTests).Assembly.GetManifestResourceStream("axe.min.js")!);
        return reader.ReadToEnd();
    });

    private readonly Chromium _chromium;

    public AccessibilityTests(Chromium chromium) => _chromium = chromium;

    [Theory]
    [InlineData("/wall/riverside?theme=dark")]
    [InlineData("/wall/riverside?theme=light")]
    [InlineData("/wall/riverside/flow?theme=dark")]
    [InlineData("/wall/riverside/flow?theme=light")]
    [InlineData("/wall/riverside/units/5E?theme=dark")]
    [InlineData("/wall/riverside/units/5E?theme=light")]
    [InlineData("/wall/riverside?pin=ICU&theme=dark")]
    [InlineData("/wall/nowhere")]
    [InlineData("/")]
    public async Task A_page_has_no_serious_finding(string path)
    {
        await using var host = await WallHost.WithDayAsync();
        var page = await _chromium.OpenAsync(new Uri(host.Address, path));
        await page.EvaluateAsync(Axe.Value);
        (await page.EvaluateAsync<string[]>(Check)).ShouldBeEmpty();
    }
}

using MedMgr.Ops.WallBoard.Tests.Support;

namespace MedMgr.Ops.WallBoard.Tests;

/// <summary>axe-core over every page in both themes: names, roles, structure, and the contrast of WCAG 2.2 AA.</summary>
public sealed class AccessibilityTests : IClassFixture<Chromium>
{
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
        (await Axe.SeriousFindingsAsync(page)).ShouldBeEmpty();
    }
}

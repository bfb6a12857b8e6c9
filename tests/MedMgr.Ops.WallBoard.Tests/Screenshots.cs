using MedMgr.Ops.WallBoard.Tests.Support;
using Microsoft.Playwright;

namespace MedMgr.Ops.WallBoard.Tests;

/// <summary>
/// Makes the pictures of docs/images again: MEDMGR_SCREENSHOTS=$PWD/docs/images dotnet test tests/MedMgr.Ops.WallBoard.Tests --filter Screenshots
/// </summary>
public sealed class Screenshots : IClassFixture<Chromium>
{
    private readonly Chromium _browser;

    public Screenshots(Chromium browser) => _browser = browser;

    [Theory]
    [InlineData("wall-dark-1920.png", "", 1920, 1080, "dark")]
    [InlineData("wall-light-laptop.png", "", 1366, 768, "light")]
    [InlineData("wall-flow-dark-1920.png", "/flow", 1920, 1080, "dark")]
    [InlineData("wall-unit-light-1920.png", "/units/ICU", 1920, 1080, "light")]
    [InlineData("wall-pinned-light-laptop.png", "?pin=4E", 1366, 768, "light")]
    public async Task The_wall_is_pictured(string file, string page, int width, int height, string theme)
    {
        var folder = Environment.GetEnvironmentVariable("MEDMGR_SCREENSHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Set MEDMGR_SCREENSHOTS to a folder to make the pictures.");
        await using var host = await WallHost.WithDayAsync(time: new StartingAt(SyntheticHospital.Now));
        var address = $"/wall/{SyntheticHospital.Id}{page}{(page.Contains('?', StringComparison.Ordinal) ? "&" : "?")}theme={theme}";
        var browser = await _browser.OpenAsync(new Uri(host.Address, address), width, height);
        await browser.Locator("#freshness[data-state=live]").WaitForAsync();
        await browser.ScreenshotAsync(new() { Path = Path.Combine(folder, file) });
        new FileInfo(Path.Combine(folder, file)).Length.ShouldBeLessThan(600 * 1024);
    }
}

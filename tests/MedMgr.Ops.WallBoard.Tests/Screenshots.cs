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
    [InlineData("wall-dark-1920.png", 1920, 1080, "dark")]
    [InlineData("wall-light-laptop.png", 1366, 768, "light")]
    public async Task The_wall_is_pictured(string file, int width, int height, string theme)
    {
        var folder = Environment.GetEnvironmentVariable("MEDMGR_SCREENSHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Set MEDMGR_SCREENSHOTS to a folder to make the pictures.");
        await using var host = await WallHost.WithAfternoonAsync(time: new StartingAt(SyntheticHospital.Now));
        var page = await _browser.OpenAsync(new Uri(host.Address, $"/wall/{SyntheticHospital.Id}?theme={theme}"), width, height);
        await page.Locator("#freshness[data-state=live]").WaitForAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, file) });
        new FileInfo(Path.Combine(folder, file)).Length.ShouldBeLessThan(400 * 1024);
    }

    /// <summary>Real time that begins at another moment.</summary>
    private sealed class StartingAt(DateTimeOffset start) : TimeProvider
    {
        private readonly TimeSpan _ahead = start - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
    }
}

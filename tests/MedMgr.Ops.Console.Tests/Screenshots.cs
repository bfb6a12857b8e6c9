using Microsoft.Playwright;

namespace MedMgr.Ops.Consoles.Tests;

/// <summary>
/// Makes the pictures of docs/images again, of a running demo: dotnet run --project src/MedMgr.Ops, and after some minutes
/// MEDMGR_SERVER=http://127.0.0.1:5080 MEDMGR_SCREENSHOTS=$PWD/docs/images dotnet test tests/MedMgr.Ops.Console.Tests --filter Screenshots
/// </summary>
public sealed class Screenshots : IClassFixture<Chromium>
{
    private readonly Chromium _chromium;

    public Screenshots(Chromium chromium) => _chromium = chromium;

    [Theory]
    [InlineData("console-dark-1920.png", 1920, 1080, true)]
    [InlineData("console-light-laptop.png", 1366, 768, false)]
    public async Task The_console_is_pictured(string file, int width, int height, bool dark)
    {
        var folder = Environment.GetEnvironmentVariable("MEDMGR_SCREENSHOTS");
        var server = Environment.GetEnvironmentVariable("MEDMGR_SERVER");
        Assert.SkipWhen(string.IsNullOrEmpty(folder) || string.IsNullOrEmpty(server), "Set MEDMGR_SCREENSHOTS to a folder and MEDMGR_SERVER to a running demo to make the pictures.");
        var page = await _chromium.OpenAsync(new Uri(new Uri(server), "/console/riverside"), width, height, dark: dark);
        await page.EvaluateAsync("() => localStorage.setItem('medmgr-actor', 'M. Ruiz, bed manager')");
        await page.ReloadAsync();
        await page.Locator("#freshness[data-state=live]").WaitForAsync();
        await page.Locator("#plan-make").ClickAsync();
        await page.Locator("#plan-standing").WaitForAsync();
        await page.Locator("#told:not(:empty)").WaitForAsync();
        await page.Locator("#told:empty").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator(".waits .proposed").First.ClickAsync();
        await page.Locator("#choice-heading").WaitForAsync();
        await page.Locator("#plan-steps [data-standing=open] summary").First.ClickAsync();
        await page.Locator(".bed[data-can=no]").First.HoverAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, file) });
        new FileInfo(Path.Combine(folder, file)).Length.ShouldBeLessThan(700 * 1024);
    }
}

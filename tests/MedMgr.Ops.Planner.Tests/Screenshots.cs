using MedMgr.Ops.Planner.Tests.Support;
using Microsoft.Playwright;

namespace MedMgr.Ops.Planner.Tests;

/// <summary>
/// Makes the pictures of docs/images again: MEDMGR_SCREENSHOTS=$PWD/docs/images dotnet test tests/MedMgr.Ops.Planner.Tests --filter Screenshots
/// </summary>
public sealed class Screenshots : IClassFixture<Chromium>
{
    private readonly Chromium _browser;

    public Screenshots(Chromium browser) => _browser = browser;

    [Fact]
    public async Task The_planner_is_pictured()
    {
        var folder = Environment.GetEnvironmentVariable("MEDMGR_SCREENSHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Set MEDMGR_SCREENSHOTS to a folder to make the pictures.");
        await using var host = await PlannerHost.StartAsync();
        (await host.SaveAsync("flu-severe-2", (await File.ReadAllTextAsync(Path.Combine(PlannerHost.Shipped, "flu-severe.yaml"))).Replace("id: flu-severe", "id: flu-severe-2\nreplications: 60", StringComparison.Ordinal).Replace("title: ", "title: With our own figures, ", StringComparison.Ordinal)))
            .IsSuccessStatusCode.ShouldBeTrue();
        var first = (await host.EndedAsync(await host.AskAsync("flu-severe", 20))).Id;
        var second = (await host.EndedAsync(await host.AskAsync("flu-severe-surge", 20))).Id;

        await PictureAsync(folder, "planner-editor-light-1920.png", host, "/scenarios/ward-closure-surge", 1920, 1080, dark: false, async page =>
        {
            await page.Locator("[data-write-out]").ClickAsync();
            await page.Locator(".levels input").First.WaitForAsync();
            await page.FillAsync("#i-days", "twelve");
            await page.Locator("#i-days").BlurAsync();
            await page.Locator("#faults .line").WaitForAsync();
            await page.EvaluateAsync("() => scrollTo(0, 0)");
        });
        await PictureAsync(folder, "planner-run-dark-1920.png", host, $"/scenarios/runs/{first}", 1920, 1080, dark: true, async page =>
        {
            var plot = page.Locator("[data-series=boarding] .plot");
            await plot.HoverAsync();
            await page.Locator("[data-series=boarding] .tip:not([hidden])").WaitForAsync();
        });
        await PictureAsync(folder, "planner-compare-light-laptop.png", host, $"/scenarios/compare?runs={first},{second}", 1366, 768, dark: false);
        await PictureAsync(folder, "planner-report-1366.png", host, $"/scenarios/runs/{first}/report", 1366, 768, dark: false);
        await host.AskAsync("flu-severe-2", 4000);
        await host.AskAsync("winter-week", 100);
        await PictureAsync(folder, "planner-list-dark-1920.png", host, "/scenarios", 1920, 1080, dark: true, async page =>
        {
            await page.GetByText("s left").Or(page.GetByText("min left")).First.WaitForAsync();
        });
        await PictureAsync(folder, "planner-list-light-laptop.png", host, "/scenarios", 1366, 768, dark: false);
    }

    private async Task PictureAsync(string folder, string file, PlannerHost host, string path, int width, int height, bool dark, Func<IPage, Task>? prepare = null)
    {
        var page = await _browser.OpenAsync(new Uri(host.Address, path), width, height, dark: dark);
        await (prepare?.Invoke(page) ?? Task.CompletedTask);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, file) });
        new FileInfo(Path.Combine(folder, file)).Length.ShouldBeLessThan(600 * 1024);
        await page.Context.DisposeAsync();
    }
}

using System.Globalization;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

/// <summary>
/// On demand. The pictures of docs/images again: MEDMGR_SCREENSHOTS=$PWD/docs/images dotnet test tests/MedMgr.Ops.Tests --filter ReplayPictures.
/// The time of a scrub to the pixel: MEDMGR_MEASURE=1 dotnet test tests/MedMgr.Ops.Tests --filter ReplayPictures --logger "console;verbosity=detailed".
/// </summary>
public sealed class ReplayPictures(ITestOutputHelper output)
{
    private const int Scrubs = 200;

    [Theory]
    [InlineData("replay-dark-1920.png", "/replay/flu-season?now=2025-02-05T01:40:00Z&rate=300&theme=dark", 1920, 1080)]
    [InlineData("replay-two-light.png", "/replay/winter-week/with/winter-week-surge?now=2025-01-14T22:10:00Z&theme=light", 1920, 1080)]
    public async Task A_replay_is_pictured(string file, string address, int width, int height)
    {
        var folder = Environment.GetEnvironmentVariable("MEDMGR_SCREENSHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Set MEDMGR_SCREENSHOTS to a folder to make the pictures.");
        var data = Paths.NewFolder();
        await Record(data, "flu-season", "winter-week", "winter-week-surge");
        await using var server = await ServerProcess.Serve(data);
        await using var chromium = new Chromium();
        var page = await chromium.OpenAsync(new Uri(server.Url, address), width, height);
        await page.Locator("body[data-state=paused]").WaitForAsync(new() { Timeout = 120_000 });
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, file) });
        new FileInfo(Path.Combine(folder, file)).Length.ShouldBeLessThan(500 * 1024);
    }

    [Fact]
    public async Task A_scrub_in_a_season_is_on_the_screen_within_150_ms()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("MEDMGR_MEASURE") != "1", "Set MEDMGR_MEASURE=1 to measure on a quiet machine.");
        var data = Paths.NewFolder();
        await Record(data, "flu-season");
        await using var server = await ServerProcess.Serve(data);
        await using var chromium = new Chromium();
        var page = await chromium.OpenAsync(new Uri(server.Url, "/replay/flu-season"));
        await page.Locator("body[data-state=paused]").WaitForAsync(new() { Timeout = 120_000 });
        var box = (await page.Locator("#scrubber").BoundingBoxAsync())!;
        var random = new Random(7);
        for (var i = 1; i <= Scrubs; i++)
        {
            await page.Mouse.ClickAsync(box.X + 1 + random.NextSingle() * (box.Width - 2), box.Y + 20);
            await page.WaitForFunctionAsync("n => performance.getEntriesByName('seek').length >= n", i);
        }

        var times = (await page.EvaluateAsync<double[]>("() => performance.getEntriesByName('seek').map((m) => m.duration)")).Order().ToArray();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Scrubs} scrubs to the pixel: p50 {times[Scrubs / 2]:0} ms, p95 {times[Scrubs * 95 / 100]:0} ms, at most {times[^1]:0} ms"));
        times[Scrubs * 95 / 100].ShouldBeLessThanOrEqualTo(150);
    }

    private static async Task Record(string data, params string[] scenarios)
    {
        var recordings = Directory.CreateDirectory(Path.Combine(data, "recordings")).FullName;
        foreach (var scenario in scenarios)
        {
            (await Medmgr.Run("simulate", Paths.Scenario(scenario + ".yaml"), "--seed", "7", "--record", Path.Combine(recordings, scenario + ".jsonl"))).ExitCode.ShouldBe(0);
        }
    }
}

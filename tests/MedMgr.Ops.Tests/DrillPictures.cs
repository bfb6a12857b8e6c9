using System.Net.Http.Json;
using System.Text.Json;
using MedMgr.Ops.Browser;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

/// <summary>On demand. The pictures of docs/drill.md again: MEDMGR_SCREENSHOTS=$PWD/docs/images dotnet test tests/MedMgr.Ops.Tests --filter DrillPictures.</summary>
public sealed class DrillPictures
{
    [Fact]
    public async Task A_drill_is_pictured_from_its_first_injects_to_its_report()
    {
        var folder = Environment.GetEnvironmentVariable("MEDMGR_SCREENSHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Set MEDMGR_SCREENSHOTS to a folder to make the pictures.");
        await using var server = await ServerProcess.Drill(Season(), "--from", "2025-02-05T07:00", "--pace", "600", "--hours", "12", "--paused");
        await using var chromium = new Chromium();
        await Post(server, "inject", new { kind = "bus-crash", patients = 40, withinMinutes = 60 });
        await Post(server, "inject", new { kind = "staff-sick", unit = "ICU", nurses = 2, hours = 8 });
        await Post(server, "inject", new { kind = "oxygen-short", unit = "SDU", beds = 6, hours = 4 });
        await Post(server, "jump", new { hours = 3 });
        await Phase(server, "paused");
        await Post(server, "resume", new { });
        await Post(server, "inject", new { kind = "ehr-feed-down", minutes = 240 });
        await Post(server, "pace", new { pace = 60 });
        await Post(server, "objectives", new { id = "icu", title = "Nobody waits longer than 2 hours for a bed", capability = "Medical surge", measure = "wait.longest", atMost = 2, assignedTo = "bed manager" });
        await Task.Delay(TimeSpan.FromSeconds(2));
        await Desk(server, chromium, folder, "drill-desk-light-1920.png", 1920, 1080, dark: false);
        await Desk(server, chromium, folder, "drill-desk-dark-laptop.png", 1366, 768, dark: true);

        await Post(server, "objectives/boarding-hours/assess", new { rating = "S", comment = "the first hour was slow" });
        await Post(server, "improvements", new { capability = "Medical surge", issue = "Nobody knew who opens surge beds at night", action = "Name it in the plan", owner = "house supervisor", due = "2027-02-01" });
        await Post(server, "end", new { });
        await Phase(server, "ended");
        var report = await chromium.OpenAsync(new Uri(server.Url, "/drill/report"), 1366, 1500, dark: false);
        await Picture(report, folder, "drill-report-1366.png");
    }

    private static async Task Desk(ServerProcess server, Chromium chromium, string folder, string file, int width, int height, bool dark)
    {
        var page = await chromium.OpenAsync(new Uri(server.Url, "/drill"), width, height, dark: dark);
        await page.EvaluateAsync("() => localStorage.setItem('medmgr-actor', 'K. Osei, drill lead')");
        await page.ReloadAsync();
        await page.Locator("#freshness[data-state=live]").WaitForAsync();
        await page.Locator("#feed").WaitForAsync();
        await Picture(page, folder, file);
    }

    private static async Task Picture(Microsoft.Playwright.IPage page, string folder, string file)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, file) });
        new FileInfo(Path.Combine(folder, file)).Length.ShouldBeLessThan(500 * 1024);
    }

    private static async Task Phase(ServerProcess server, string phase)
    {
        JsonElement now;
        while ((now = await server.Http.GetFromJsonAsync<JsonElement>("/api/drill")).GetProperty("phase").GetString() != phase)
        {
            await Task.Delay(200);
        }

        now.TryGetProperty("failure", out _).ShouldBeFalse();
    }

    private static async Task Post(ServerProcess server, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/drill/" + path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Actor", "K. Osei, drill lead");
        using var answer = await server.Http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private static string Season()
    {
        var file = Path.Combine(Paths.NewFolder(), "season.yaml");
        File.WriteAllText(file, $"extends: {Paths.Scenario("flu-season.yaml")}\nid: drill-season\ntitle: Flu season, a bad Wednesday\nwarmUpDays: 6\n");
        return file;
    }
}

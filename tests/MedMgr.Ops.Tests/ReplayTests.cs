using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MedMgr.Ops.Tests.Support;
using Microsoft.Playwright;

namespace MedMgr.Ops.Tests;

/// <summary>From a simulated week to the wall that replays it, with the program as a user runs it.</summary>
public sealed class ReplayTests
{
    /// <summary>Opening reads the whole recording, on a busy machine for a while.</summary>
    private static readonly LocatorWaitForOptions Opened = new() { Timeout = 120_000 };

    [Fact]
    public async Task Recorded_winter_days_are_imported_and_replayed_in_the_browser()
    {
        var data = Paths.NewFolder();
        var (scenario, file) = (Path.Combine(data, "days.yaml"), Path.Combine(data, "winter.jsonl"));
        await File.WriteAllTextAsync(scenario, $"extends: {Paths.Scenario("winter-week.yaml")}\nid: winter-days\ntitle: Winter days\ndays: 2\nwarmUpDays: 3\n");
        (await Medmgr.Run("simulate", scenario, "--seed", "7", "--record", file)).ExitCode.ShouldBe(0);

        var (exit, said, _) = await Medmgr.Run("recordings", "import", file, "--data", data);

        exit.ShouldBe(0);
        said.ShouldStartWith("winter: Winter days, seed 7; riverside, 2025-01-13 to ");
        said.ShouldContain("Replay  /replay/winter");
        await using var server = await ServerProcess.Serve(data);
        var listed = (await server.Http.GetFromJsonAsync<JsonElement>("/api/recordings")).EnumerateArray().ToDictionary(r => r.GetProperty("id").GetString()!);
        listed.Keys.ShouldBe(["live:riverside", "winter"], ignoreOrder: true);
        listed["winter"].GetProperty("kind").GetString().ShouldBe("simulated");
        listed["winter"].GetProperty("events").GetInt64().ShouldBe(File.ReadLines(file).Count() - 1);

        await using var chromium = new Chromium();
        var page = await chromium.OpenAsync(new Uri(server.Url, "/replay/winter"));
        await page.Locator("body[data-state=paused]").WaitForAsync(Opened);
        (await page.Locator("#moment").TextContentAsync()).ShouldBe("Mon 13 Jan 2025 00:00:00", "the warm-up is not shown");
        await page.Keyboard.PressAsync("n");
        await page.Locator("#state:has-text('Paused at alert')").WaitForAsync();
        await page.Locator("#rate").SelectOptionAsync("3600");
        await page.Locator("#play").ClickAsync();
        await page.WaitForFunctionAsync(
            "from => document.body.dataset.state === 'playing' && Number(document.getElementById('scrubber').dataset.elapsed) > from + 7200",
            await page.EvaluateAsync<double>("() => Number(document.getElementById('scrubber').dataset.elapsed)"));
    }

    [Fact]
    public async Task What_happens_on_the_live_wall_can_be_replayed_a_moment_later()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder());
        using var blocked = await server.Http.PostAsJsonAsync("/api/hospitals/riverside/beds/ICU-07/block", new { reason = "monitor" });
        blocked.StatusCode.ShouldBe(HttpStatusCode.OK, await blocked.Content.ReadAsStringAsync());

        var pane = await server.Http.GetStringAsync("/replay/live:riverside");

        pane.ShouldContain("REPLAY");
        await using var chromium = new Chromium();
        var page = await chromium.OpenAsync(new Uri(server.Url, "/replay/live:riverside"));
        await page.Locator("body[data-state=paused]").WaitForAsync(Opened);
        await page.Keyboard.PressAsync("End");
        await page.FrameLocator("iframe").Locator("#bed-ICU-07.blocked").WaitForAsync();
    }

    [Fact]
    public async Task A_file_that_is_no_recording_is_not_imported_and_the_program_says_why()
    {
        var data = Paths.NewFolder();
        var (exit, _, error) = await Medmgr.Run("recordings", "import", Paths.Riverside, "--data", data);
        exit.ShouldBe(1);
        error.ShouldContain("riverside.yaml: The first line is no header of a recording");
        (await Medmgr.Run("recordings", "list", "--data", data)).Output.ShouldContain("medmgr simulate SCENARIO --record FILE");
    }
}

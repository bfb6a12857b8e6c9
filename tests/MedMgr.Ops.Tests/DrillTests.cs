using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using MedMgr.Ops.Browser;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

/// <summary>A drill as its lead starts it: the program, its doors, its page and its report.</summary>
public sealed partial class DrillTests : IAsyncLifetime
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(180);

    private readonly Chromium _chromium = new();

    /// <summary>The surge plan's level 1, which an agency nurse comes with, holds when the drill begins.</summary>
    private static readonly Lazy<string> Scenario = new(() => Season(levelHoldsForHours: 1));

    /// <summary>Level 1 is asked for some hours into the drill.</summary>
    private static readonly Lazy<string> AskingScenario = new(() => Season(levelHoldsForHours: 31));

    private const string Ada = "Ada Müller";
    private const string AgencyNurse = "MED-4W-AGENCY-1";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _chromium.DisposeAsync();

    [Fact]
    public async Task Without_people_a_policy_acts_through_the_doors_and_comes_to_what_its_control_run_comes_to()
    {
        var folder = Paths.NewFolder();
        var (report, recordings) = (Path.Combine(folder, "out.html"), Path.Combine(folder, "recordings"));
        var (exit, output, error) = await Medmgr.Run(
            AtMost, "drill", Scenario.Value, "--from", "2025-02-05T07:00", "--pace", "1800", "--hours", "3", "--headless", "--policy", "greedy", "--report", report, "--json", "--recordings", recordings);
        exit.ShouldBe(0, error);
        using var document = JsonDocument.Parse(output);
        var drill = document.RootElement;
        foreach (var measure in drill.GetProperty("measures").EnumerateObject().Where(m => m.Value.TryGetProperty("greedy", out _)))
        {
            measure.Value.GetProperty("drill").GetDouble().ShouldBe(measure.Value.GetProperty("greedy").GetDouble(), measure.Name);
        }

        drill.GetProperty("fidelity").GetProperty("refusals").GetInt32().ShouldBe(0);
        drill.GetProperty("fidelity").GetProperty("bedsThatDiffered").GetInt32().ShouldBe(0);
        drill.GetProperty("fidelity").GetProperty("timesCompared").GetInt32().ShouldBeGreaterThanOrEqualTo(3);
        drill.GetProperty("timeline").EnumerateArray().ShouldContain(t => t.GetProperty("kind").GetString() == "decision");
        (await File.ReadAllTextAsync(report)).ShouldContain("EXERCISE");

        var (listed, list, _) = await Medmgr.Run("recordings", "list", "--recordings", recordings);
        listed.ShouldBe(0);
        list.ShouldStartWith(drill.GetProperty("recording").GetString()!);
    }

    [Fact]
    public async Task People_give_the_beds_the_lead_injects_and_the_report_tells_both()
    {
        await using var server = await ServerProcess.Drill(AskingScenario.Value, "--from", "2025-02-05T07:00", "--pace", "600", "--hours", "24", "--paused");
        var drill = await Phase(server, "paused");
        drill.GetProperty("exercise").GetBoolean().ShouldBeTrue();
        var begins = drill.GetProperty("now").GetDateTimeOffset();
        begins.ShouldBe(new DateTimeOffset(2025, 2, 5, 7, 0, 0, TimeSpan.FromHours(-8)));

        (await Post(server, "/api/drill/inject", new { kind = "bus-crash", patients = 12, withinMinutes = 30 })).Status.ShouldBe(200);
        var (status, refused) = await Post(server, "/api/drill/inject", new { kind = "staff-sick", unit = "NOWHERE" });
        status.ShouldBe(400);
        refused.GetProperty("errors").GetProperty("unit")[0].GetString()!.ShouldContain("is no unit of");
        (await Post(server, "/api/drill/pace", new { pace = 0 })).Status.ShouldBe(400);
        (await Post(server, "/api/drill/jump", new { to = begins.AddHours(-1) })).Status.ShouldBe(409);
        await LooksRight(server);

        (await Post(server, "/api/drill/jump", new { hours = 1 })).Status.ShouldBe(200);
        drill = await Phase(server, "paused");
        drill.GetProperty("now").GetDateTimeOffset().ShouldBe(begins.AddHours(1));
        await Post(server, "/api/drill/resume", new { });
        var (visit, bed) = await Placed(server);

        // A browser on a busy machine takes its time: at pace 600 the drill would be over before the level is set.
        await Post(server, "/api/drill/pace", new { pace = 60 });
        await SurgeLevelSetInTheConsole(server);
        await Post(server, "/api/drill/pace", new { pace = 600 });
        await AgencyNurseIsOnTheBoard(server);
        await Post(server, "/api/drill/objectives/boarding-hours/assess", new { rating = "S", comment = "slow at first" });
        await Post(server, "/api/drill/improvements", new { capability = "Medical surge", issue = "no surge beds", action = "open them", owner = "house supervisor", due = "2027-02-01" });
        await Post(server, "/api/drill/end", new { });
        await Phase(server, "ended");

        var report = await server.Http.GetFromJsonAsync<JsonElement>("/api/drill/report");
        var timeline = report.GetProperty("timeline").EnumerateArray().Select(t => $"{t.GetProperty("kind").GetString()} {t.GetProperty("who").GetString()} {t.GetProperty("what").GetString()}").ToList();
        timeline.ShouldContain("inject Lead Bus crash: 12 casualties within 30 minutes");
        timeline.ShouldContain($"decision {Ada} gave {bed} to {visit}");
        timeline.ShouldContain(line => line.StartsWith($"refused {Ada} ", StringComparison.Ordinal));
        timeline.ShouldContain($"decision {Ada} set surge level 1: boarders in the ED");
        TimesFromAskToLevel(report).ShouldHaveSingleItem().ShouldBe(
            report.GetProperty("measures").GetProperty("surge.delay").GetProperty("drill").GetDouble(), tolerance: 0.01);
        report.GetProperty("objectives").EnumerateArray().Single(o => o.GetProperty("id").GetString() == "boarding-hours").GetProperty("ratedBy").GetString().ShouldBe("Lead");
        report.GetProperty("improvements")[0].GetProperty("owner").GetString().ShouldBe("house supervisor");
        report.GetProperty("fidelity").GetProperty("bedsThatDiffered").GetInt32().ShouldBe(0);
        (await server.Http.GetStringAsync("/drill/report")).ShouldContain("no surge beds");
        await EveryPageIsMarked(server);
        (await server.Stop()).ShouldBe(0);
    }

    [Fact]
    public async Task A_drill_that_can_not_be_says_why()
    {
        (await Medmgr.Run("drill", Scenario.Value, "--headless")).ExitCode.ShouldBe(2);
        (await Medmgr.Run("drill", Scenario.Value, "--pace", "0")).ExitCode.ShouldBe(2);
        var folder = Paths.NewFolder();
        var script = Path.Combine(folder, "injects.yaml");
        await File.WriteAllTextAsync(script, "injects:\n  - at: \"1:30\"\n    kind: earthquake\n  - at: \"99:00\"\n    kind: bus-crash\n");
        var (exit, _, error) = await Medmgr.Run("drill", Scenario.Value, "--script", script, "--hours", "4");
        exit.ShouldBe(1);
        error.ShouldContain("line 3: kind is 'earthquake'");
        error.ShouldContain("line 4: 99:00 lies after the drill, which is 4 h long");
        var (taken, _, why) = await Medmgr.Run("drill", Scenario.Value, "--data", folder);
        taken.ShouldBe(1);
        why.ShouldContain("is not empty");
    }

    /// <summary>The lead's page in a browser: alive, marked, and without serious findings of axe by day and by night.</summary>
    private async Task LooksRight(ServerProcess server)
    {
        foreach (var dark in new[] { false, true })
        {
            var page = await _chromium.OpenAsync(new Uri(server.Url, "/drill"), 1366, 768, dark: dark);
            await page.WaitForFunctionAsync("() => document.getElementById('phase').dataset.phase === 'paused' && document.querySelectorAll('#injects li[data-done]').length === 1 && document.getElementById('freshness').dataset.state === 'live'");
            (await page.TextContentAsync(".exercise-mark"))!.ShouldContain("DRILL");
            (await page.TextContentAsync("#now"))!.ShouldBe("07:00");
            (await page.Locator("#report").CountAsync()).ShouldBe(0);
            (await Axe.SeriousFindingsAsync(page)).ShouldBeEmpty();
            await page.Context.CloseAsync();
        }
    }

    private async Task SurgeLevelSetInTheConsole(ServerProcess server)
    {
        await Until(server, drill => drill.GetProperty("timeline").EnumerateArray().Any(t => t.GetProperty("kind").GetString() == "trigger"), "The plan asked for no level.");
        var page = await _chromium.OpenAsync(new Uri(server.Url, "/console/riverside-drill"), 1366, 768);
        await page.EvaluateAsync("name => localStorage.setItem('medmgr-actor', name)", Ada);
        await page.ReloadAsync();
        await page.Locator("#freshness[data-state=live]").WaitForAsync();
        await page.Locator("#tab-surge").ClickAsync();
        await page.Locator("#surge-level-1").ClickAsync();
        await page.Locator("#ask-text").FillAsync("boarders in the ED");
        await page.Locator("#ask-yes").ClickAsync();
        await page.Locator("#surge-level-1[disabled]").WaitForAsync();
        await Until(
            server, drill => drill.GetProperty("timeline").EnumerateArray().Any(t => t.GetProperty("what").GetString()!.StartsWith("set surge level 1", StringComparison.Ordinal)),
            "The drill did not follow.");
        await page.Context.CloseAsync();
    }

    /// <summary>Whom the plan brings with the level, the house counts.</summary>
    private static async Task AgencyNurseIsOnTheBoard(ServerProcess server)
    {
        for (var look = 0; look < 600; look++)
        {
            var unit = await server.Http.GetFromJsonAsync<JsonElement>("/api/hospitals/riverside-drill/units/MED-4W");
            if (unit.GetProperty("onDuty").EnumerateArray().Any(p => p.GetProperty("staff").GetString() == AgencyNurse))
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"{AgencyNurse} never came on duty.");
    }

    private static IEnumerable<double> TimesFromAskToLevel(JsonElement report)
    {
        DateTimeOffset Of(string kind, string what) => report.GetProperty("timeline").EnumerateArray()
            .Single(t => t.GetProperty("kind").GetString() == kind && t.GetProperty("what").GetString()!.StartsWith(what, StringComparison.Ordinal)).GetProperty("at").GetDateTimeOffset();
        yield return (Of("decision", "set surge level 1") - Of("trigger", "asks for level 1")).TotalMinutes;
    }

    /// <summary>Follows every link from the front page, and asks for pages that are not there: whatever a drill's server shows, it says that it is a drill.</summary>
    private async Task EveryPageIsMarked(ServerProcess server)
    {
        var (unmarked, seen) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var next = new Queue<string>(
        [
            "/", "/drill/report", "/wall/nowhere", "/wall/riverside-drill?page=nothing", "/console/nowhere", "/console/riverside-drill?theme=loud", "/rosters/NOWHERE", "/scenarios/nowhere", "/replay/nowhere",
            "/scenarios/runs/nowhere", "/scenarios/compare?runs=a,b", "/wall/riverside-drill?page=flow", "/wall/riverside-drill?unit=ICU",
        ]);
        while (next.TryDequeue(out var path))
        {
            if (!seen.Add(path))
            {
                continue;
            }

            using var answer = await server.Http.GetAsync(path);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            var page = await answer.Content.ReadAsStringAsync();
            if (!page.Contains("class=\"exercise", StringComparison.Ordinal))
            {
                unmarked.Add(path);
            }

            foreach (var link in Links().Matches(page).Select(m => System.Net.WebUtility.HtmlDecode(m.Groups[1].Value)))
            {
                next.Enqueue(link);
            }
        }

        unmarked.ShouldBeEmpty();
        foreach (var kind in new[] { "/wall/", "/console/", "/rosters?", "/rosters/ICU", "/scenarios", "/scenarios/flu-season", "/replay/", "/drill" })
        {
            seen.ShouldContain(path => path.StartsWith(kind, StringComparison.Ordinal), $"No link leads to {kind}.");
        }

        await PaperIsMarked(server);
    }

    private async Task PaperIsMarked(ServerProcess server)
    {
        foreach (var path in new[] { "/rosters/ICU?hospital=riverside-drill", "/console/riverside-drill", "/drill" })
        {
            var page = await _chromium.OpenAsync(new Uri(server.Url, path), 1366, 768);
            await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
            (await page.IsVisibleAsync(".exercise-mark")).ShouldBeTrue(path);
            await page.Context.CloseAsync();
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex("(?:href|src)=\"(/(?!api/|openapi|[a-z]+-assets/)[^\"#]*)")]
    private static partial System.Text.RegularExpressions.Regex Links();

    /// <summary>Somebody asks for the wrong bed, is refused, and gives one that the house allows; the patient comes to lie there.</summary>
    private static async Task<(string Visit, string Bed)> Placed(ServerProcess server)
    {
        for (var look = 0; look < 600; look++)
        {
            var board = await server.Http.GetFromJsonAsync<JsonElement>("/api/hospitals/riverside-drill/board");
            foreach (var visit in board.GetProperty("waiting").EnumerateArray().Where(w => w.GetProperty("status").GetString() == "requested").Select(w => w.GetProperty("encounter").GetString()!))
            {
                var beds = board.GetProperty("units").EnumerateArray().SelectMany(u => u.GetProperty("beds").EnumerateArray()).ToList();
                var occupied = beds.First(b => b.GetProperty("status").GetString() == "occupied").GetProperty("id").GetString()!;
                (await Post(server, $"/api/hospitals/riverside-drill/encounters/{visit}/assign", new { bed = occupied }, Ada)).Status.ShouldBe(409);
                foreach (var bed in beds.Where(b => b.GetProperty("status").GetString() == "ready").Select(b => b.GetProperty("id").GetString()!).Take(40))
                {
                    if ((await Post(server, $"/api/hospitals/riverside-drill/encounters/{visit}/assign", new { bed }, Ada)).Status == 200)
                    {
                        await LiesIn(server, visit, bed);
                        return (visit, bed);
                    }
                }
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("Nobody asked for a bed that the house could give.");
    }

    /// <remarks>The simulated transport brings the patient there: nobody here says that the patient has arrived.</remarks>
    private static async Task LiesIn(ServerProcess server, string visit, string bed)
    {
        for (var look = 0; look < 600; look++)
        {
            var one = await server.Http.GetFromJsonAsync<JsonElement>($"/api/hospitals/riverside-drill/beds/{bed}");
            if (one.GetRawText().Contains($"\"{visit}\"", StringComparison.Ordinal) && one.GetRawText().Contains("occupied", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"{visit} never came to lie in {bed}."));
    }

    private static Task<JsonElement> Phase(ServerProcess server, string phase) =>
        Until(server, drill => drill.GetProperty("phase").GetString() == phase, $"The drill was never {phase}.");

    private static async Task<JsonElement> Until(ServerProcess server, Func<JsonElement, bool> reached, string orElse)
    {
        for (var look = 0; look < 1200; look++)
        {
            var drill = await server.Http.GetFromJsonAsync<JsonElement>("/api/drill");
            if (reached(drill))
            {
                return drill;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException(orElse);
    }

    /// <summary>The flu season after a short warm-up: a house half full, filled in seconds.</summary>
    /// <param name="levelHoldsForHours">Counted from the beginning of the warm-up, 31 hours before the drill; then level 1 is set, or asked for.</param>
    private static string Season(int levelHoldsForHours)
    {
        var folder = Paths.NewFolder();
        File.WriteAllText(Path.Combine(folder, "plan.yaml"), $$"""
            name: A plan that always asks
            stepDownAt: 0.85
            holdHours: 8
            source: "assumption: a test"
            levels:
              - level: 1
                name: Busy
                when: {boarders: 0}
                afterHours: {{levelHoldsForHours}}
                do:
                  agencyNurses: {MED-4W: 1}
                  agencyLeadHours: 0
            """);
        var file = Path.Combine(folder, "drill-season.yaml");
        File.WriteAllText(file, $"extends: {Paths.Scenario("flu-season.yaml")}\nid: drill-season\ntitle: A short season\nwarmUpDays: 1\nplan: plan.yaml\n");
        return file;
    }

    private static async Task<(int Status, JsonElement Body)> Post(ServerProcess server, string path, object body, string actor = "Lead")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        // As a browser sends it, and as the shell's script does.
        request.Headers.Add("X-Actor", actor.All(char.IsAscii) ? actor : "UTF-8''" + Uri.EscapeDataString(actor));
        using var answer = await server.Http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

/// <summary>Plans of placements as a bed manager asks for them and says yes to them.</summary>
public sealed class PlaceTests
{
    private const string Placement = "/api/hospitals/riverside/placement";

    [Fact]
    public async Task A_day_later_everybody_who_waits_is_planned_for_and_what_is_accepted_stands_on_the_board()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder(), solverWorkers: 1);
        foreach (var file in Paths.SampleDay)
        {
            var (sent, _, error) = await Medmgr.Run("adt", "send", "--to", $"127.0.0.1:{server.MllpPort}", file);
            sent.ShouldBe(0, error);
        }

        await Ask(server, 12);
        var waiting = (await server.Board()).GetProperty("waiting").EnumerateArray().Where(w => !w.TryGetProperty("assigned", out _))
            .Select(w => w.GetProperty("encounter").GetString()!).ToList();

        var plan = await Place(server);

        plan.GetProperty("solver").GetProperty("name").GetString().ShouldBe("cp-sat", plan.GetProperty("solver").GetRawText());
        plan.GetProperty("status").GetString().ShouldBeOneOf("optimal", "feasible");
        plan.GetProperty("bound").GetInt64().ShouldBeLessThanOrEqualTo(plan.GetProperty("objective").GetInt64());
        var steps = plan.GetProperty("plan").EnumerateArray().ToList();
        foreach (var step in steps)
        {
            step.GetProperty("to").GetString().ShouldNotBeNullOrEmpty();
            step.TryGetProperty("from", out _).ShouldBeTrue();
            step.GetProperty("score").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
            step.GetProperty("reasons").GetArrayLength().ShouldBeGreaterThan(0);
        }

        var unplaced = plan.GetProperty("unplaced").EnumerateArray().ToList();
        unplaced.ShouldAllBe(u => u.GetProperty("why").GetArrayLength() > 0);
        steps.Where(s => s.GetProperty("kind").GetString() is "place" or "reserve").Concat(unplaced).Select(s => s.GetProperty("encounter").GetString()!)
            .Order().ShouldBe(waiting.Order(), "each who waits stands in the plan or hears why not");

        var accepted = await Accept(server, plan);
        foreach (var step in accepted.Where(s => s.GetProperty("outcome").GetString() == "done"))
        {
            var bed = Bed(await server.Board(), step.GetProperty("to").GetString()!);
            bed.GetProperty("encounter").GetString().ShouldBe(step.GetProperty("encounter").GetString());
            bed.GetProperty("status").GetString().ShouldBe("reserved");
        }

        accepted.ShouldAllBe(s => s.GetProperty("outcome").GetString() == "done" || s.GetProperty("outcome").GetString() == "later");
        accepted.Count(s => s.GetProperty("outcome").GetString() == "done").ShouldBeGreaterThanOrEqualTo(12);
        var again = await Accept(server, plan);
        again.Select(s => s.GetProperty("outcome").GetString()).ShouldBe(accepted.Select(s => s.GetProperty("outcome").GetString() == "done" ? "unchanged" : "later"));
    }

    [Fact]
    public async Task A_bed_that_is_closed_between_plan_and_acceptance_refuses_and_says_why()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder());
        await Ask(server, 2);
        var plan = await Place(server, seconds: 0);
        var bed = plan.GetProperty("plan")[0].GetProperty("to").GetString()!;
        using var closed = await server.Http.PostAsJsonAsync($"/api/hospitals/riverside/beds/{bed}/close", new { reason = "water damage" });
        closed.IsSuccessStatusCode.ShouldBeTrue();

        var outcomes = await Accept(server, plan);

        outcomes[0].GetProperty("outcome").GetString().ShouldBe("refused");
        outcomes[0].GetProperty("because").GetString()!.ShouldContain("water damage");
        outcomes[1].GetProperty("outcome").GetString().ShouldBe("done");
    }

    [Fact]
    public async Task A_solver_that_is_killed_in_its_work_leaves_the_quick_plan_and_the_next_plan_is_a_solvers_again()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder(), solverWorkers: 1);
        await Ask(server, 6);
        (await Place(server)).GetProperty("solver").GetProperty("name").GetString().ShouldBe("cp-sat");

        // Frozen first: so it is certain that the search is under way when its process dies.
        await Signal("-STOP", server.Children());
        using var made = await server.Http.PostAsJsonAsync($"{Placement}/plans", new { seconds = 60 });
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        await Signal("-KILL", server.Children());
        await using var told = await server.Http.GetStreamAsync($"{Placement}/plans/{id}/improvements");
        var last = JsonElement.Parse((await SseParser.Create(told).EnumerateAsync().LastAsync()).Data);
        last.GetProperty("solver").GetProperty("name").GetString().ShouldBe("greedy");
        last.GetProperty("solver").GetProperty("because").GetString()!.ShouldContain("No solver answered");
        last.GetProperty("plan").GetArrayLength().ShouldBe(6);
        (await server.Http.GetAsync("/healthz")).IsSuccessStatusCode.ShouldBeTrue();
        (await server.Http.GetAsync("/readyz")).IsSuccessStatusCode.ShouldBeTrue();
        (await Place(server)).GetProperty("solver").GetProperty("name").GetString().ShouldBe("cp-sat");
        var workers = server.Children();
        (await server.Stop()).ShouldBe(0);
        workers.ShouldAllBe(w => !Directory.Exists($"/proc/{w}"), "the workers end with their server");
    }

    [Fact]
    public async Task Without_json_a_table_says_who_goes_where_and_when()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder());
        await Ask(server, 2);
        var (exit, output, error) = await Medmgr.Run("place", "--server", server.Url.ToString(), "--hospital", "riverside", "--seconds", "0");
        exit.ShouldBe(0, error);
        output.ShouldMatch(@"waits-1 +│ - +│ +-> +│ \S+ +│ now");
        output.ShouldContain("2 get a bed, 0 get none; greedy");
    }

    [Theory]
    [InlineData("--seconds 601", 2, "--seconds 601 is no number from 0 to 600")]
    [InlineData("--hospital nowhere", 1, "There is no hospital nowhere")]
    public async Task What_can_not_be_asked_is_said_in_words(string options, int code, string says)
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder());
        string[] hospital = options.Contains("--hospital", StringComparison.Ordinal) ? [] : ["--hospital", "riverside"];
        var (exit, _, error) = await Medmgr.Run(["place", "--server", server.Url.ToString(), .. hospital, .. options.Split(' ')]);
        exit.ShouldBe(code);
        error.ShouldContain(says);
    }

    /// <summary>Patients ask for beds of several kinds.</summary>
    private static async Task Ask(ServerProcess server, int patients)
    {
        string[] levels = ["general", "telemetry", "intermediate"];
        for (var n = 1; n <= patients; n++)
        {
            using var answer = await server.Http.PostAsJsonAsync(
                $"/api/hospitals/riverside/encounters/waits-{n}/request",
                new { needs = new { levelOfCare = levels[n % 3], gender = n % 2 == 0 ? "male" : "female", ageYears = 30 + n, acuity = 1 + n % 5 } });
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        }
    }

    private static async Task<JsonElement> Place(ServerProcess server, int seconds = 20)
    {
        var (exit, output, error) = await Medmgr.Run("place", "--server", server.Url.ToString(), "--hospital", "riverside", "--seconds", $"{seconds}", "--json");
        exit.ShouldBe(0, error);
        return JsonElement.Parse(output);
    }

    private static async Task<List<JsonElement>> Accept(ServerProcess server, JsonElement plan)
    {
        using var answer = await server.Http.PostAsJsonAsync($"{Placement}/plans/{plan.GetProperty("id").GetString()}/acceptance", new { steps = "all" });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("steps").EnumerateArray()];
    }

    private static JsonElement Bed(JsonElement board, string id) => board.GetProperty("units").EnumerateArray()
        .SelectMany(u => u.GetProperty("beds").EnumerateArray()).Single(b => b.GetProperty("id").GetString() == id);

    private static async Task Signal(string signal, int[] processes)
    {
        processes.ShouldNotBeEmpty();
        using var kill = Process.Start("kill", [signal, .. processes.Select(p => p.ToString(CultureInfo.InvariantCulture))]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }
}

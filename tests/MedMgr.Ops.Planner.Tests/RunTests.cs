using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MedMgr.Ops.Planner.Running;
using MedMgr.Ops.Planner.Tests.Support;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Reports.Json;

namespace MedMgr.Ops.Planner.Tests;

/// <summary>Runs: queued, carried out, cancelled, kept over a restart, compared.</summary>
public sealed class RunTests
{
    [Fact]
    public async Task A_run_finds_what_medmgr_simulate_finds()
    {
        await using var host = await PlannerHost.StartAsync(configure: o => o.Threads = 2);
        var run = await host.RunBriefAsync("brief", replications: 5, seed: 11);
        run.State.ShouldBe(RunState.Done);
        var direct = HospitalSimulation.Run(host.Library.Find("brief")!.Scenario!, 5, 11);
        RunJson.Of(host.Store.Result(run)!).ShouldBe(RunJson.Of(direct));
        (await host.Http.GetStringAsync($"/api/scenarios/runs/{run.Id}/result")).ShouldBe(RunJson.Of(direct));
    }

    [Fact]
    public async Task Two_runs_differ_as_medmgr_compare_says()
    {
        await using var host = await PlannerHost.StartAsync();
        var first = await host.RunBriefAsync("calm");
        var second = await host.RunBriefAsync("busy", "emergency:\n  arrivalsPerDay: 290\n");
        Scenario Of(string id) => host.Library.Find(id)!.Scenario!;
        var direct = ScenarioComparison.Run(Of("calm"), Of("busy"), 3, 7);
        (await host.Http.GetStringAsync($"/api/scenarios/comparison?runs={first.Id},{second.Id}")).ShouldBe(ComparisonJson.Of(direct));
    }

    [Fact]
    public async Task A_partial_run_is_compared_on_the_replications_that_both_have()
    {
        await using var host = await PlannerHost.StartAsync();
        var three = await host.RunBriefAsync("calm");
        (await host.SaveAsync("busy", PlannerHost.Brief("busy", "emergency:\n  arrivalsPerDay: 290\n"))).EnsureSuccessStatusCode();
        var five = await host.EndedAsync(await host.AskAsync("busy", 5));
        var pairing = RunPairing.Of(three, five, host.Store.Result);
        pairing.Note.ShouldBe("Compared on the first 3 replications, which both have: the one has 3, the other 5.");
        var direct = ScenarioComparison.Run(host.Library.Find("calm")!.Scenario!, host.Library.Find("busy")!.Scenario!, 3, 7);
        ComparisonJson.Of(pairing.Comparison!).ShouldBe(ComparisonJson.Of(direct));
    }

    [Fact]
    public async Task Runs_that_met_other_patients_are_not_compared_and_every_reason_is_given()
    {
        await using var host = await PlannerHost.StartAsync();
        var one = await host.RunBriefAsync("calm");
        (await host.SaveAsync("long", PlannerHost.Brief("long").Replace("days: 2", "days: 3", StringComparison.Ordinal))).EnsureSuccessStatusCode();
        var other = await host.EndedAsync(await host.AskAsync("long", seed: 9));
        using var answer = await host.Http.GetAsync($"/api/scenarios/comparison?runs={one.Id},{other.Id}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().ShouldBe(
            "The seeds differ, 7 and 9: they met other patients. Run one of them again with the other's seed. They last 2 and 3 days: sums over them say nothing about each other.");
    }

    [Fact]
    public async Task One_run_at_a_time_is_carried_out_and_a_waiting_one_can_be_cancelled()
    {
        await using var host = await PlannerHost.StartAsync(configure: o => o.WaitingMax = 1);
        (await host.SaveAsync("brief", PlannerHost.Brief("brief"))).EnsureSuccessStatusCode();
        var first = await host.AskAsync("brief", 10_000);
        await Patience.UntilAsync(() => host.Desk.Find(first)!.Done > 0);
        var second = await host.AskAsync("brief", 10_000);
        host.Desk.Find(second)!.State.ShouldBe(RunState.Queued);
        host.Desk.Before(host.Desk.Find(second)!).ShouldBe(1);
        using var third = await host.Http.PostAsJsonAsync("/api/scenarios/runs", new { scenario = "brief" });
        third.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        (await host.Http.DeleteAsync($"/api/scenarios/runs/{second}")).EnsureSuccessStatusCode();
        (host.Desk.Find(second)!.State, host.Desk.Find(second)!.Note).ShouldBe((RunState.Cancelled, "Cancelled by Petra Planner. It had not begun."));
        (await host.Http.DeleteAsync($"/api/scenarios/runs/{first}")).EnsureSuccessStatusCode();
        var partial = host.Desk.Find(first)!;
        partial.IsPartial.ShouldBeTrue();
        host.Store.Result(partial)!.Replications.ShouldBe(partial.Done);
        (await host.Http.DeleteAsync($"/api/scenarios/runs/{first}")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Asked_again_under_the_same_key_the_same_run_answers()
    {
        await using var host = await PlannerHost.StartAsync();
        (await host.SaveAsync("brief", PlannerHost.Brief("brief"))).EnsureSuccessStatusCode();
        var first = await host.AskAsync("brief", key: "once");
        (await host.AskAsync("brief", key: "once")).ShouldBe(first);
        (await host.AskAsync("brief", key: "twice")).ShouldNotBe(first);
    }

    [Fact]
    public async Task Results_outlive_a_restart_and_what_was_under_way_is_begun_anew()
    {
        await using var before = await PlannerHost.StartAsync();
        var done = await before.RunBriefAsync("brief");
        var result = RunJson.Of(before.Store.Result(done)!);
        (await before.SaveAsync("long", PlannerHost.Brief("long"))).EnsureSuccessStatusCode();
        var underWay = await before.AskAsync("long", 400);
        await Patience.UntilAsync(() => before.Desk.Find(underWay)!.State == RunState.Running);
        await before.StopAsync();

        await using var after = await PlannerHost.StartAsync(before.Data);
        RunJson.Of(after.Store.Result(after.Desk.Find(done.Id)!)!).ShouldBe(result);
        await Patience.UntilAsync(() => after.Desk.Find(underWay)!.State == RunState.Running);
        after.Desk.Find(underWay)!.Attempts.ShouldBe(2);
        (await after.Http.DeleteAsync($"/api/scenarios/runs/{underWay}")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Progress_is_told_as_events_until_the_run_ends()
    {
        await using var host = await PlannerHost.StartAsync();
        (await host.SaveAsync("brief", PlannerHost.Brief("brief"))).EnsureSuccessStatusCode();
        var run = await host.AskAsync("brief", 4);
        using var patience = new CancellationTokenSource(Patience.Long);
        var events = await host.Http.GetStringAsync($"/api/scenarios/runs/{run}/events", patience.Token);
        events.ShouldContain("event: ended");
        var last = JsonSerializer.Deserialize<JsonElement>(events.Split("data: ")[^1]);
        (last.GetProperty("state").GetString(), last.GetProperty("done").GetInt32()).ShouldBe(("done", 4));
    }

    [Fact]
    public async Task The_first_replication_is_recorded_for_the_replay()
    {
        await using var host = await PlannerHost.StartAsync();
        var run = await host.RunBriefAsync("brief");
        using var answer = await host.Http.PostAsync($"/api/scenarios/runs/{run.Id}/recording", null);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        made.GetProperty("replay").GetString().ShouldBe($"/replay/run-{run.Id}");
        var head = File.ReadLines(Path.Combine(host.Data, "recordings", $"run-{run.Id}.jsonl")).First();
        JsonSerializer.Deserialize<JsonElement>(head).GetProperty("format").GetString().ShouldBe("medmgr-recording");
        host.Desk.Find(run.Id)!.Recording.ShouldBe($"run-{run.Id}");
    }

    [Fact]
    public async Task The_oldest_results_go_when_there_are_too_many()
    {
        await using var host = await PlannerHost.StartAsync(configure: o => o.KeptMax = 2);
        var first = await host.RunBriefAsync("brief");
        var others = new[] { await host.EndedAsync(await host.AskAsync("brief")), await host.EndedAsync(await host.AskAsync("brief")) };
        await Patience.UntilAsync(() => host.Desk.Find(first.Id) is null);
        others.ShouldAllBe(r => host.Store.Result(r) != null);
        Directory.GetFiles(Path.Combine(host.Data, "scenario-runs")).Length.ShouldBe(4);
    }

    [Fact]
    public async Task A_run_that_needs_what_is_not_to_be_had_fails_in_words()
    {
        await using var host = await PlannerHost.StartAsync();
        var run = await host.RunBriefAsync("brief", "placement: {policy: optimiser}\n");
        (run.State, run.Note).ShouldBe((RunState.Failed, "This server has no placement policy \"Optimiser\"."));
    }
}

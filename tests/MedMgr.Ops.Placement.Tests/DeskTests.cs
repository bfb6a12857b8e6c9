using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Grains.Tests;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Placement.Plans;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedMgr.Ops.Placement.Tests;

public sealed class DeskTests : IDisposable
{
    private readonly StandingHouse _house = new();
    private readonly ScriptedSolver _solver = new();
    private readonly OwnedClock _clock = new();
    private readonly ApplicationLifetime _life = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly PlacementDesk _desk;

    public DeskTests() => _desk = new PlacementDesk(_house, _solver, workers: 1, _clock, _life, NullLogger<PlacementDesk>.Instance);

    public void Dispose()
    {
        _life.StopApplication();
        _desk.Dispose();
    }

    [Fact]
    public async Task The_quick_plan_is_there_while_the_solver_still_thinks_and_the_better_one_follows_under_the_same_id()
    {
        var thinking = new TaskCompletionSource();
        _solver.Before = (_, _) => thinking.Task;
        _house.Asks("Ana");

        var plan = await Make(seconds: 60);

        plan.Newest.ShouldSatisfyAllConditions(
            r => r.Number.ShouldBe(1), r => r.State.ShouldBe(SearchState.Searching), r => r.Plan.Status.ShouldBe(PlanStatus.Greedy),
            r => r.Plan.Steps.ShouldHaveSingleItem().Encounter.Value.ShouldBe("Ana"));
        thinking.SetResult();
        (await Last(plan)).ShouldSatisfyAllConditions(
            r => r.Number.ShouldBe(1, "its steps are those of the quick plan"), r => r.State.ShouldBe(SearchState.Ended), r => r.Plan.Status.ShouldBe(PlanStatus.Optimal), r => r.Plan.Bound.ShouldNotBeNull());
        _desk.Find(TestHospital.Id, plan.Id).ShouldBeSameAs(plan);
        _desk.Latest(TestHospital.Id).ShouldBeSameAs(plan);
    }

    [Fact]
    public async Task The_newest_question_wins_and_the_older_search_ends_with_its_best_before_the_next_begins()
    {
        _solver.Before = (_, enough) => Cancelled(enough);
        _house.Asks("Ana");
        var first = await Make(seconds: 60);
        await _solver.Begun;
        _solver.Before = (_, _) => Task.CompletedTask;

        var second = await Make(seconds: 60);

        (await Last(first)).ShouldSatisfyAllConditions(
            r => r.State.ShouldBe(SearchState.CutShort), r => r.Because.ShouldBe("A newer plan was asked for."), r => r.Plan.Status.ShouldBe(PlanStatus.Optimal));
        (await Last(second)).State.ShouldBe(SearchState.Ended);
        (_solver.Solves, _solver.AtOnceMost).ShouldBe((2, 1));
    }

    [Fact]
    public async Task What_the_search_finds_out_is_told_before_it_ends()
    {
        var news = new TaskCompletionSource();
        _solver.Before = (tell, _) =>
        {
            tell(new Improvement(70, 50, TimeSpan.FromSeconds(1)));
            return news.Task;
        };
        _house.Asks("Ana");
        var plan = await Make(seconds: 60);

        await foreach (var revision in plan.Follow(CancellationToken.None))
        {
            if (revision.News is { } told && !revision.IsLast)
            {
                (told.Objective, told.Bound, revision.Number).ShouldBe((70, 50, 1));
                news.SetResult();
            }
        }

        news.Task.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_solver_the_plan_is_the_quick_one_and_says_so_and_the_next_plan_is_a_solvers_again()
    {
        _solver.Before = (_, _) => throw new SolverUnavailableException("The worker died.");
        _house.Asks("Ana");
        (await Last(await Make(seconds: 60))).ShouldSatisfyAllConditions(
            r => r.State.ShouldBe(SearchState.WithoutResult), r => r.Plan.Status.ShouldBe(PlanStatus.Greedy), r => r.Because!.ShouldContain("The worker died."),
            r => r.Plan.Steps.Length.ShouldBe(1));

        _solver.Before = (_, _) => Task.CompletedTask;
        (await Last(await Make(seconds: 60))).Plan.Status.ShouldBe(PlanStatus.Optimal);
    }

    [Fact]
    public async Task A_fault_in_the_search_leaves_the_quick_plan_and_names_itself_as_ours()
    {
        _solver.Before = (_, _) => throw new InvalidOperationException("an invariant broke");
        _house.Asks("Ana");
        (await Last(await Make(seconds: 60))).ShouldSatisfyAllConditions(
            r => r.State.ShouldBe(SearchState.WithoutResult), r => r.Plan.Steps.Length.ShouldBe(1), r => r.Because!.ShouldContain("a fault of ours"));
    }

    [Fact]
    public async Task The_plan_before_holds_until_it_expires_and_changes_against_it_are_named()
    {
        _house.Asks("Ana");
        var first = (await Make()).Newest.Plan;
        _house.Happens(Streams.Of(first.Steps[0].Bed), new Domain.Beds.BedEvent.Closed("broken lamp") { At = TestHospital.Start });

        _clock.MoveTo(first.ExpiresAt);
        var difference = (await Make()).Newest.Plan.DifferenceToLast.Changed.ShouldHaveSingleItem();
        (difference.Encounter.Value, difference.Before).ShouldBe(("Ana", first.Steps[0].Bed));
        difference.After.ShouldNotBeNull().ShouldNotBe(first.Steps[0].Bed);

        _clock.Advance(TimeSpan.FromMinutes(16));
        _house.Happens(Streams.Of(difference.After!.Value), new Domain.Beds.BedEvent.Closed("broken lamp") { At = TestHospital.Start });
        (await Make()).Newest.Plan.DifferenceToLast.Changed.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_weights_of_the_hospital_are_those_of_its_plans()
    {
        _house.Happens(Streams.Hospital, new HospitalEvent.PlacementWeightsSet([new PlacementWeight("move", 7)], "test") { At = TestHospital.Start });
        (await Make()).Question.Options.Weights.ShouldBe(PlacementWeights.Default with { Move = 7 });
    }

    [Fact]
    public async Task More_questions_than_can_wait_are_refused_at_once()
    {
        var curtain = new TaskCompletionSource();
        _house.Curtain = curtain.Task;
        var waiting = Enumerable.Range(0, 8).Select(_ => Make()).ToList();

        (await _desk.Make(TestHospital.Id, new PlacementAsk(0), CancellationToken.None)).ShouldBeNull();

        curtain.SetResult();
        (await Task.WhenAll(waiting)).Select(p => p.Id).ShouldBeUnique();
        (await Make()).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_latest_twenty_plans_are_kept()
    {
        var first = await Make();
        var second = await Make();
        for (var n = 0; n < 19; n++)
        {
            await Make();
        }

        _desk.Find(TestHospital.Id, first.Id).ShouldBeNull();
        _desk.Find(TestHospital.Id, second.Id).ShouldBeSameAs(second);
    }

    [Fact]
    public async Task A_server_that_stops_ends_the_search()
    {
        _solver.Before = (_, enough) => Cancelled(_life.ApplicationStopping, @throw: true);
        _house.Asks("Ana");
        var plan = await Make(seconds: 60);
        await _solver.Begun;

        _life.StopApplication();

        (await Last(plan)).Because.ShouldBe("The server is stopping.");
    }

    private async Task<KeptPlan> Make(int seconds = 0) => (await _desk.Make(TestHospital.Id, new PlacementAsk(seconds), CancellationToken.None)).ShouldNotBeNull();

    private static Task<PlanRevision> Last(KeptPlan plan) => plan.Last(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

    private static async Task Cancelled(CancellationToken token, bool @throw = false)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = token.Register(cancelled.SetResult);
        await cancelled.Task;
        if (@throw)
        {
            token.ThrowIfCancellationRequested();
        }
    }
}

using Google.OrTools.Sat;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Optimizer.Tests.Solver;
using static MedMgr.Ops.Domain.LevelOfCare;

namespace MedMgr.Ops.Optimizer.Tests.BedPlacement;

public sealed class PlacementOptimizerTests(SharedSolver solver) : Planning(solver)
{
    private static House TwoForOne => new House().Unit("MED", General, ["M1"]).Waits("ann").Waits("bob", acuity: 1);

    [Fact]
    public async Task The_greedy_plan_comes_first_and_the_proven_one_after_it()
    {
        var plans = new List<PlacementPlan>();
        var last = await Optimizer.PlanAsync(TwoForOne.Problem(), SharedSolver.UntilProven, plans.Add);
        plans.Select(p => p.Status).ShouldBe([PlanStatus.Greedy, PlanStatus.Optimal]);
        last.ShouldBeSameAs(plans[1]);
        (plans[0].Bound, plans[0].Gap).ShouldBe((null, null));
        last.Gap.ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_solver_the_greedy_plan_is_the_answer_and_says_so()
    {
        var plan = await new PlacementOptimizer(new BrokenSolver()).PlanAsync(TwoForOne.Problem(), TimeSpan.FromSeconds(1));
        plan.Status.ShouldBe(PlanStatus.Greedy);
        plan.Note.ShouldBe("No solver answered (worker died): this is the greedy plan.");
        BedOf(plan, "bob").ShouldBe("M1");
    }

    [Fact]
    public async Task Without_a_solver_a_simulation_gets_no_answer_rather_than_another_one() =>
        await Should.ThrowAsync<SolverUnavailableException>(() => new PlacementOptimizer(new BrokenSolver()).PlanDeterministicallyAsync(TwoForOne.Problem(), work: 1, seed: 1));

    [Fact]
    public async Task A_plan_says_when_it_was_made_from_what_and_how_long_it_holds()
    {
        var plan = await BestAsync(TwoForOne);
        (plan.MadeAt, plan.ExpiresAt, plan.BoardPosition).ShouldBe((House.Now, House.Now.AddMinutes(15), 7));
    }

    [Fact]
    public async Task Nobody_waiting_is_an_empty_plan_that_costs_nothing()
    {
        var plan = await BestAsync(new House().Unit("MED", General, ["M1"]));
        plan.Steps.ShouldBeEmpty();
        plan.Objective.ShouldBe(0);
    }

    [Fact]
    public async Task Opening_two_surge_beds_places_two_more_and_saves_the_hours_until_the_horizon()
    {
        var house = new House().Unit("MED", General, ["M1"]).Unit("MED", General, ["S1", "S2", "S3"], surge: true).Waits("ann").Waits("bob").Waits("cy").Waits("dan");
        var answer = await new SurgeWhatIf(Optimizer).AskAsync(house.Problem(), surgeBeds: 2, nurses: 0, SharedSolver.UntilProven);
        (answer.MorePlaced, answer.BedsOpened, answer.NursesCalled).ShouldBe((2, 2, 0));

        // Each waits 30 minutes for the opening instead of all four hours.
        answer.HoursSaved.ShouldBe(7, tolerance: 1e-9);
    }

    [Fact]
    public async Task Calling_nurses_changes_nothing_where_beds_are_what_is_missing()
    {
        var answer = await new SurgeWhatIf(Optimizer).AskAsync(TwoForOne.Problem(), surgeBeds: 0, nurses: 3, SharedSolver.UntilProven);
        (answer.MorePlaced, answer.HoursSaved, answer.NursesCalled).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void A_question_that_makes_no_sense_is_refused_with_all_that_is_wrong()
    {
        var house = new House().Unit("MED", General, ["M1"]).Waits("ann").Waits("ann");
        house.Options = PlacementOptions.Default with { TurnaroundMinutes = -1 };
        Should.Throw<ArgumentException>(() => GreedyPlacementPlanner.Plan(house.Problem())).Message.ShouldStartWith(
            "TurnaroundMinutes is -1; use 0 to 1440. ann is named 2 times among those who wait or may be moved; name each once.");
    }

    [Fact]
    public void A_plan_survives_JSON()
    {
        var plan = GreedyPlacementPlanner.Plan(TwoForOne.Problem());
        var json = System.Text.Json.JsonSerializer.Serialize(plan, Domain.Log.DomainJson.Options);
        json.ShouldContain("\"status\":\"greedy\"");
        var back = System.Text.Json.JsonSerializer.Deserialize<PlacementPlan>(json, Domain.Log.DomainJson.Options)!;
        (back.Objective, back.Steps[0].Bed, back.Steps[0].Kind, back.Unplaced[0].Encounter).ShouldBe((plan.Objective, BedId.Of("M1"), StepKind.Place, EncounterId.Of("ann")));
    }

    private sealed class BrokenSolver : ICpSolver
    {
        public Task<SolveResult> SolveAsync(CpModelProto model, SolveParameters parameters, Action<Improvement>? onImproved = null, CancellationToken ct = default) =>
            throw new SolverUnavailableException("worker died");
    }
}

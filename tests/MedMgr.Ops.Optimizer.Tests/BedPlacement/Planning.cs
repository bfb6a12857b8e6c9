using MedMgr.Ops.Domain;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Optimizer.Tests.Solver;

namespace MedMgr.Ops.Optimizer.Tests.BedPlacement;

/// <summary>Plans a house in both ways and holds both plans to Domain's rules.</summary>
public abstract class Planning
{
    private readonly SharedSolver _solver;

    protected Planning(SharedSolver solver) => _solver = solver;

    private protected PlacementOptimizer Optimizer => new(_solver);

    /// <summary>The proven best plan; greedy keeps the rules as well and costs no less.</summary>
    private protected async Task<PlacementPlan> BestAsync(House house)
    {
        var problem = house.Problem();
        var greedy = GreedyPlacementPlanner.Plan(problem);
        PlanCheck.Violations(problem, greedy).ShouldBeEmpty();

        var best = await Optimizer.PlanDeterministicallyAsync(problem, work: 5, seed: 1);
        best.Status.ShouldBe(PlanStatus.Optimal);
        best.Bound.ShouldBe(best.Objective);
        PlanCheck.Violations(problem, best).ShouldBeEmpty();
        best.Objective.ShouldBeLessThanOrEqualTo(greedy.Objective);
        return best;
    }

    /// <summary>"who>bed" for each step in the order of the plan, "who>-" for each who gets none.</summary>
    private protected static string Words(PlacementPlan plan) => string.Join(
        ' ', plan.Steps.Select(s => $"{s.Encounter}>{s.Bed}").Concat(plan.Unplaced.Select(u => $"{u.Encounter}>-")).Order(StringComparer.Ordinal));

    private protected static string? BedOf(PlacementPlan plan, string who) => plan.StepOf(EncounterId.Of(who))?.Bed.Value;

    private protected static long Cost(PlacementPlan plan, string rule) =>
        plan.Steps.SelectMany(s => s.Cost).Concat(plan.PlanCost).Concat(plan.Unplaced.SelectMany(u => u.Cost)).Where(c => c.Rule == rule).Sum(c => c.Points);
}

using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Tests.Solver;

public class KnownOptimaTests(SharedSolver shared)
{
    [Fact]
    public async Task Knapsack_of_five_things_takes_the_two_that_are_worth_most_together()
    {
        // Weight 10 at most. Greedy by value per weight would take 6+3 (weight 6+3=9) for 13+6; the best is 5+5 for 20.
        long[] weights = [6, 3, 5, 5, 8];
        long[] values = [13, 6, 10, 10, 15];
        var model = new CpModelBuilder();
        var taken = weights.Select((_, i) => model.NewBool($"taken{i}")).ToArray();
        model.AddLessOrEqual(LinearExpr.WeightedSum(taken, weights), 10);
        model.Maximize(LinearExpr.WeightedSum(taken, values));

        var result = await shared.SolveAsync(model);

        result.Status.ShouldBe(SolveStatus.Optimal);
        result.Objective.ShouldBe(20);
        result.Bound.ShouldBe(20);
        result.Gap.ShouldBe(0);
        taken.Select(result.Value).ShouldBe([false, false, true, true, false]);
    }
}

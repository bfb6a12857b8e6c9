using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Tests.Solver;

public class PoolTests(SharedSolver shared)
{
    [Fact]
    public async Task A_race_ends_with_the_first_proof()
    {
        var model = new CpModelBuilder();
        var (x, y) = (model.NewInt(0, 50, "x"), model.NewInt(0, 50, "y"));
        model.AddLinear(3 * x + 5 * y, 0, 61);
        model.Maximize(4 * x + 7 * y);
        var news = new List<Improvement>();
        var result = await shared.SolveAsync(model.Build(), SharedSolver.Parameters with { Workers = 2 }, news.Add);
        (result.Status, result.Objective, result.Bound).ShouldBe((SolveStatus.Optimal, 85, 85));
        (result.Value(x), result.Value(y)).ShouldBe((2, 11));
    }

    [Fact]
    public async Task A_race_tells_of_each_better_solution_once_and_answers_with_the_best()
    {
        var news = new List<Improvement>();
        using var enough = new CancellationTokenSource();
        var result = await shared.SolveAsync(HardModel.Build(), SharedSolver.Parameters with { Workers = 2, Enough = enough.Token }, improvement =>
        {
            news.Add(improvement);
            if (news.Count(found => found.Objective is not null) >= 4)
                enough.Cancel();
        });
        result.Status.ShouldBe(SolveStatus.Feasible);
        news.Select(found => found.Objective ?? double.MinValue).ShouldBeInOrder(SortDirection.Ascending);
        news.Select(found => found.Bound).ShouldBeInOrder(SortDirection.Descending);
        news.Distinct().Count().ShouldBe(news.Count);
        result.Objective!.Value.ShouldBeGreaterThanOrEqualTo(news[^1].Objective!.Value);
    }

    [Fact]
    public async Task The_same_model_and_seed_give_the_same_answer_after_the_same_work()
    {
        // No proof and no clock ends this solve: the amount of work does.
        var parameters = SharedSolver.Parameters with { DeterministicTime = 0.05, TimeLimit = TimeSpan.FromMinutes(2) };
        var (first, second) = (await shared.SolveAsync(HardModel.Build(), parameters), await shared.SolveAsync(HardModel.Build(), parameters));
        first.Status.ShouldBe(SolveStatus.Feasible);
        second.Response.Solution.ShouldBe(first.Response.Solution);
        second.DeterministicTime.ShouldBe(first.DeterministicTime);
        var other = await shared.SolveAsync(HardModel.Build(), parameters with { RandomSeed = 2 });
        other.Response.Solution.ShouldNotBe(first.Response.Solution);
    }
}

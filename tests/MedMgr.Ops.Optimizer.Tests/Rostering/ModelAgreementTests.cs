using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Optimizer.Tests.Solver;
using static MedMgr.Ops.Optimizer.Tests.Rostering.TinyRosters;

namespace MedMgr.Ops.Optimizer.Tests.Rostering;

/// <summary>The checker and the model say the same of every rule.</summary>
public class ModelAgreementTests(SharedSolver solver)
{
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Solver_finds_the_cheapest_of_all_rosters_that_the_checker_lets_pass(int seed)
    {
        var problem = RandomProblems.Of(seed, staff: 2, days: 4);
        var best = All(problem).Where(r => RosterCheck.Violations(problem, r).IsEmpty).Select(r => (long?)RosterCost.Of(problem, r)).Min();

        var result = await new RosterOptimizer(solver).SolveAsync(problem, new RosterSearch(SharedSolver.UntilProven) { Threads = 1 });

        result.Status.ShouldBe(best is null ? RosterStatus.Infeasible : RosterStatus.Optimal);
        if (best is { } cost)
        {
            (result.Cost, result.Bound).ShouldBe((cost, cost));
            RosterCheck.Violations(problem, result.Roster!).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Model_lets_exactly_those_rosters_pass_that_the_checker_lets_pass(int seed)
    {
        // Every roster of one person over four days, fixed in the model one at a time: 81 questions to the solver.
        var problem = RandomProblems.Of(seed, staff: 1, days: 4);
        foreach (var roster in All(problem))
        {
            var model = new RosterModel(problem);
            for (var day = 0; day < problem.Days; day++)
            {
                var has = roster[0, day] < 0 ? model.Works(0, day).Not() : model.Assigned(0, day, roster[0, day]) ?? model.Never;
                model.Builder.AddBoolOr([has]);
            }

            var answer = await solver.SolveAsync(model.Builder);

            answer.HasSolution.ShouldBe(RosterCheck.Violations(problem, roster).IsEmpty, Lines(problem, roster)[0]);
            if (answer.HasSolution)
            {
                answer.Objective.ShouldBe(RosterCost.Of(problem, roster), Lines(problem, roster)[0]);
            }
        }
    }

    [Fact]
    public async Task Neighbourhood_changes_free_days_only()
    {
        var problem = Problem(4, Nurse("Ada"), Nurse("Ben")) with { Cover = [.. Enumerable.Range(0, 4).Select(day => new CoverDemand(day, Day, 2, 10, 1))] };
        var known = Of(problem, "N---", "-N--");
        var model = new RosterModel(problem, known, (staff, day) => staff == 1 && day >= 2);

        var answer = await solver.SolveAsync(model.Builder);

        Lines(problem, model.Read(answer.Value)).ShouldBe(["N---", "-NDD"]);
        answer.Objective.ShouldBe(60);
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 24)];
}

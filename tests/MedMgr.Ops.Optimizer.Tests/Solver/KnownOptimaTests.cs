using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Tests.Solver;

public class KnownOptimaTests(SharedSolver shared)
{
    [Fact]
    public async Task Knapsack_takes_the_two_things_that_are_worth_most_together()
    {
        // By worth per weight one would take the first (13 for 6) and then the second: 19. The third and fourth are worth 20.
        long[] weights = [6, 3, 5, 5, 8];
        long[] values = [13, 6, 10, 10, 15];
        var model = new CpModelBuilder();
        var taken = weights.Select((_, i) => model.NewBool($"taken{i}")).ToArray();
        model.AddLessOrEqual(LinearExpr.WeightedSum(taken, weights), 10);
        model.Maximize(LinearExpr.WeightedSum(taken, values));

        var result = await shared.SolveAsync(model);

        result.Status.ShouldBe(SolveStatus.Optimal);
        (result.Objective, result.Bound, result.Gap).ShouldBe((20, 20, 0));
        taken.Select(result.Value).ShouldBe([false, false, true, true, false]);
    }

    [Fact]
    public async Task Assignment_gives_each_nurse_one_unit_at_the_least_total_distance()
    {
        // Each row's own minimum would send three nurses to the first unit. By hand: 2 + 3 + 5 + 4 = 14 is the least of the 24 ways.
        long[][] distance = [[1, 2, 9, 9], [3, 8, 9, 9], [2, 9, 9, 5], [9, 9, 4, 8]];
        var model = new CpModelBuilder();
        var goes = distance.Select(row => row.Select((_, unit) => model.NewBool($"{unit}")).ToArray()).ToArray();
        foreach (var nurse in goes)
            model.AddExactlyOne(nurse);
        for (var unit = 0; unit < 4; unit++)
            model.AddExactlyOne(goes.Select(nurse => nurse[unit]));
        model.Minimize(LinearExpr.WeightedSum(goes.SelectMany(nurse => nurse), distance.SelectMany(row => row)));

        var result = await shared.SolveAsync(model);

        result.Objective.ShouldBe(14);
        goes.Select(nurse => Array.FindIndex(nurse, result.Value)).ShouldBe([1, 0, 3, 2]);
    }

    [Fact]
    public async Task Job_shop_ft06_takes_55()
    {
        // Fisher and Thompson 1963: machine and duration of each task; the optimum of 55 is proven in the literature.
        (int Machine, int Duration)[][] jobs =
        [
            [(2, 1), (0, 3), (1, 6), (3, 7), (5, 3), (4, 6)],
            [(1, 8), (2, 5), (4, 10), (5, 10), (0, 10), (3, 4)],
            [(2, 5), (3, 4), (5, 8), (0, 9), (1, 1), (4, 7)],
            [(1, 5), (0, 5), (2, 5), (3, 3), (4, 8), (5, 9)],
            [(2, 9), (1, 3), (4, 5), (5, 4), (0, 3), (3, 1)],
            [(1, 3), (3, 3), (5, 9), (0, 10), (4, 4), (2, 1)],
        ];
        var model = new CpModelBuilder();
        var makespan = model.NewInt(0, 200, "makespan");
        var machines = Enumerable.Range(0, 6).Select(_ => new List<IntervalVar>()).ToArray();
        foreach (var job in jobs)
        {
            LinearExpr ready = 0;
            foreach (var (machine, duration) in job)
            {
                var start = model.NewInt(0, 200, "start");
                model.AddGreaterOrEqual(start, ready);
                machines[machine].Add(model.NewInterval(start, duration, ready = start + duration, "task"));
            }
            model.AddLessOrEqual(ready, makespan);
        }
        foreach (var machine in machines)
            model.AddNoOverlap(machine);
        model.Minimize(makespan);

        var result = await shared.SolveAsync(model);

        (result.Status, result.Objective).ShouldBe((SolveStatus.Optimal, 55));
    }

    [Fact]
    public async Task Eight_pigeons_do_not_fit_into_seven_holes()
    {
        var model = new CpModelBuilder();
        var sits = Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, 7).Select(_ => model.NewBool("")).ToArray()).ToArray();
        foreach (var pigeon in sits)
            model.AddAtLeastOne(pigeon);
        for (var hole = 0; hole < 7; hole++)
            model.AddAtMostOne(sits.Select(pigeon => pigeon[hole]));

        (await shared.SolveAsync(model)).Status.ShouldBe(SolveStatus.Infeasible);
    }
}

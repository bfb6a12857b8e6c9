using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.Lines;
using static MedMgr.Ops.Optimizer.Tests.Rostering.TinyRosters;

namespace MedMgr.Ops.Optimizer.Tests.Rostering;

/// <summary>One person's lines: the dynamic programme against every line there is.</summary>
public class LineSearchTests
{
    [Fact]
    public void Cheapest_line_is_the_cheapest_of_all_that_the_checker_lets_pass()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var problem = Personal(seed, days: 7);
            var prices = Prices(problem, seed);
            var best = All(problem).Where(r => RosterCheck.Violations(problem, r).IsEmpty).Select(r => (double?)Cost(problem, r, prices)).Min();
            var line = new int[problem.Days];
            var person = new LinePerson(problem, 0);

            var found = new LineSearch(person).TryBest(LineWindow.Of(person, line, 0, problem.Days), prices, line, new LineMemory(), out var cost);

            found.ShouldBe(best is not null, $"seed {seed}");
            if (found)
            {
                cost.ShouldBe(best!.Value, 1e-9, $"seed {seed}");
                var roster = MedMgr.Ops.Optimizer.Rostering.Roster.From(problem, (_, day) => line[day]);
                RosterCheck.Violations(problem, roster).ShouldBeEmpty($"seed {seed}");
                Cost(problem, roster, prices).ShouldBe(cost, 1e-9, $"seed {seed}");
            }
        }
    }

    [Fact]
    public void Window_is_filled_best_while_the_days_around_it_stay()
    {
        var tried = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var problem = Personal(seed, days: 8);
            var random = new Random(seed);
            var (from, to) = (random.Next(0, 5), random.Next(5, 9));
            if (All(problem).Where(r => RosterCheck.Violations(problem, r).IsEmpty).Skip(random.Next(20)).FirstOrDefault() is not { } known)
            {
                continue;
            }

            var prices = Prices(problem, seed);
            var around = All(problem).Where(r => Enumerable.Range(0, 8).All(day => (day >= from && day < to) || r[0, day] == known[0, day]));
            var best = around.Where(r => RosterCheck.Violations(problem, r).IsEmpty).Min(r => Cost(problem, r, prices));
            var line = known.Line(0).ToArray();
            var person = new LinePerson(problem, 0);

            new LineSearch(person).TryBest(LineWindow.Of(person, line, from, to), prices, line, new LineMemory(), out _).ShouldBeTrue($"seed {seed}");

            var roster = MedMgr.Ops.Optimizer.Rostering.Roster.From(problem, (_, day) => line[day]);
            RosterCheck.Violations(problem, roster).ShouldBeEmpty($"seed {seed}");
            Cost(problem, roster, prices).ShouldBe(best, 1e-9, $"seed {seed}");
            tried++;
        }

        tried.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Line_under_weekly_minutes_keeps_them_and_no_line_costs_less_than_it_says()
    {
        var found = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var problem = Personal(seed, days: 8);
            problem = problem with { Staff = [problem.Staff[0] with { Contract = problem.Staff[0].Contract with { WeeklyMinutesMax = 1600 } }] };
            var prices = Prices(problem, seed);
            var line = new int[problem.Days];
            var person = new LinePerson(problem, 0);
            if (!new LineSearch(person).TryBest(LineWindow.Of(person, line, 0, problem.Days), prices.ToArray(), line, new LineMemory(), out var bound))
            {
                continue;
            }

            found++;
            RosterCheck.Violations(problem, MedMgr.Ops.Optimizer.Rostering.Roster.From(problem, (_, day) => line[day])).ShouldBeEmpty($"seed {seed}");
            bound.ShouldBeLessThanOrEqualTo(All(problem).Where(r => RosterCheck.Violations(problem, r).IsEmpty).Min(r => Cost(problem, r, prices)) + 1e-9, $"seed {seed}");
        }

        found.ShouldBeGreaterThan(30);
    }

    /// <summary>One person and no demands: what is left is the person's own rules and costs.</summary>
    private static RosterProblem Personal(int seed, int days) => RandomProblems.Of(seed, staff: 1, days, linesOnly: true) with { Cover = [] };

    private static double[] Prices(RosterProblem problem, int seed)
    {
        var random = new Random(1000 + seed);
        return [.. Enumerable.Range(0, problem.Days * 3).Select(i => i % 3 == 0 ? 0 : (random.NextDouble() * 40) - 25)];
    }

    private static double Cost(RosterProblem problem, MedMgr.Ops.Optimizer.Rostering.Roster roster, double[] prices) =>
        RosterCost.Of(problem, roster) + Enumerable.Range(0, problem.Days).Sum(day => prices[(day * 3) + roster[0, day] + 1]);
}

using MedMgr.Ops.Optimizer.Rostering.Lines;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Rostering.Search;

/// <summary>Chooses one line for each person from the lines that the others have found, all people at once: the master problem of column generation, as whole numbers, by CP-SAT.</summary>
/// <remarks>The lines keep the personal rules already, so the model only counts who is present. It sees far more combinations than a neighbourhood of a few people, and no new line.</remarks>
internal sealed class LineChoice
{
    private const int FewestLines = 60;
    private const int MostLines = 400;

    private static readonly TimeSpan TimeOfOne = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan UntilNews = TimeSpan.FromSeconds(1);

    private readonly RosterProblem problem;
    private readonly RosterIncumbent incumbent;
    private readonly ICpSolver solver;
    private readonly TimeProvider time;
    private readonly LinePeople people;
    private readonly LinePool pool;
    private int linesEach = 150;
    private int seen;

    public LineChoice(LinePeople people, RosterIncumbent incumbent, LinePool pool, ICpSolver solver, TimeProvider time) =>
        (this.people, problem, this.incumbent, this.pool, this.solver, this.time) = (people, people.Problem, incumbent, pool, solver, time);

    /// <summary>Chooses again whenever there are new lines, until cancelled. More lines each while the solver exhausts them, fewer when its time does not suffice.</summary>
    /// <param name="prices">What one more person is worth at each demand: lines that are dear at these prices are left out.</param>
    public async Task RunAsync(double[] prices, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            if (pool.Added == seen)
            {
                await Task.Delay(UntilNews, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            seen = pool.Added;
            var status = await ChooseAsync(prices, ct);
            linesEach = Math.Clamp(status == SolveStatus.Optimal ? linesEach * 3 / 2 : linesEach * 4 / 5, FewestLines, MostLines);
        }
    }

    private async Task<SolveStatus> ChooseAsync(double[] prices, CancellationToken ct)
    {
        var known = incumbent.Roster!;
        var builder = new CpModelBuilder();
        var costs = new List<LinearExpr>();
        var present = Enumerable.Range(0, people.Demands.Count).Select(_ => new List<BoolVar>()).ToArray();
        var choices = new List<(BoolVar Chosen, int[] Line)>[problem.Staff.Length];
        for (var staff = 0; staff < choices.Length; staff++)
        {
            var best = known.Line(staff).ToArray();
            int[][] lines = [best, .. pool.Cheapest(people, staff, prices, linesEach).Where(line => !line.AsSpan().SequenceEqual(best))];
            choices[staff] = [.. lines.Select(line => (builder.NewBool($"{staff}"), line))];
            builder.AddExactlyOne(choices[staff].Select(c => c.Chosen));
            foreach (var (chosen, line) in choices[staff])
            {
                builder.Hint(chosen, line == best);
                costs.Add(people[staff].OwnCost(line) * (LinearExpr)chosen);
                Count(staff, line, chosen, present);
            }
        }

        for (var demand = 0; demand < present.Length; demand++)
        {
            costs.Add(CostOf(builder, demand, present[demand]));
        }

        builder.Minimize(LinearExpr.Sum(costs));
        var parameters = new SolveParameters { TimeLimit = TimeOfOne, LinearizationLevel = 2, Enough = ct };
        var result = await solver.SolveAsync(builder.Build(), parameters, null, CancellationToken.None);
        if (result.HasSolution)
        {
            var chosen = choices.Select(lines => lines.First(l => result.Value(l.Chosen)).Line).ToArray();
            var roster = Roster.From(problem, (staff, day) => chosen[staff][day]);
            if (RosterCheck.Violations(problem, roster).IsEmpty)
            {
                incumbent.Offer(roster, "choice of lines");
            }
        }

        return result.Status;
    }

    private void Count(int staff, int[] line, BoolVar chosen, List<BoolVar>[] present)
    {
        for (var day = 0; day < line.Length; day++)
        {
            foreach (var demand in people.Demands.Met(staff, day, line[day] + 1))
            {
                present[demand].Add(chosen);
            }
        }
    }

    private LinearExpr CostOf(CpModelBuilder builder, int demand, List<BoolVar> present)
    {
        var demands = people.Demands;
        var under = builder.NewInt(0, demands.Required[demand], $"under {demand}");
        var over = builder.NewInt(0, problem.Staff.Length, $"over {demand}");
        builder.AddEqual(LinearExpr.Sum(present.Select(p => (LinearExpr)p)) + under - over, demands.Required[demand]);
        return (demands.Under[demand] * (LinearExpr)under) + (demands.Over[demand] * (LinearExpr)over);
    }
}

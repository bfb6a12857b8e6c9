using MedMgr.Ops.Optimizer.Rostering.Lines;
using MedMgr.Ops.Optimizer.Rostering.Search;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>Finds rosters: keeps every hard rule, makes the soft ones cheap, and says how much cheaper a roster could be at most.</summary>
/// <remarks>
/// Two searches share the best roster (docs/optimiser.md, "Rosters"): lines, one person's whole roster at a time, on threads of this process; and CP-SAT in its own,
/// with the whole problem where that is small, else with neighbourhoods of a roster. Which finds what first depends on the machine, so two runs may differ.
/// </remarks>
public sealed class RosterOptimizer
{
    /// <summary>Up to so many yes/no decisions CP-SAT gets the whole problem for the whole time.</summary>
    private const int WholeModelDecisionsMax = 1000;

    /// <summary>A first roster is finished even when the time is up, if it is built so soon: any roster is worth more than none.</summary>
    private static readonly TimeSpan FirstRosterGrace = TimeSpan.FromSeconds(1.5);

    private readonly ICpSolver solver;
    private readonly TimeProvider time;

    public RosterOptimizer(ICpSolver solver, TimeProvider? time = null) => (this.solver, this.time) = (solver, time ?? TimeProvider.System);

    /// <param name="onImproved">Told of every better roster, one at a time, from another thread.</param>
    /// <param name="ct">Stops the search; the best roster so far is the result.</param>
    /// <exception cref="ArgumentException">The problem has <see cref="RosterProblem.Faults"/>.</exception>
    /// <exception cref="SolverUnavailableException">There is no solver, and without it no roster was found.</exception>
    public async Task<RosterResult> SolveAsync(RosterProblem problem, RosterSearch search, Action<RosterImprovement>? onImproved = null, CancellationToken ct = default)
    {
        if (problem.Faults() is [var fault, ..] faults)
        {
            throw new ArgumentException($"{fault}{(faults.Count > 1 ? $" ({faults.Count - 1} more)" : "")}", nameof(problem));
        }

        using var incumbent = new RosterIncumbent(problem, onImproved, time);
        if (search.Start is { } start && RosterCheck.Violations(problem, start).IsEmpty)
        {
            incumbent.Offer(start, "start");
        }

        using var timeUp = new CancellationTokenSource(search.TimeLimit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, incumbent.Proven, ct);
        try
        {
            await SearchAsync(problem, search, incumbent, stop.Token, ct);
        }
        catch (SolverUnavailableException lost) when (incumbent.Roster is not null)
        {
            return incumbent.Result() with { SolverFault = lost.Message };
        }

        return incumbent.Result();
    }

    private async Task SearchAsync(RosterProblem problem, RosterSearch search, RosterIncumbent incumbent, CancellationToken stop, CancellationToken ct)
    {
        var isSmall = Decisions(problem) <= WholeModelDecisionsMax;
        if (incumbent.Roster is null)
        {
            using var late = new CancellationTokenSource(search.TimeLimit + FirstRosterGrace, time);
            using var lateOrStopped = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
            await Task.Run(() => LineSearches.FindFirst(problem, incumbent, search.Seed, lateOrStopped.Token), CancellationToken.None);
        }

        if (stop.IsCancellationRequested)
        {
            return;
        }

        if (incumbent.Roster is null && !isSmall)
        {
            await ModelSearch.RunAsync(problem, incumbent, solver, search, firstIsEnough: true, stop);
        }

        var byLines = incumbent.Roster is not null;
        var byModel = isSmall || !byLines || LeavesGaps(problem);

        // A small problem's solver is busy with the proof; on long horizons a line changes in windows, and lines of whole rosters hardly fit together.
        var byChoice = !isSmall && LineWindows.FitsWhole(problem);
        var threads = Math.Max(1, search.Threads - (byModel || byChoice ? 1 : 0));
        var lines = byLines ? LineSearches.RunAsync(problem, incumbent, search, threads, byChoice ? solver : null, time, stop) : Task.CompletedTask;
        var model = byModel ? ByModelAsync(problem, search, incumbent, isSmall, stop) : Task.CompletedTask;
        await Task.WhenAll(lines, model);
    }

    private async Task ByModelAsync(RosterProblem problem, RosterSearch search, RosterIncumbent incumbent, bool isSmall, CancellationToken stop)
    {
        if (isSmall)
        {
            await ModelSearch.RunAsync(problem, incumbent, solver, search, firstIsEnough: false, stop);
        }

        await new ModelNeighbourhoods(problem, incumbent, solver, search.Seed).RunAsync(stop);
    }

    /// <summary>Whether lines are blind to some of the rules, so that CP-SAT's neighbourhoods can find what lines do not.</summary>
    private static bool LeavesGaps(RosterProblem problem) =>
        problem.Budget is not null || problem.Staff.Any(p => !p.FairShares.IsEmpty || p.Contract.WeeklyMinutesMax < int.MaxValue);

    private static int Decisions(RosterProblem problem) => problem.Days * problem.Staff.Sum(person => problem.Shifts.Length - person.MayNotWork.Count);
}

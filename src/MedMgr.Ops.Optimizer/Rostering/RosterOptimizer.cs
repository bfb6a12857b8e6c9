using MedMgr.Ops.Optimizer.Rostering.Lines;
using MedMgr.Ops.Optimizer.Rostering.Search;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>Finds rosters: keeps every hard rule, makes the soft ones cheap, and says how much cheaper a roster could be at most.</summary>
/// <remarks>
/// Two searches run side by side and share the best roster: lines, one person's whole roster at a time (on a thread of this process), and CP-SAT (in its own). Which
/// search finds what first depends on the machine, so two runs may differ; a search that ends before its time does so with a proof.
/// </remarks>
public sealed class RosterOptimizer
{
    /// <summary>Up to so many yes/no decisions CP-SAT gets the whole problem for the whole time; beyond, it improves neighbourhoods.</summary>
    private const int WholeModelDecisionsMax = 2000;

    private readonly ICpSolver solver;
    private readonly TimeProvider time;

    public RosterOptimizer(ICpSolver solver, TimeProvider? time = null) => (this.solver, this.time) = (solver, time ?? TimeProvider.System);

    /// <param name="onImproved">Told of every better roster, one at a time, from another thread.</param>
    /// <param name="ct">Stops the search; the best roster so far is the result.</param>
    /// <exception cref="ArgumentException">The problem has <see cref="RosterProblem.Faults"/>.</exception>
    /// <exception cref="SolverUnavailableException">There is no solver, and lines alone can not say what this problem asks.</exception>
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
        var lines = LinePeople.TellEverything(problem)
            ? Task.Run(() => new LineTrack(problem, incumbent, search.Seed).Run(incumbent.Roster, stop.Token), CancellationToken.None)
            : Task.CompletedTask;
        try
        {
            await ModelAsync(problem, search, incumbent, stop.Token);
        }
        finally
        {
            await lines;
        }

        return incumbent.Result();
    }

    private async Task ModelAsync(RosterProblem problem, RosterSearch search, RosterIncumbent incumbent, CancellationToken stop)
    {
        var small = Decisions(problem) <= WholeModelDecisionsMax;
        if (small || incumbent.Roster is null)
        {
            await ModelSearch.RunAsync(problem, incumbent, solver, search.TimeLimit, search.Seed, firstIsEnough: !small, stop);
        }

        await new ModelNeighbourhoods(problem, incumbent, solver, search.Seed).RunAsync(stop);
    }

    private static int Decisions(RosterProblem problem) => problem.Days * problem.Staff.Sum(person => problem.Shifts.Length - person.MayNotWork.Count);
}

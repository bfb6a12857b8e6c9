using MedMgr.Ops.Optimizer.Rostering.Lines;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Rostering.Search;

/// <summary>The search by lines, on several threads of this process, and the choice among the lines found, by the solver.</summary>
internal static class LineSearches
{
    /// <summary>Part of the time limit that the bound may take.</summary>
    private const double BoundPart = 0.2;

    /// <summary>A first roster, in a moment. There may be none: hard cover and charge nurses are promises that no line makes alone.</summary>
    public static void FindFirst(RosterProblem problem, RosterIncumbent incumbent, int seed, CancellationToken ct)
    {
        if (LineStart.TryBuild(new LinePeople(problem), seed, ct)?.ToRoster() is { } first && RosterCheck.Violations(problem, first).IsEmpty)
        {
            incumbent.Offer(first, "lines");
        }
    }

    /// <summary>The bound, then improvement from the prices that the bound needed, until cancelled. There is a roster already.</summary>
    /// <param name="threads">1 or more.</param>
    /// <param name="choiceBy">Chooses among the lines that are found; null where the solver has better to do.</param>
    public static async Task RunAsync(
        RosterProblem problem, RosterIncumbent incumbent, RosterSearch search, int threads, ICpSolver? choiceBy, TimeProvider time, CancellationToken ct)
    {
        var people = new LinePeople(problem);
        var pool = new LinePool(problem.Staff.Length);
        var prices = new double[people.Demands.Count];
        await Task.Run(() => Climb(people, pool, incumbent, (search.TimeLimit - incumbent.Elapsed) * BoundPart, threads, prices, ct), CancellationToken.None);
        var choice = choiceBy is null ? Task.CompletedTask : new LineChoice(people, incumbent, pool, choiceBy, time).RunAsync(prices, ct);
        var improvement = Task.Run(() => Improve(people, pool, incumbent, prices, search.Seed, threads, ct), CancellationToken.None);
        await Task.WhenAll(choice, improvement);
    }

    private static void Climb(LinePeople people, LinePool pool, RosterIncumbent incumbent, TimeSpan limit, int threads, double[] prices, CancellationToken ct)
    {
        var begun = incumbent.Elapsed;
        new LineBound(people, pool, threads).Climb(
            prices, () => (incumbent.Elapsed - begun) / limit, bound => incumbent.OfferBound((long)Math.Ceiling(bound - 1e-6)), ct);
    }

    private static void Improve(LinePeople people, LinePool pool, RosterIncumbent incumbent, double[] prices, int seed, int threads, CancellationToken ct) =>
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
            new LineTrack(thread == 0 ? people : new LinePeople(people.Problem), pool, incumbent, prices, seed + thread).Run(ct));
}

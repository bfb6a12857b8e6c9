using MedMgr.Ops.Optimizer.Rostering.Lines;

namespace MedMgr.Ops.Optimizer.Rostering.Search;

/// <summary>The search by lines, on several threads of this process.</summary>
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
    public static void Run(RosterProblem problem, RosterIncumbent incumbent, RosterSearch search, int threads, CancellationToken ct)
    {
        var begun = incumbent.Elapsed;
        var timeForBound = (search.TimeLimit - begun) * BoundPart;
        var people = new LinePeople(problem);
        var prices = new double[people.Demands.Count];
        new LineBound(people, threads).Climb(prices, () => (incumbent.Elapsed - begun) / timeForBound, bound => incumbent.OfferBound((long)Math.Ceiling(bound - 1e-6)), ct);
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
            new LineTrack(thread == 0 ? people : new LinePeople(problem), incumbent, prices, search.Seed + thread).Run(ct));
    }
}

using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Rostering.Search;

/// <summary>The whole problem as one CP-SAT model: proves what is best where the problem is small enough, and finds a first roster for any.</summary>
internal static class ModelSearch
{
    /// <param name="firstIsEnough">Stop at the first roster.</param>
    public static async Task RunAsync(
        RosterProblem problem, RosterIncumbent incumbent, ICpSolver solver, RosterSearch search, bool firstIsEnough, CancellationToken ct)
    {
        var model = new RosterModel(problem);
        if (incumbent.Roster is { } known)
        {
            model.Hint(known);
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(incumbent.Proven, ct);
        var parameters = new SolveParameters
        {
            TimeLimit = search.TimeLimit,
            LinearizationLevel = 2,
            RandomSeed = search.Seed,
            Enough = enough.Token,
            Adjust = firstIsEnough ? p => p.StopAfterFirstSolution = true : null,
        };
        var result = await solver.SolveAsync(model.Builder.Build(), parameters, i => Bound(incumbent, i.Bound), CancellationToken.None);
        if (result.Status == SolveStatus.Infeasible)
        {
            incumbent.OfferInfeasible();
            return;
        }

        if (result.HasSolution)
        {
            incumbent.Offer(model.Read(result.Value), "model");
        }

        Bound(incumbent, result.Bound);
    }

    /// <summary>Costs are whole numbers: a bound in between means the next one.</summary>
    private static void Bound(RosterIncumbent incumbent, double? bound)
    {
        if (bound is { } least && double.IsFinite(least))
        {
            incumbent.OfferBound((long)Math.Ceiling(least - 1e-6));
        }
    }
}

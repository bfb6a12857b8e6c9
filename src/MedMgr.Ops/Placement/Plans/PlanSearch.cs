using MedMgr.Ops.Optimising;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Placement.Plans;

/// <summary>Looks for better plans with the solver. Whatever becomes of a search, its plan ends: at worst as the quick one, with the reason.</summary>
internal sealed class PlanSearch
{
    private readonly ICpSolver _solver;
    private readonly int _workers;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;

    /// <param name="workers">How many searches the solver may run beside each other for one plan.</param>
    public PlanSearch(ICpSolver solver, int workers, ILogger logger, CancellationToken stopping) =>
        (_solver, _workers, _logger, _stopping) = (solver, workers, logger, stopping);

    /// <summary>Searches for as long as the plan allows, once the search before has ended.</summary>
    /// <returns>Completes when the plan is as good as it gets; never fails.</returns>
    public async Task Run(KeptPlan plan, Task after)
    {
        if (plan.SearchFor == TimeSpan.Zero)
        {
            plan.End(SearchState.WithoutResult, because: "No time was given to a search.");
            await after;
            return;
        }

        await after;
        try
        {
            var better = await SearchTelemetry.Measured(SearchTelemetry.Placement, () => Search(plan), p => p.Status);
            plan.End(better.Status == PlanStatus.Greedy ? SearchState.WithoutResult : SearchState.Ended, better, better.Note);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            plan.End(SearchState.WithoutResult, because: "The server is stopping.");
        }
        catch (Exception e)
        {
            // Nobody waits for this task: the fault is told to those who wait for the plan, and to the log.
            _logger.LogError(e, "The search for a better plan than {Plan} of {Hospital} failed.", plan.Id, plan.Hospital);
            plan.End(SearchState.WithoutResult, because: "The search failed by a fault of ours, which is in the server's log: this is the greedy plan.");
        }
    }

    private async Task<PlacementPlan> Search(KeptPlan plan)
    {
        using var enough = new CancellationTokenSource();
        var optimizer = new PlacementOptimizer(new WatchedSolver(_solver, _workers, plan.Note, enough.Token));
        var search = Task.Run(() => optimizer.PlanAsync(plan.Question, plan.SearchFor, onImproved: null, _stopping), _stopping);
        if (await Task.WhenAny(search, plan.CutShortAsked) != search)
        {
            await enough.CancelAsync();
        }

        return await search;
    }
}

using Google.OrTools.Sat;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Placement.Plans;

/// <summary>The solver for one search: somebody waits for it, hears how it goes, and can say that it is enough.</summary>
/// <param name="enough">When cancelled, the best found so far is the answer.</param>
internal sealed class WatchedSolver(ICpSolver solver, int workers, Action<Improvement> progress, CancellationToken enough) : ICpSolver
{
    public Task<SolveResult> SolveAsync(CpModelProto model, SolveParameters parameters, Action<Improvement>? onImproved = null, CancellationToken ct = default) =>
        solver.SolveAsync(model, parameters with { Enough = enough, Workers = workers, Priority = SolvePriority.Interactive }, progress + onImproved, ct);
}

using Google.OrTools.Sat;

namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>CP-SAT, wherever it runs.</summary>
public interface ICpSolver
{
    /// <summary>Solves a model within its limits.</summary>
    /// <param name="model">From <see cref="CpModelBuilder.Build"/>; not to be changed before the answer.</param>
    /// <param name="parameters">Limits and search options.</param>
    /// <param name="onImproved">Told of better solutions and bounds while the solver runs, one at a time, in order, from another thread. An exception of it fails the solve.</param>
    /// <param name="ct">Ends the solve: nothing more is wanted of it. To keep the best solution so far instead, see <see cref="SolveParameters.Enough"/>.</param>
    /// <exception cref="SolverUnavailableException">No answer could be had. The caller goes on without a solver.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    Task<SolveResult> SolveAsync(CpModelProto model, SolveParameters parameters, Action<Improvement>? onImproved = null, CancellationToken ct = default);
}

namespace MedMgr.Ops.Optimizer.Solver;

/// <summary>A solver with a beginning and an end; disposing it fails what it still solves with <see cref="SolverUnavailableException"/>.</summary>
public interface IRunningSolver : ICpSolver, IAsyncDisposable
{
    /// <summary>Completes when all of it is loaded and warm. Solves need not wait for it.</summary>
    /// <exception cref="SolverUnavailableException">It did not start.</exception>
    Task WarmAsync(CancellationToken ct = default);
}

using MedMgr.Ops.Optimizer.Solver;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedMgr.Ops.Optimising;

/// <summary>Whether plans are a solver's or only quick ones. A hospital is served either way, so the worst that is said is "degraded".</summary>
internal sealed class SolverHealth : IHealthCheck
{
    /// <summary>Whoever asks for health is not kept waiting for a worker that is just starting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly HostedSolver _solver;
    private readonly TimeProvider _time;

    public SolverHealth(HostedSolver solver, TimeProvider time) => (_solver, _time) = (solver, time);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!_solver.IsWanted)
        {
            return HealthCheckResult.Healthy("None is wanted: plans are the quick ones.");
        }

        try
        {
            await _solver.WarmAsync(cancellationToken).WaitAsync(Patience, _time, cancellationToken);
            return HealthCheckResult.Healthy("CP-SAT is warm.");
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Degraded("CP-SAT is starting: plans wait for it, or are the quick ones.");
        }
        catch (SolverUnavailableException e)
        {
            return HealthCheckResult.Degraded($"Plans are the quick ones: {e.Message}");
        }
    }
}

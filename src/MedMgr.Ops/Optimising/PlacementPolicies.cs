using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Optimising;

/// <summary>Gives simulations their placement policies; the solver is started when the first of them needs it.</summary>
/// <param name="solvers">How many solves may run at a time: one for each thread of the simulation.</param>
internal sealed class PlacementPolicies(int solvers) : IAsyncDisposable
{
    private IRunningSolver? _solver;

    /// <exception cref="SolverUnavailableException">The optimiser is asked for and no solver is installed.</exception>
    public IPlacementPolicy Of(PlacementPolicyKind kind) => kind switch
    {
        PlacementPolicyKind.Greedy => new GreedyPlacement(),
        PlacementPolicyKind.Optimiser => new OptimiserPlacement(_solver ??= CpSat.Start(solvers, keepsOneForInteractive: false)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such policy."),
    };

    public ValueTask DisposeAsync() => _solver?.DisposeAsync() ?? ValueTask.CompletedTask;
}

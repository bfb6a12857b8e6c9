using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Planner;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Optimising;

/// <summary>The policies of one run of a planner: its solver is its own, so that nobody's plan waits for it, and ends with it.</summary>
internal sealed class RunPolicies(int threads) : IRunPolicies
{
    private readonly PlacementPolicies _policies = new(threads);

    public IPlacementPolicy Of(PlacementPolicyKind kind)
    {
        try
        {
            return _policies.Of(kind);
        }
        catch (SolverUnavailableException e)
        {
            throw new PolicyUnavailableException($"The optimiser needs its solver: {e.Message}", e);
        }
    }

    public ValueTask DisposeAsync() => _policies.DisposeAsync();
}

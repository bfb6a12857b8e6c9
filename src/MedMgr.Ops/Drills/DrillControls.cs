using MedMgr.Ops.Optimising;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Drills;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Drills;

/// <summary>What the same patients, injects and house come to under the policies of the simulator: the greedy one beside the drill as it goes, the optimiser's at its end.</summary>
internal sealed class DrillControls : IAsyncDisposable
{
    private readonly DrillOrder _order;
    private readonly PlacementPolicies _policies = new(solvers: 1);
    private readonly DrillRun _greedy;

    /// <exception cref="SolverUnavailableException">The optimiser is to decide in the drill, and no solver is installed.</exception>
    public DrillControls(DrillOrder order)
    {
        _order = order;
        Decider = order.Policy is { } policy ? _policies.Of(policy) : null;
        _greedy = new DrillRun(order.Plan, new GreedyPlacement(), order.Injects);
    }

    /// <summary>Who decides in the drill; null: people.</summary>
    public IPlacementPolicy? Decider { get; }

    public void Await(TimedInject inject) => _greedy.Await(inject);

    /// <summary>Goes on to this moment, which may not lie before the last one.</summary>
    public DrillFigures GreedyAt(DateTimeOffset moment)
    {
        _greedy.AdvanceTo(moment);
        return _greedy.Figures();
    }

    /// <returns>The control run by the optimiser up to the end of the drill; without a solver, why there is none.</returns>
    public async Task<(Control? Control, string? WhyNot)> Optimiser(DateTimeOffset end, IReadOnlyCollection<TimedInject> injects, CancellationToken cancellationToken)
    {
        try
        {
            var optimiser = new DrillRun(_order.Plan, _policies.Of(PlacementPolicyKind.Optimiser), injects);
            await Task.Run(() => optimiser.AdvanceTo(end), cancellationToken);
            return (new Control("optimiser", optimiser.Figures()), null);
        }
        catch (SolverUnavailableException e)
        {
            return (null, e.Message);
        }
    }

    public ValueTask DisposeAsync() => _policies.DisposeAsync();
}

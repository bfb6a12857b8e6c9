using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital;

/// <summary>Runs a scenario.</summary>
public static class HospitalSimulation
{
    /// <summary>Runs replications 0 to <paramref name="replications"/> - 1. The same arguments give the same bits for any number of threads.</summary>
    /// <param name="replications">At least one.</param>
    /// <param name="progress">Told the number of replications done; possibly from several threads.</param>
    /// <param name="policy">Who gets which bed; null for <see cref="GreedyPlacement"/>.</param>
    public static RunResult Run(
        Scenario scenario, int replications, ulong seed, int threads = 1, IPlacementPolicy? policy = null, IProgress<int>? progress = null,
        CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(scenario.Id);

    /// <summary>One replication as the events of a log, warm-up included: the hospital's definition first, then everything that happened.</summary>
    public static Recording Record(Scenario scenario, ulong seed, int replication = 0, IPlacementPolicy? policy = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(scenario.Id);
}

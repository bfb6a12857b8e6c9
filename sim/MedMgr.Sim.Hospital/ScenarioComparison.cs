using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital;

/// <summary>Runs two scenarios on the same chance and judges their differences.</summary>
public static class ScenarioComparison
{
    public static ComparisonResult Run(
        Scenario first, Scenario second, int replications, ulong seed, int threads = 1, IProgress<int>? progress = null,
        CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(first.Id);
}

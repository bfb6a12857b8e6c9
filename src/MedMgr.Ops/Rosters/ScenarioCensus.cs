using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Rosters;

/// <summary>Patients of a unit as a scenario brings them.</summary>
internal static class ScenarioCensus
{
    public const int ReplicationsDefault = 60;

    /// <exception cref="ArgumentException">The scenario brings patients whom no unit of the house takes.</exception>
    public static UnitCensus Of(
        Scenario scenario, HospitalDefinition hospital, UnitId unit, DateOnly from, int days, int replications, ulong seed, int threads,
        IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var missing = scenario.Groups.FirstOrDefault(g => !hospital.Units.Any(u => u.Accepts.Contains(g.Level)));
        if (missing is not null)
        {
            throw new ArgumentException($"{hospital.Name} has no unit for the group {missing.Id} ({missing.Level} care) of scenario {scenario.Id}: name a scenario of its own with --scenario.");
        }

        var (courses, begins) = CensusForecast.OfScenario(scenario with { Hospital = hospital }, unit, from, days, replications, seed, threads, progress, cancellationToken);
        var source = string.Create(
            CultureInfo.InvariantCulture,
            $"simulated: scenario {scenario.Id}, {replications} replications, seed {seed}; its days from {begins:yyyy-MM-dd} stand for those from {from:yyyy-MM-dd}");
        return new UnitCensus(source, from, courses);
    }
}

using MedMgr.Sim.Engine.Experiments;
using MedMgr.Sim.Hospital.Model;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital;

/// <summary>Runs a scenario.</summary>
public static class HospitalSimulation
{
    private const int HourlyCurvesUpToDays = 10;
    private const int HoursBetweenLooks = 4;

    /// <summary>Runs replications 0 to <paramref name="replications"/> - 1. The same arguments give the same bits for any number of threads.</summary>
    /// <param name="replications">At least one.</param>
    /// <param name="policy">Who gets which bed; null for <see cref="GreedyPlacement"/>, where the scenario asks for no other.</param>
    /// <param name="progress">Told the number of replications done; possibly from several threads.</param>
    public static RunResult Run(
        Scenario scenario, int replications, ulong seed, int threads = 1, IPlacementPolicy? policy = null, IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 1);
        var plan = Plan(scenario);
        var outcomes = Outcomes(plan, replications, seed, threads, policy, progress, cancellationToken);
        return ResultMaker.Run(plan, outcomes, seed);
    }

    /// <summary>One replication as the events of a log, warm-up included: the hospital's definition first, then everything that happened.</summary>
    /// <exception cref="InvalidOperationException">The run did something that Domain's rules refuse: a fault of the simulation, told with the rule's words.</exception>
    public static Recording Record(Scenario scenario, ulong seed, int replication = 0, IPlacementPolicy? policy = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var plan = Plan(scenario);
        var witness = new DomainWitness(scenario.Hospital, "S");
        Witnessed(plan, seed, replication, policy, witness);
        return new Recording(scenario.Id, scenario.Title, seed, replication, scenario.Hospital, plan.Clock.At(plan.Counted), witness.Steps);
    }

    internal static RunOutcome Witnessed(Blueprint plan, ulong seed, int replication, IPlacementPolicy? policy, DomainWitness witness)
    {
        var run = new HospitalRun(plan, seed, replication, PolicyOf(plan, policy), witness);
        witness.Begin(run, plan.Clock.At(plan.From));
        return run.Run();
    }

    internal static RunOutcome[] Outcomes(
        Blueprint plan, int replications, ulong seed, int threads, IPlacementPolicy? policy, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var chosen = PolicyOf(plan, policy);
        return Replications.Run(
            replications, replication => new HospitalRun(plan, seed, replication, chosen, witness: null, cancellationToken).Run(), threads, progress, cancellationToken);
    }

    /// <param name="hoursBetweenLooks">Null: every hour for a few days, less often for a season.</param>
    internal static Blueprint Plan(Scenario scenario, int? hoursBetweenLooks = null)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(scenario.Hospital.TimeZone);
        var begin = Midnight(zone, scenario.Start.AddDays(-scenario.WarmUpDays));
        var (counted, end) = (Midnight(zone, scenario.Start), Midnight(zone, scenario.Start.AddDays(scenario.Days)));
        var every = hoursBetweenLooks ?? (scenario.Days <= HourlyCurvesUpToDays ? 1 : HoursBetweenLooks);
        return new Blueprint(scenario, scenario.Hospital, begin, 0.0, (counted - begin).TotalHours, (int)(end - begin).TotalHours, every, [], []);
    }

    internal static IPlacementPolicy PolicyOf(Blueprint plan, IPlacementPolicy? policy) => (policy, plan.Scenario.Placement.Policy) switch
    {
        ({ } brought, _) => brought,
        (null, PlacementPolicyKind.Greedy) => new GreedyPlacement(),
        (null, var asked) => throw new ArgumentException($"Scenario {plan.Scenario.Id} asks for the placement policy {asked}, which whoever runs it must bring.", nameof(policy)),
    };

    internal static DateTimeOffset Midnight(TimeZoneInfo zone, DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddHours(1);
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}

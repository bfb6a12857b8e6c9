using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Sim.Hospital.Results;

/// <summary>What a scenario's replications found, after the warm-up.</summary>
/// <param name="Scenario">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Start">The first moment that counts: the warm-up ends here.</param>
/// <param name="Hours">How long was measured.</param>
/// <param name="Times">Of the series; each a moment at which the state was looked at.</param>
public sealed record RunResult(
    string Scenario,
    string Title,
    ulong Seed,
    int Replications,
    DateTimeOffset Start,
    double Hours,
    ImmutableArray<Measure> Measures,
    ImmutableArray<UnitMeasures> ByUnit,
    ImmutableArray<DateTimeOffset> Times,
    ImmutableArray<Series> Series)
{
    /// <exception cref="KeyNotFoundException">No measure has this name.</exception>
    public Measure this[string measure] => Measures.FirstOrDefault(m => m.Name == measure) ?? throw new KeyNotFoundException($"No measure {measure}.");

    /// <summary>The measures as the first replications alone have them. Curves are of all: their percentiles can not be taken apart.</summary>
    /// <param name="replications">From 1 to as many as there are.</param>
    public RunResult OfFirst(int replications)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(replications, Replications);
        return this with
        {
            Replications = replications,
            Measures = [.. Measures.Select(m => m.OfFirst(replications))],
            ByUnit = [.. ByUnit.Select(u => u with { Measures = [.. u.Measures.Select(m => m.OfFirst(replications))] })],
        };
    }
}

/// <summary>What the next hours may bring, from the board of now.</summary>
/// <param name="From">The moment of the board.</param>
/// <param name="Times">From + 1 h, From + 2 h, ... to the horizon.</param>
/// <param name="Units">In the order of the definition.</param>
/// <param name="Boarders">Patients in the ED or PACU for whom a bed is requested.</param>
/// <param name="Nedocs">The crowding score.</param>
public sealed record ForecastResult(
    string Hospital,
    DateTimeOffset From,
    int Hours,
    ulong Seed,
    int Replications,
    ImmutableArray<DateTimeOffset> Times,
    ImmutableArray<UnitForecast> Units,
    Series Occupied,
    Series Boarders,
    Series Nedocs);

/// <param name="Beds">Physical beds, surge beds included.</param>
/// <param name="Occupied">Occupied beds by hour.</param>
/// <param name="StaffedCapacity">Mean patients that the nurses on duty may care for, by hour.</param>
/// <param name="BreachProbability">By hour: share of replications in which patients and claims exceed the staffed capacity.</param>
/// <param name="BreachWithinHorizon">Share of replications with a breach at any of the times.</param>
public sealed record UnitForecast(
    string Unit,
    string Name,
    int Beds,
    Series Occupied,
    ImmutableArray<double> StaffedCapacity,
    ImmutableArray<double> BreachProbability,
    double BreachWithinHorizon);

/// <summary>Two scenarios that met the same patients, replication by replication.</summary>
/// <param name="Differences">Second minus first, of every measure that both have, in the order of the first.</param>
/// <param name="Says">The result in plain sentences, the most important difference first.</param>
public sealed record ComparisonResult(RunResult First, RunResult Second, ImmutableArray<MeasureDifference> Differences, ImmutableArray<string> Says);

/// <param name="Paired">Of the paired differences, with an interval that holds for all measures together (Bonferroni, 95 %).</param>
public sealed record MeasureDifference(string Name, string Unit, string Says, double FirstMean, double SecondMean, Engine.Experiments.Comparison Paired);

/// <summary>One event of a recorded replication, ready for the log.</summary>
/// <param name="Transaction">Events of one number are one append; counts up from 1.</param>
/// <param name="Stream">As <see cref="MedMgr.Ops.Domain.Log.Streams"/> names it.</param>
/// <param name="Version">Place in its stream, from 1.</param>
/// <param name="Event">Of one of the families of EventNames; name and JSON by EventNames.NameOf and ToJson.</param>
public sealed record RecordedStep(long Position, long Transaction, DateTimeOffset At, string Stream, long Version, object Event);

/// <summary>One replication as the events of a log: begins with the hospital's definition.</summary>
/// <param name="Title">The scenario's.</param>
/// <param name="From">The first moment that counts: the warm-up ends here.</param>
/// <param name="Steps">In the order of time.</param>
public sealed record Recording(
    string Scenario, string Title, ulong Seed, int Replication, HospitalDefinition Hospital, DateTimeOffset From, ImmutableArray<RecordedStep> Steps);

using System.Collections.Immutable;
using MedMgr.Sim.Engine.Experiments;

namespace MedMgr.Sim.Hospital.Results;

/// <summary>One figure of a run, as every replication found it.</summary>
/// <param name="Name">Stable, dotted: "boarding.mean", "cost.total".</param>
/// <param name="Unit">"patients", "hours", "%", "USD", "points", "pieces", "nurse-hours", "minutes", "bed-days", "shifts".</param>
/// <param name="Says">The figure in one sentence, as a report prints it.</param>
/// <param name="PerReplication">In the order of replications; never NaN.</param>
/// <param name="Estimate">Mean with Student's 95 % interval; the half-width is infinite with one replication.</param>
public sealed record Measure(string Name, string Unit, string Says, ImmutableArray<double> PerReplication, Estimate Estimate)
{
    internal Measure OfFirst(int replications)
    {
        var first = PerReplication[..replications];
        return this with { PerReplication = first, Estimate = Estimate.Of(first) };
    }
}

/// <param name="Unit">The unit's id.</param>
/// <param name="Name">As people say it.</param>
/// <param name="Measures">The same names for every unit.</param>
public sealed record UnitMeasures(string Unit, string Name, ImmutableArray<Measure> Measures);

/// <summary>A curve over time with its fan: the same times for every series of a result.</summary>
/// <param name="Name">"boarding", "nedocs", "census", "occupied/ICU", "staffedCapacity/ICU", ...</param>
/// <param name="Unit">Of the values.</param>
/// <param name="Mean">Over replications, one for each time.</param>
/// <param name="P5">5 % of replications lie at or below.</param>
public sealed record Series(
    string Name,
    string Unit,
    ImmutableArray<double> Mean,
    ImmutableArray<double> P5,
    ImmutableArray<double> P25,
    ImmutableArray<double> P50,
    ImmutableArray<double> P75,
    ImmutableArray<double> P95);

using System.Collections.Immutable;
using MedMgr.Sim.Engine.Experiments;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Sim.Reports.Tests;

/// <summary>Small results made by hand.</summary>
internal static class Runs
{
    public static readonly DateTimeOffset Start = new(2025, 1, 13, 0, 0, 0, TimeSpan.FromHours(-8));

    public static RunResult Small(params double[] boarding) => new(
        "small", "A small <week> & more", 7, boarding.Length, Start, 48,
        [Measure("boarding.mean", "patients", "Mean number boarding", boarding), Measure("cost.total", "USD", "Cost: all of it", [.. boarding.Select(b => 1e6 * b)])],
        [new UnitMeasures("ICU", "Intensive Care", [Measure("occupied.mean", "patients", "Mean occupied beds", boarding)])],
        [.. Enumerable.Range(0, 49).Select(h => Start.AddHours(h))],
        [Fan("boarding", "patients", 10), Fan("nedocs", "points", 150), Fan("occupied/ICU", "patients", 20), Fan("staffedCapacity/ICU", "patients", 24)]);

    public static Measure Measure(string name, string unit, string says, params double[] values) => new(name, unit, says, [.. values], Estimate.Of(values));

    public static Series Fan(string name, string unit, double level)
    {
        ImmutableArray<double> At(double factor) => [.. Enumerable.Range(0, 49).Select(h => factor * (level + h))];
        return new Series(name, unit, At(1.01), At(0.5), At(0.8), At(1.0), At(1.2), At(1.5));
    }
}

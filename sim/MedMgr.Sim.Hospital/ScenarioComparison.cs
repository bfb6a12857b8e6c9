using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Sim.Engine.Experiments;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital;

/// <summary>Runs two scenarios on the same chance and judges their differences.</summary>
public static class ScenarioComparison
{
    private const double Together = 0.95;
    private const int SentencesMax = 8;

    /// <summary>What a planner asks about first.</summary>
    private static readonly ImmutableArray<string> Headlines =
    [
        "boarding.mean", "boarding.over4h", "placement.outliers", "ed.waitForBed", "ed.leftUnseen", "nedocs.hoursOvercrowded", "diversion.hours", "electives.cancelled", "staffing.gapHours",
        "occupancy.mean", "cost.total", "deaths",
    ];

    /// <param name="progress">Told how many replications of both are done, up to twice the number.</param>
    /// <param name="policies">Who gets which bed, for each of the two; null for <see cref="GreedyPlacement"/>.</param>
    public static ComparisonResult Run(
        Scenario first, Scenario second, int replications, ulong seed, int threads = 1, IProgress<int>? progress = null,
        (IPlacementPolicy? First, IPlacementPolicy? Second) policies = default, CancellationToken cancellationToken = default)
    {
        var a = HospitalSimulation.Run(first, replications, seed, threads, policies.First, progress, cancellationToken);
        var later = progress is null ? null : new Shifted(progress, replications);
        return Of(a, HospitalSimulation.Run(second, replications, seed, threads, policies.Second, later, cancellationToken));
    }

    /// <summary>Judges two results of the same seed and as many replications.</summary>
    public static ComparisonResult Of(RunResult first, RunResult second)
    {
        if (first.Seed != second.Seed || first.Replications != second.Replications)
        {
            throw new ArgumentException("Only runs of one seed and as many replications met the same patients.", nameof(second));
        }

        var confidence = Simultaneous.Bonferroni(Together, first.Measures.Length);
        ImmutableArray<MeasureDifference> differences =
        [
            .. first.Measures.Select(m => new MeasureDifference(
                m.Name, m.Unit, m.Says, m.Estimate.Mean, second[m.Name].Estimate.Mean, Comparison.Paired(m.PerReplication, second[m.Name].PerReplication, confidence))),
        ];
        return new ComparisonResult(first, second, differences, Sentences(first, second, differences));
    }

    private static ImmutableArray<string> Sentences(RunResult first, RunResult second, ImmutableArray<MeasureDifference> differences)
    {
        var decided = Headlines.Select(name => differences.First(d => d.Name == name)).Where(d => d.Paired.IsDecided).Take(SentencesMax).ToList();
        return decided.Count == 0
            ? [$"\"{second.Title}\" and \"{first.Title}\" can not be told apart in {first.Replications} replications."]
            : [.. decided.Select(d => Sentence(second, d))];
    }

    private static string Sentence(RunResult second, MeasureDifference d)
    {
        var (size, low, high) = (Math.Abs(d.Paired.Difference.Mean), d.Paired.Difference.Low, d.Paired.Difference.High);
        var (from, to) = d.Paired.Difference.Mean < 0 ? (-high, -low) : (low, high);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{d.Says}: {size:0.##} {d.Unit} {(d.Paired.Difference.Mean < 0 ? "less" : "more")} with \"{second.Title}\" ({from:0.##} to {to:0.##}; {d.FirstMean:0.##} before, {d.SecondMean:0.##} with it).");
    }

    private sealed class Shifted(IProgress<int> inner, int by) : IProgress<int>
    {
        public void Report(int value) => inner.Report(value + by);
    }
}

using System.Collections.Immutable;
using MedMgr.Sim.Engine.Experiments;

namespace MedMgr.Sim.Hospital.Validation;

/// <summary>Holds the engine and the hospital's models against exact theory and published tables.</summary>
public static class ValidationSuite
{
    /// <summary>Fixed before the first run; no other was ever tried.</summary>
    public const ulong Seed = 20_260_101;

    /// <summary>An interval wider than this share of the value to either side proves too little.</summary>
    public const double RelativeHalfWidthMax = 0.02;

    /// <summary>Of all intervals together (Bonferroni).</summary>
    public const double Confidence = 0.95;

    /// <summary>The same arguments give the same bits for any number of threads.</summary>
    /// <param name="effort">Above 0; 1 is the whole length of the runs. Below 1 intervals are wider, and the width asked for grows with them.</param>
    /// <param name="progress">Told the share that is done, 0 to 1; possibly from several threads.</param>
    public static ImmutableArray<ValidationCase> Run(int threads = 1, double effort = 1.0, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(effort);
        var experiments = Experiments.All(Seed, effort);
        var confidence = Simultaneous.Bonferroni(Confidence, experiments.Sum(e => e.Questions.Length));
        var widthMax = RelativeHalfWidthMax * Math.Max(1.0, 1.0 / Math.Sqrt(effort));
        var cases = ImmutableArray.CreateBuilder<ValidationCase>();
        for (var i = 0; i < experiments.Length; i++)
        {
            var (begin, experiment) = (i, experiments[i]);
            var share = progress is null ? null : new Share(progress, begin, experiment.Replications, experiments.Length);
            cases.AddRange(Judge(experiment, threads, confidence, widthMax, share, cancellationToken));
        }

        return [.. cases, .. ChimeCases.All()];
    }

    internal static IEnumerable<ValidationCase> Judge(
        Experiment experiment, int threads, double confidence, double widthMax, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        var runs = Replications.Run(experiment.Replications, experiment.Replicate, threads, progress, cancellationToken);
        foreach (var question in experiment.Questions)
        {
            var estimate = question.Estimate(runs, confidence);
            var narrow = experiment.Evidence != Evidence.Exact || estimate.HalfWidth <= widthMax * Math.Abs(question.Theory);
            yield return new ValidationCase(
                question.Case, experiment.Model, experiment.Evidence, experiment.Source, question.Theory, estimate.Mean, estimate.Low, estimate.High,
                experiment.Replications, estimate.Contains(question.Theory) && narrow);
        }
    }

    private sealed class Share(IProgress<double> whole, int experiment, int replications, int experiments) : IProgress<int>
    {
        public void Report(int value) => whole.Report((experiment + ((double)value / replications)) / experiments);
    }
}

using System.Collections.Immutable;
using MedMgr.Sim.Engine.Experiments;

namespace MedMgr.Sim.Hospital.Validation;

/// <summary>A model, how often it is run, and what is asked of it.</summary>
/// <param name="Replicate">One replication; the results in an order that the questions know.</param>
internal sealed record Experiment(string Model, string Source, Evidence Evidence, int Replications, Func<int, double[]> Replicate, ImmutableArray<Question> Questions);

/// <param name="Estimate">The interval from the results of all replications.</param>
internal sealed record Question(string Case, double Theory, Func<double[][], double, Estimate> Estimate)
{
    /// <summary>The mean of one result over replications.</summary>
    public static Question Mean(string @case, double theory, int result) =>
        new(@case, theory, (runs, confidence) => Engine.Experiments.Estimate.Of([.. runs.Select(r => r[result])], confidence));

    /// <summary>The ratio of two results, each averaged over replications first.</summary>
    public static Question Ratio(string @case, double theory, int top, int bottom) =>
        new(@case, theory, (runs, confidence) => Engine.Experiments.Estimate.OfRatio([.. runs.Select(r => r[top])], [.. runs.Select(r => r[bottom])], confidence));

    /// <summary>Where the mean of a published table of few replications may lie, by the spread of ours.</summary>
    public static Question PublishedMean(string @case, double published, int publishedReplications, int result) => new(@case, published, (runs, confidence) =>
    {
        var ours = Engine.Experiments.Estimate.Of([.. runs.Select(r => r[result])], confidence);
        return ours with { HalfWidth = ours.HalfWidth * Math.Sqrt(1.0 + ((double)runs.Length / publishedReplications)) };
    });
}

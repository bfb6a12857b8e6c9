using MedMgr.Sim.Engine.Numerics;

namespace MedMgr.Sim.Engine.Experiments;

/// <summary>A mean with its confidence interval.</summary>
/// <param name="Mean">Average of the observations.</param>
/// <param name="HalfWidth">Positive infinity when one observation is all there is.</param>
/// <param name="Confidence">The chance with which an interval so made covers the true mean, for example 0.95.</param>
/// <param name="Count">Independent observations (replications).</param>
/// <param name="StandardDeviation">Of one observation; not a number below two.</param>
public readonly record struct Estimate(double Mean, double HalfWidth, double Confidence, int Count, double StandardDeviation)
{
    public double Low => Mean - HalfWidth;

    public double High => Mean + HalfWidth;

    /// <summary>Half the interval as a share of the mean; positive infinity around zero.</summary>
    public double RelativeHalfWidth => Mean == 0.0 ? (HalfWidth == 0.0 ? 0.0 : double.PositiveInfinity) : HalfWidth / Math.Abs(Mean);

    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>Student's t interval from independent observations, at least one.</summary>
    public static Estimate Of(IReadOnlyList<double> observations, double confidence = 0.95)
    {
        SpecialFunctions.RequireProbability(confidence);
        if (observations.Count == 0)
        {
            throw new ArgumentException("An estimate needs at least one observation.", nameof(observations));
        }

        var tally = new Statistics.Tally();
        foreach (var observation in observations)
        {
            tally.Record(observation);
        }

        var n = observations.Count;
        var halfWidth = n == 1
            ? double.PositiveInfinity
            : StudentT.Quantile(0.5 + (0.5 * confidence), n - 1) * tally.StandardDeviation / Math.Sqrt(n);
        return new Estimate(tally.Mean, halfWidth, confidence, n, tally.StandardDeviation);
    }

    /// <summary>Interval for the ratio of two means from pairs (total wait, customers) by the delta method.</summary>
    public static Estimate OfRatio(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators, double confidence = 0.95)
    {
        if (numerators.Count != denominators.Count)
        {
            throw new ArgumentException($"Pairs are needed: there are {numerators.Count} numerators and {denominators.Count} denominators.", nameof(denominators));
        }

        var (top, bottom) = (numerators.Average(), denominators.Average());
        var ratio = top / bottom;
        var residuals = Of([.. numerators.Zip(denominators, (a, b) => (a - (ratio * b)) / bottom)], confidence);
        return residuals with { Mean = ratio };
    }
}

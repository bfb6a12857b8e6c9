namespace MedMgr.Sim.Engine.Experiments;

/// <summary>Two alternatives judged on the same chance, replication by replication.</summary>
/// <param name="Difference">Second minus first, with its interval.</param>
/// <param name="Correlation">Between the two over replications; the nearer to 1, the more common random numbers helped. Not a number if either never varied.</param>
public readonly record struct Comparison(Estimate Difference, double Correlation)
{
    /// <summary>True if the interval excludes zero: the data tell the two apart at this confidence.</summary>
    public bool IsDecided => !Difference.Contains(0.0);

    /// <summary>How many times wider the variance of the difference would have been with independent runs.</summary>
    public double VarianceReduction { get; init; }

    /// <param name="first">Result of each replication of the first alternative.</param>
    /// <param name="second">Of the second, in the same order of replications.</param>
    /// <param name="confidence">Of the interval.</param>
    public static Comparison Paired(IReadOnlyList<double> first, IReadOnlyList<double> second, double confidence = 0.95)
    {
        if (first.Count != second.Count)
        {
            throw new ArgumentException($"Replications are compared in pairs: there are {first.Count} and {second.Count}.", nameof(second));
        }

        var difference = Estimate.Of([.. second.Zip(first, (b, a) => b - a)], confidence);
        var (a, b) = (Estimate.Of(first, confidence), Estimate.Of(second, confidence));
        var covariance = first.Zip(second, (x, y) => (x - a.Mean) * (y - b.Mean)).Sum() / (first.Count - 1);
        var variances = (a.StandardDeviation * a.StandardDeviation) + (b.StandardDeviation * b.StandardDeviation);
        return new Comparison(difference, covariance / (a.StandardDeviation * b.StandardDeviation))
        {
            VarianceReduction = variances / (difference.StandardDeviation * difference.StandardDeviation),
        };
    }

    /// <summary>Interval for one mean from antithetic pairs: each pair's average is one observation.</summary>
    /// <param name="plain">Results under <see cref="Randomness.Sampling.Inversion"/>.</param>
    /// <param name="mirrored">Results of the same replications under <see cref="Randomness.Sampling.Antithetic"/>.</param>
    /// <param name="confidence">Of the interval.</param>
    public static Estimate AntitheticPairs(IReadOnlyList<double> plain, IReadOnlyList<double> mirrored, double confidence = 0.95)
    {
        if (plain.Count != mirrored.Count)
        {
            throw new ArgumentException($"Each run needs its mirror image: there are {plain.Count} and {mirrored.Count}.", nameof(mirrored));
        }

        return Estimate.Of([.. plain.Zip(mirrored, (a, b) => 0.5 * (a + b))], confidence);
    }
}

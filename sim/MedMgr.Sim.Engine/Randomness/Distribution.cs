using MedMgr.Sim.Engine.Numerics;

namespace MedMgr.Sim.Engine.Randomness;

/// <summary>A distribution as a value: what a scenario file names and a model samples.</summary>
/// <remarks>Immutable and free of state: safe to share between replications on many threads. Parameters are checked where it is made.</remarks>
public abstract class Distribution
{
    /// <summary>The exact mean.</summary>
    public abstract double Mean { get; }

    /// <summary>The exact variance.</summary>
    public abstract double Variance { get; }

    /// <summary>The next variate from this stream.</summary>
    public abstract double Sample(RandomStream stream);

    /// <summary>Always this value.</summary>
    public static Distribution Constant(double value) => new ConstantDistribution(Finite(value, nameof(value)));

    public static Distribution Exponential(double mean) => new ExponentialDistribution(Positive(mean, nameof(mean)));

    public static Distribution Uniform(double low, double high) =>
        new UniformDistribution(Finite(low, nameof(low)), Above(low, high, nameof(high)));

    /// <remarks>May be negative: not for durations.</remarks>
    public static Distribution Normal(double mean, double standardDeviation) =>
        new NormalDistribution(Finite(mean, nameof(mean)), Positive(standardDeviation, nameof(standardDeviation)));

    /// <summary>Lognormal given by the mean and standard deviation of the variate itself (not of its logarithm).</summary>
    public static Distribution LogNormal(double mean, double standardDeviation) =>
        new LogNormalDistribution(Positive(mean, nameof(mean)), Positive(standardDeviation, nameof(standardDeviation)));

    /// <summary>Gamma given by shape and scale.</summary>
    public static Distribution Gamma(double shape, double scale) => new GammaDistribution(Positive(shape, nameof(shape)), Positive(scale, nameof(scale)));

    /// <summary>Gamma given by mean and standard deviation.</summary>
    public static Distribution GammaByMean(double mean, double standardDeviation)
    {
        var variance = Positive(standardDeviation, nameof(standardDeviation)) * standardDeviation;
        return Gamma(Positive(mean, nameof(mean)) * mean / variance, variance / mean);
    }

    /// <summary>Weibull given by shape and scale.</summary>
    public static Distribution Weibull(double shape, double scale) => new WeibullDistribution(Positive(shape, nameof(shape)), Positive(scale, nameof(scale)));

    /// <summary>Weibull given by shape and mean.</summary>
    public static Distribution WeibullByMean(double shape, double mean) =>
        Weibull(shape, Positive(mean, nameof(mean)) / WeibullDistribution.MeanAtScaleOne(Positive(shape, nameof(shape))));

    public static Distribution Triangular(double low, double mode, double high)
    {
        Above(low, high, nameof(high));
        return mode >= low && mode <= high
            ? new TriangularDistribution(low, mode, high)
            : throw new ArgumentOutOfRangeException(nameof(mode), mode, $"The mode lies between {Portable.Text(low)} and {Portable.Text(high)}.");
    }

    /// <summary>A whole number of independent rare events.</summary>
    public static Distribution Poisson(double mean) => new PoissonDistribution(Positive(mean, nameof(mean)));

    /// <summary>1 with this probability, otherwise 0.</summary>
    public static Distribution Bernoulli(double probability) => probability is >= 0.0 and <= 1.0
        ? new BernoulliDistribution(probability)
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");

    /// <summary>One of these values, each with a chance in proportion to its weight.</summary>
    public static Distribution Discrete(IReadOnlyList<double> values, IReadOnlyList<double> weights) => new DiscreteDistribution(values, weights);

    /// <summary>Continuous and piecewise linear: the chance of a value of at most <paramref name="values"/>[i] is <paramref name="cumulative"/>[i].</summary>
    /// <param name="values">Strictly rising.</param>
    /// <param name="cumulative">Rising from 0 to 1.</param>
    public static Distribution Piecewise(IReadOnlyList<double> values, IReadOnlyList<double> cumulative) => new PiecewiseDistribution(values, cumulative);

    private static double Finite(double value, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "A finite number is needed.");

    private static double Positive(double value, string name) =>
        value > 0.0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "A positive number is needed.");

    private static double Above(double low, double high, string name) =>
        high > low && double.IsFinite(high) ? high : throw new ArgumentOutOfRangeException(name, high, $"A number above {Portable.Text(low)} is needed.");
}

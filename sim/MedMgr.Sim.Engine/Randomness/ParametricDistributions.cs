using MedMgr.Sim.Engine.Numerics;

namespace MedMgr.Sim.Engine.Randomness;

internal sealed class ConstantDistribution(double value) : Distribution
{
    public override double Mean => value;

    public override double Variance => 0.0;

    public override double Sample(RandomStream stream) => value;
}

internal sealed class ExponentialDistribution(double mean) : Distribution
{
    public override double Mean => mean;

    public override double Variance => mean * mean;

    public override double Sample(RandomStream stream) => stream.Exponential(mean);
}

internal sealed class UniformDistribution(double low, double high) : Distribution
{
    public override double Mean => 0.5 * (low + high);

    public override double Variance => (high - low) * (high - low) / 12.0;

    public override double Sample(RandomStream stream) => stream.Uniform(low, high);
}

internal sealed class NormalDistribution(double mean, double standardDeviation) : Distribution
{
    public override double Mean => mean;

    public override double Variance => standardDeviation * standardDeviation;

    public override double Sample(RandomStream stream) => stream.Gaussian(mean, standardDeviation);
}

internal sealed class LogNormalDistribution : Distribution
{
    private readonly double _meanOfLog;
    private readonly double _deviationOfLog;

    public LogNormalDistribution(double mean, double standardDeviation)
    {
        Mean = mean;
        Variance = standardDeviation * standardDeviation;
        var varianceOfLog = Portable.Log(1.0 + (Variance / (mean * mean)));
        _deviationOfLog = Math.Sqrt(varianceOfLog);
        _meanOfLog = Portable.Log(mean) - (0.5 * varianceOfLog);
    }

    public override double Mean { get; }

    public override double Variance { get; }

    public override double Sample(RandomStream stream) => stream.LogNormal(_meanOfLog, _deviationOfLog);
}

internal sealed class GammaDistribution(double shape, double scale) : Distribution
{
    public override double Mean => shape * scale;

    public override double Variance => shape * scale * scale;

    public override double Sample(RandomStream stream) => stream.Gamma(shape, scale);
}

internal sealed class WeibullDistribution(double shape, double scale) : Distribution
{
    public override double Mean => scale * MeanAtScaleOne(shape);

    public override double Variance
    {
        get
        {
            var mean = MeanAtScaleOne(shape);
            return scale * scale * (Portable.Exp(SpecialFunctions.LogGamma(1.0 + (2.0 / shape))) - (mean * mean));
        }
    }

    public static double MeanAtScaleOne(double shape) => Portable.Exp(SpecialFunctions.LogGamma(1.0 + (1.0 / shape)));

    public override double Sample(RandomStream stream) => stream.Weibull(shape, scale);
}

internal sealed class TriangularDistribution(double low, double mode, double high) : Distribution
{
    public override double Mean => (low + mode + high) / 3.0;

    public override double Variance => ((low * low) + (mode * mode) + (high * high) - (low * mode) - (low * high) - (mode * high)) / 18.0;

    public override double Sample(RandomStream stream) => stream.Triangular(low, mode, high);
}

internal sealed class PoissonDistribution(double mean) : Distribution
{
    public override double Mean => mean;

    public override double Variance => mean;

    public override double Sample(RandomStream stream) => stream.Poisson(mean);
}

internal sealed class BernoulliDistribution(double probability) : Distribution
{
    public override double Mean => probability;

    public override double Variance => probability * (1.0 - probability);

    public override double Sample(RandomStream stream) => stream.Chance(probability) ? 1.0 : 0.0;
}

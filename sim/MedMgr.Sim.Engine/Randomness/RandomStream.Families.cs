using MedMgr.Sim.Engine.Numerics;

namespace MedMgr.Sim.Engine.Randomness;

/// <content>Families built on the uniform, the exponential and the normal.</content>
public sealed partial class RandomStream
{
    /// <summary>Normal with this mean and standard deviation.</summary>
    public double Gaussian(double mean, double standardDeviation) => mean + (standardDeviation * StandardNormal());

    /// <summary>Lognormal whose logarithm has this mean and standard deviation. For the mean of the variate itself use <see cref="Distribution.LogNormal"/>.</summary>
    public double LogNormal(double meanOfLog, double standardDeviationOfLog) => Portable.Exp(meanOfLog + (standardDeviationOfLog * StandardNormal()));

    /// <summary>Weibull; shape 1 is the exponential.</summary>
    public double Weibull(double shape, double scale)
    {
        var standard = Exponential(1.0);
        return scale * (shape == 1.0 ? standard : Portable.Pow(standard, 1.0 / shape));
    }

    /// <summary>Triangular between low and high, densest at mode.</summary>
    public double Triangular(double low, double mode, double high)
    {
        var u = Unit();
        var share = (mode - low) / (high - low);
        return u < share
            ? low + Math.Sqrt(u * (high - low) * (mode - low))
            : high - Math.Sqrt((1.0 - u) * (high - low) * (high - mode));
    }

    /// <summary>Gamma with this shape and scale (mean shape * scale).</summary>
    /// <remarks>Marsaglia and Tsang 2000; below shape 1 with their power of a uniform. Under inversion the exact quantile, some microseconds each.</remarks>
    public double Gamma(double shape, double scale)
    {
        if (_inverting)
        {
            return scale * SpecialFunctions.GammaQuantile(shape, Unit());
        }

        if (shape < 1.0)
        {
            var boost = Portable.Pow(Unit(), 1.0 / shape);
            return Gamma(shape + 1.0, scale) * boost;
        }

        var d = shape - (1.0 / 3.0);
        var c = 1.0 / Math.Sqrt(9.0 * d);
        while (true)
        {
            var x = StandardNormal();
            var v = 1.0 + (c * x);
            if (v <= 0.0)
            {
                continue;
            }

            v = v * v * v;
            var u = Unit();
            if (u < 1.0 - (0.0331 * x * x * x * x) || Portable.Log(u) < (0.5 * x * x) + (d * (1.0 - v + Portable.Log(v))))
            {
                return scale * d * v;
            }
        }
    }

    /// <summary>Poisson count with this mean, 0 to 1e9.</summary>
    /// <remarks>Counting exponentials below mean 10, Hörmann's transformed rejection (PTRS, 1993) above; under inversion the exact quantile.</remarks>
    public int Poisson(double mean)
    {
        if (!(mean >= 0.0 && mean <= 1e9))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "A Poisson mean lies between 0 and 1e9.");
        }

        if (mean == 0.0)
        {
            return 0;
        }

        return _inverting ? PoissonQuantile(mean, Unit()) : mean < 10.0 ? PoissonByCounting(mean) : PoissonByRejection(mean);
    }

    private static int PoissonQuantile(double mean, double u)
    {
        // The smallest k with P(count <= k) >= u, found from the normal guess; P(count <= k) = Q(k + 1, mean).
        var k = (int)Math.Max(0.0, Math.Floor(mean + (Math.Sqrt(mean) * Normal.Quantile(u))));
        while (k > 0 && SpecialFunctions.GammaQ(k, mean) >= u)
        {
            k--;
        }

        while (SpecialFunctions.GammaQ(k + 1.0, mean) < u)
        {
            k++;
        }

        return k;
    }

    private int PoissonByCounting(double mean)
    {
        var count = 0;
        for (var time = Exponential(1.0); time < mean; time += Exponential(1.0))
        {
            count++;
        }

        return count;
    }

    private int PoissonByRejection(double mean)
    {
        var logMean = Portable.Log(mean);
        var b = 0.931 + (2.53 * Math.Sqrt(mean));
        var a = -0.059 + (0.02483 * b);
        var inverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
        var vr = 0.9277 - (3.6224 / (b - 2.0));
        while (true)
        {
            var u = Unit() - 0.5;
            var v = Unit();
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((((2.0 * a / us) + b) * u) + mean + 0.43);
            if (us >= 0.07 && v <= vr)
            {
                return (int)k;
            }

            if (k < 0.0 || (us < 0.013 && v > us))
            {
                continue;
            }

            var logRatio = Portable.Log(v) + Portable.Log(inverseAlpha) - Portable.Log((a / (us * us)) + b);
            if (logRatio <= -mean + (k * logMean) - SpecialFunctions.LogGamma(k + 1.0))
            {
                return (int)k;
            }
        }
    }
}

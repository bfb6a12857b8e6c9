namespace MedMgr.Sim.Engine.Numerics;

/// <summary>The incomplete gamma and beta functions and their relatives, on <see cref="Portable"/> arithmetic.</summary>
/// <remarks>Relative error about 1e-13 in the range that intervals and inversion sampling use. Formulas: NIST DLMF chapters 5, 7 and 8.</remarks>
public static class SpecialFunctions
{
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private const double Tiny = 1e-300;

    /// <summary>ln Gamma(x) for x > 0 (Stirling's series after shifting x above 10).</summary>
    public static double LogGamma(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        var product = 1.0;
        while (x < 10.0)
        {
            product *= x;
            x += 1.0;
        }

        var inverse = 1.0 / x;
        var square = inverse * inverse;
        var series = 1.0 / 156.0;
        series = (series * square) - (691.0 / 360360.0);
        series = (series * square) + (1.0 / 1188.0);
        series = (series * square) - (1.0 / 1680.0);
        series = (series * square) + (1.0 / 1260.0);
        series = (series * square) - (1.0 / 360.0);
        series = (series * square) + (1.0 / 12.0);
        return ((x - 0.5) * Portable.Log(x)) - x + HalfLogTwoPi + (series * inverse) - Portable.Log(product);
    }

    /// <summary>P(shape, x): the chance that a gamma variate of this shape and scale 1 is at most x.</summary>
    public static double GammaP(double shape, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        if (x <= 0.0)
        {
            return 0.0;
        }

        return x < shape + 1.0 ? GammaSeries(shape, x) : 1.0 - GammaFraction(shape, x);
    }

    /// <summary>1 - P(shape, x), accurate where that is small.</summary>
    public static double GammaQ(double shape, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        if (x <= 0.0)
        {
            return 1.0;
        }

        return x < shape + 1.0 ? 1.0 - GammaSeries(shape, x) : GammaFraction(shape, x);
    }

    /// <summary>The x for which P(shape, x) = p.</summary>
    /// <param name="shape">Positive.</param>
    /// <param name="p">Strictly between 0 and 1.</param>
    public static double GammaQuantile(double shape, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        RequireProbability(p);

        // Wilson and Hilferty's cube as the first guess, then bisected Newton steps on the exact function.
        var z = Normal.Quantile(p);
        var cube = 1.0 - (1.0 / (9.0 * shape)) + (z / (3.0 * Math.Sqrt(shape)));
        var x = shape * cube * cube * cube;
        if (!(x > 0.0) || shape < 0.5)
        {
            x = Portable.Exp((Portable.Log(p) + LogGamma(shape + 1.0)) / shape);
        }

        double low = 0.0, high = double.PositiveInfinity;
        for (var step = 0; step < 200; step++)
        {
            var error = GammaP(shape, x) - p;
            if (error > 0.0)
            {
                high = x;
            }
            else
            {
                low = x;
            }

            var density = Portable.Exp(((shape - 1.0) * Portable.Log(x)) - x - LogGamma(shape));
            var next = x - (error / density);
            if (!(next > low && next < high))
            {
                next = double.IsPositiveInfinity(high) ? x * 2.0 : 0.5 * (low + high);
            }

            if (Math.Abs(next - x) <= 1e-14 * x)
            {
                return next;
            }

            x = next;
        }

        return x;
    }

    /// <summary>The regularised incomplete beta function I_x(a, b).</summary>
    public static double Beta(double a, double b, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(a);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(b);
        if (x <= 0.0)
        {
            return 0.0;
        }

        if (x >= 1.0)
        {
            return 1.0;
        }

        var front = Portable.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Portable.Log(x)) + (b * Portable.Log(1.0 - x)));
        return x < (a + 1.0) / (a + b + 2.0)
            ? front * BetaFraction(a, b, x) / a
            : 1.0 - (front * BetaFraction(b, a, 1.0 - x) / b);
    }

    internal static void RequireProbability(double p)
    {
        if (!(p > 0.0 && p < 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability strictly between 0 and 1 is needed.");
        }
    }

    private static double GammaSeries(double shape, double x)
    {
        double term = 1.0 / shape, sum = term, n = shape;
        for (var i = 0; i < 100_000 && Math.Abs(term) > Math.Abs(sum) * 1e-17; i++)
        {
            n += 1.0;
            term *= x / n;
            sum += term;
        }

        return sum * Portable.Exp((shape * Portable.Log(x)) - x - LogGamma(shape));
    }

    private static double GammaFraction(double shape, double x)
    {
        var b = x + 1.0 - shape;
        double c = 1.0 / Tiny, d = 1.0 / b, h = d;
        for (var i = 1; i < 100_000; i++)
        {
            var a = -i * (i - shape);
            b += 2.0;
            d = 1.0 / AwayFromZero((a * d) + b);
            c = AwayFromZero(b + (a / c));
            var factor = d * c;
            h *= factor;
            if (Math.Abs(factor - 1.0) < 1e-16)
            {
                break;
            }
        }

        return h * Portable.Exp((shape * Portable.Log(x)) - x - LogGamma(shape));
    }

    private static double BetaFraction(double a, double b, double x)
    {
        double c = 1.0, d = 1.0 / AwayFromZero(1.0 - ((a + b) * x / (a + 1.0))), h = d;
        for (var m = 1; m < 100_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1.0) * (a + (2 * m)));
            d = 1.0 / AwayFromZero(1.0 + (even * d));
            c = AwayFromZero(1.0 + (even / c));
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1.0));
            d = 1.0 / AwayFromZero(1.0 + (odd * d));
            c = AwayFromZero(1.0 + (odd / c));
            var factor = d * c;
            h *= factor;
            if (Math.Abs(factor - 1.0) < 1e-16)
            {
                break;
            }
        }

        return h;
    }

    private static double AwayFromZero(double x) => Math.Abs(x) < Tiny ? Tiny : x;
}

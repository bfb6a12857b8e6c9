namespace MedMgr.Sim.Engine.Numerics;

/// <summary>Student's t distribution, for confidence intervals.</summary>
public static class StudentT
{
    /// <summary>The chance of a value of at most t.</summary>
    public static double Cdf(double t, double degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degreesOfFreedom);
        var tail = 0.5 * SpecialFunctions.Beta(0.5 * degreesOfFreedom, 0.5, degreesOfFreedom / (degreesOfFreedom + (t * t)));
        return t > 0.0 ? 1.0 - tail : tail;
    }

    /// <summary>The t below which a share p of the distribution lies.</summary>
    /// <param name="p">Strictly between 0 and 1.</param>
    /// <param name="degreesOfFreedom">Positive; may be fractional.</param>
    public static double Quantile(double p, double degreesOfFreedom)
    {
        SpecialFunctions.RequireProbability(p);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degreesOfFreedom);
        if (p == 0.5)
        {
            return 0.0;
        }

        // By symmetry look for the upper tail only: the beta function is accurate there for small tails.
        var tail = p < 0.5 ? p : 1.0 - p;
        double low = 0.0, high = 1.0;
        while (UpperTail(high, degreesOfFreedom) > tail)
        {
            low = high;
            high *= 2.0;
        }

        while (high - low > 1e-14 * high)
        {
            var middle = 0.5 * (low + high);
            if (middle <= low || middle >= high)
            {
                break;
            }

            if (UpperTail(middle, degreesOfFreedom) > tail)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        var t = 0.5 * (low + high);
        return p < 0.5 ? -t : t;
    }

    private static double UpperTail(double t, double degreesOfFreedom) =>
        0.5 * SpecialFunctions.Beta(0.5 * degreesOfFreedom, 0.5, degreesOfFreedom / (degreesOfFreedom + (t * t)));
}

namespace MedMgr.Sim.Engine.Numerics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    private static readonly double[] CentreTop =
    [
        2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
        13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.3871328727963666080,
    ];

    private static readonly double[] CentreBottom =
    [
        5226.4952788528545610, 28729.085735721942674, 39307.895800092710610, 21213.794301586595867,
        5394.1960214247511077, 687.18700749205790830, 42.313330701600911252, 1.0,
    ];

    private static readonly double[] ShoulderTop =
    [
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258,
        3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734,
    ];

    private static readonly double[] ShoulderBottom =
    [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1.0,
    ];

    private static readonly double[] TailTop =
    [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720,
    ];

    private static readonly double[] TailBottom =
    [
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0,
    ];

    /// <summary>The chance of a value of at most z.</summary>
    public static double Cdf(double z)
    {
        var tail = 0.5 * SpecialFunctions.GammaQ(0.5, 0.5 * z * z);
        return z > 0.0 ? 1.0 - tail : tail;
    }

    /// <summary>The z below which a share p of the distribution lies; p strictly between 0 and 1.</summary>
    /// <remarks>Rational approximation of Wichura, algorithm AS 241 (Applied Statistics 37, 1988), relative error about 1e-16.</remarks>
    public static double Quantile(double p)
    {
        SpecialFunctions.RequireProbability(p);
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var centre = 0.180625 - (q * q);
            return q * Polynomial(CentreTop, centre) / Polynomial(CentreBottom, centre);
        }

        var r = Math.Sqrt(-Portable.Log(q < 0.0 ? p : 1.0 - p));
        var z = r <= 5.0
            ? Polynomial(ShoulderTop, r - 1.6) / Polynomial(ShoulderBottom, r - 1.6)
            : Polynomial(TailTop, r - 5.0) / Polynomial(TailBottom, r - 5.0);
        return q < 0.0 ? -z : z;
    }

    private static double Polynomial(double[] highestFirst, double x)
    {
        var value = 0.0;
        foreach (var coefficient in highestFirst)
        {
            value = (value * x) + coefficient;
        }

        return value;
    }
}

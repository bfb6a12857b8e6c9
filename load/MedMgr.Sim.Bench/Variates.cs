using System.Globalization;
using MedMgr.Sim.Engine.Randomness;

namespace MedMgr.Sim.Bench;

/// <summary>Cost of one variate of each family, by either way of sampling.</summary>
internal static class Variates
{
    public static void Measure(int repeats)
    {
        (string Name, Distribution Distribution)[] families =
        [
            ("exponential", Distribution.Exponential(4.0)),
            ("normal", Distribution.Normal(0.0, 1.0)),
            ("lognormal", Distribution.LogNormal(5.0, 3.0)),
            ("gamma", Distribution.Gamma(2.5, 2.0)),
            ("Weibull", Distribution.Weibull(1.5, 2.0)),
            ("Poisson(4)", Distribution.Poisson(4.0)),
            ("Poisson(50)", Distribution.Poisson(50.0)),
            ("discrete of 20", Distribution.Discrete([.. Enumerable.Range(0, 20).Select(i => (double)i)], [.. Enumerable.Range(1, 20).Select(i => (double)i)])),
        ];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CPU time in ns for one variate, best of {repeats} runs"));
        Console.WriteLine("family              fast   inversion");
        foreach (var (name, distribution) in families)
        {
            var fast = Best(distribution, Sampling.Fast, 500_000, repeats);
            var inversion = Best(distribution, Sampling.Inversion, 50_000, repeats);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-15} {fast,8:F1} {inversion,11:F1}"));
        }
    }

    private static double Best(Distribution distribution, Sampling sampling, int count, int repeats)
    {
        var best = double.PositiveInfinity;
        for (var repeat = 0; repeat <= repeats; repeat++)
        {
            var stream = new RandomStream(1, repeat, "bench", sampling);
            var before = Environment.CpuUsage.UserTime;
            var sum = 0.0;
            for (var i = 0; i < count; i++)
            {
                sum += distribution.Sample(stream);
            }

            best = Math.Min(best, (Environment.CpuUsage.UserTime - before).TotalNanoseconds / count);
            if (double.IsNaN(sum))
            {
                throw new InvalidOperationException("A variate was not a number.");
            }
        }

        return best;
    }
}

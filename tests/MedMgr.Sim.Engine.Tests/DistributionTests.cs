using MedMgr.Sim.Engine.Experiments;
using MedMgr.Sim.Engine.Numerics;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Statistics;

namespace MedMgr.Sim.Engine.Tests;

/// <summary>Moments and quantiles of samples against the exact ones, the intervals of each test together at 99.9 %. Seeds were fixed before the first run.</summary>
public sealed class DistributionTests
{
    private static readonly Dictionary<string, (Distribution Distribution, double Mean, double Variance)> Cases = new()
    {
        // Mean and variance from the textbook, not from the class under test.
        ["constant"] = (Distribution.Constant(3.5), 3.5, 0.0),
        ["exponential"] = (Distribution.Exponential(4.0), 4.0, 16.0),
        ["uniform"] = (Distribution.Uniform(2.0, 8.0), 5.0, 3.0),
        ["normal"] = (Distribution.Normal(-1.0, 3.0), -1.0, 9.0),
        ["lognormal by mean and deviation"] = (Distribution.LogNormal(5.0, 3.0), 5.0, 9.0),
        ["gamma"] = (Distribution.Gamma(2.5, 2.0), 5.0, 10.0),
        ["gamma below shape one"] = (Distribution.Gamma(0.4, 5.0), 2.0, 10.0),
        ["gamma by mean and deviation"] = (Distribution.GammaByMean(6.0, 2.0), 6.0, 4.0),
        ["Weibull of shape two"] = (Distribution.Weibull(2.0, 3.0), 1.5 * Math.Sqrt(Math.PI), 9.0 * (1.0 - (Math.PI / 4.0))),
        ["Weibull by mean"] = (Distribution.WeibullByMean(2.0, 10.0), 10.0, 100.0 * ((4.0 / Math.PI) - 1.0)),
        ["triangular"] = (Distribution.Triangular(1.0, 2.0, 6.0), 3.0, (1 + 4 + 36 - 2 - 6 - 12) / 18.0),
        ["Poisson of small mean"] = (Distribution.Poisson(3.2), 3.2, 3.2),
        ["Poisson of large mean"] = (Distribution.Poisson(57.0), 57.0, 57.0),
        ["Bernoulli"] = (Distribution.Bernoulli(0.3), 0.3, 0.21),
        ["discrete"] = (Distribution.Discrete([1.0, 2.0, 10.0, 99.0], [5.0, 3.0, 2.0, 0.0]), 3.1, 0.5 + 1.2 + 20.0 - 9.61),
        ["piecewise"] = (Distribution.Piecewise([0.0, 2.0, 10.0], [0.0, 0.5, 1.0]), 3.5, (0.5 * 4.0 / 3.0) + (0.5 * 124.0 / 3.0) - 12.25),
    };

    public static TheoryData<string, Sampling> Samples()
    {
        var data = new TheoryData<string, Sampling>();
        foreach (var name in Cases.Keys)
        {
            data.Add(name, Sampling.Fast);
            data.Add(name, Sampling.Inversion);
            data.Add(name, Sampling.Antithetic);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_mean_and_variance_agree_with_the_exact_ones(string name, Sampling sampling)
    {
        var (distribution, mean, variance) = Cases[name];
        distribution.Mean.ShouldBe(mean, 1e-12 * Math.Abs(mean));
        distribution.Variance.ShouldBe(variance, 1e-11 * (1.0 + variance));
        if (variance == 0.0)
        {
            distribution.Sample(new RandomStream(11, 0, name, sampling)).ShouldBe(mean);
            return;
        }

        // 48 cases with two intervals each.
        var confidence = Simultaneous.Bonferroni(0.999, 96);
        var stream = new RandomStream(11, 0, name, sampling);
        var means = new double[50];
        var squares = new double[50];
        for (var batch = 0; batch < means.Length; batch++)
        {
            for (var i = 0; i < 800; i++)
            {
                var value = distribution.Sample(stream);
                means[batch] += value / 800;
                squares[batch] += (value - mean) * (value - mean) / 800;
            }
        }

        Estimate.Of(means, confidence).Contains(mean).ShouldBeTrue($"{Estimate.Of(means, confidence)} for {mean}");
        Estimate.Of(squares, confidence).Contains(variance).ShouldBeTrue($"{Estimate.Of(squares, confidence)} for {variance}");
    }

    [Fact]
    public void The_ziggurat_reaches_every_part_of_the_exponential_and_the_normal()
    {
        // Cells out to where one in 100,000 lies, tail included: chi-square with 41 cells against its 99.99 % point (Wilson and Hilferty).
        var stream = new RandomStream(11, 0, "ziggurat");
        const int n = 1_000_000;
        ChiSquare(() => 1.0 - Portable.Exp(-stream.Exponential(1.0))).ShouldBeLessThan(ChiSquarePoint(40));
        ChiSquare(() => Normal.Cdf(stream.StandardNormal())).ShouldBeLessThan(ChiSquarePoint(40));

        double ChiSquare(Func<double> uniform)
        {
            var bounds = Enumerable.Range(1, 30).Select(i => i / 32.0).Concat([0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999, 0.99999]).ToArray();
            var counts = new int[bounds.Length + 1];
            for (var i = 0; i < n; i++)
            {
                var u = uniform();
                var place = Array.BinarySearch(bounds, u);
                counts[place < 0 ? ~place : place]++;
            }

            var sum = 0.0;
            for (var i = 0; i < counts.Length; i++)
            {
                var expected = n * ((i < bounds.Length ? bounds[i] : 1.0) - (i > 0 ? bounds[i - 1] : 0.0));
                sum += (counts[i] - expected) * (counts[i] - expected) / expected;
            }

            return sum;
        }

        static double ChiSquarePoint(int degrees) => 2.0 * SpecialFunctions.GammaQuantile(degrees / 2.0, 0.9999);
    }

    [Fact]
    public void Arrivals_by_thinning_follow_the_rate_of_each_hour_of_the_week()
    {
        // 168 hours, from 0 at night to 6 at noon, double on the last day; 2,000 weeks. Every cell's count is Poisson: normal scores, together 99.9 %.
        const int weeks = 2000;
        var rates = Enumerable.Range(0, 168).Select(hour => (hour / 24 == 6 ? 2.0 : 1.0) * Math.Max(0.0, 3.0 - Math.Abs((hour % 24) - 12) * 0.5)).ToArray();
        var arrivals = new PoissonArrivals(ArrivalRate.Cyclic(rates, 1.0), new RandomStream(11, 0, "candidates"), new RandomStream(11, 0, "kept"));
        var counts = new int[168];
        for (var time = arrivals.NextAfter(0.0, weeks * 168.0); !double.IsPositiveInfinity(time); time = arrivals.NextAfter(time, weeks * 168.0))
        {
            counts[(int)time % 168]++;
        }

        var limit = Normal.Quantile(1.0 - (0.001 / 2 / 168));
        for (var hour = 0; hour < 168; hour++)
        {
            var expected = rates[hour] * weeks;
            if (expected == 0.0)
            {
                counts[hour].ShouldBe(0, $"hour {hour}");
            }
            else
            {
                Math.Abs((counts[hour] - expected) / Math.Sqrt(expected)).ShouldBeLessThan(limit, $"hour {hour}: {counts[hour]} for {expected}");
            }
        }
    }

    [Fact]
    public void A_rate_above_its_bound_stops_the_run()
    {
        var arrivals = new PoissonArrivals(ArrivalRate.From(time => time, bound: 5.0), new RandomStream(1, 0, "c"), new RandomStream(1, 0, "k"));
        Should.Throw<InvalidOperationException>(() =>
        {
            for (var time = 0.0; time < 100.0;)
            {
                time = arrivals.NextAfter(time);
            }
        }).Message.ShouldContain("bound 5");
    }

    [Fact]
    public void Impossible_parameters_are_refused_where_the_distribution_is_made()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Distribution.Exponential(0.0));
        Should.Throw<ArgumentOutOfRangeException>(() => Distribution.Exponential(double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => Distribution.LogNormal(-1.0, 1.0));
        Should.Throw<ArgumentOutOfRangeException>(() => Distribution.Uniform(2.0, 2.0));
        Should.Throw<ArgumentOutOfRangeException>(() => Distribution.Triangular(0.0, 5.0, 4.0));
        Should.Throw<ArgumentOutOfRangeException>(() => Distribution.Bernoulli(1.01));
        Should.Throw<ArgumentOutOfRangeException>(() => Distribution.Discrete([1.0], [-1.0]));
        Should.Throw<ArgumentException>(() => Distribution.Discrete([1.0, 2.0], [1.0]));
        Should.Throw<ArgumentException>(() => Distribution.Piecewise([0.0, 0.0], [0.0, 1.0]));
        Should.Throw<ArgumentException>(() => Distribution.Piecewise([0.0, 1.0], [0.1, 1.0]));
        Should.Throw<ArgumentException>(() => ArrivalRate.Cyclic([0.0, 0.0], 1.0));
    }

    [Fact]
    public void A_quantile_under_inversion_is_the_exact_quantile()
    {
        // Exact counterparts: the median of a Poisson count of mean 4 is 4; of the discrete case the sixth tenth is 2.
        var tally = new Tally();
        var draws = new RandomStream(5, 0, "q", Sampling.Inversion);
        var counts = new RandomStream(5, 0, "q", Sampling.Inversion);
        for (var i = 0; i < 500; i++)
        {
            var u = draws.Unit();
            var k = counts.Poisson(4.0);
            SpecialFunctions.GammaQ(k + 1.0, 4.0).ShouldBeGreaterThanOrEqualTo(u);
            if (k > 0)
            {
                SpecialFunctions.GammaQ(k, 4.0).ShouldBeLessThan(u);
            }

            tally.Record(k);
        }

        tally.Max.ShouldBeGreaterThan(8.0);
    }
}

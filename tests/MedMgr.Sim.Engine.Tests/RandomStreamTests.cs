using System.Globalization;
using MedMgr.Sim.Engine.Randomness;

namespace MedMgr.Sim.Engine.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void A_stream_is_fixed_by_seed_replication_and_name_for_ever()
    {
        // Pinned on first run: a change of the derivation or of a sampler changes what every published seed means.
        var stream = new RandomStream(seed: 7, replication: 3, name: "arrivals");
        var bits = string.Join(' ', Enumerable.Range(0, 3).Select(_ => stream.NextBits().ToString("X16", CultureInfo.InvariantCulture)));
        (bits, Fingerprint(Sampling.Fast), Fingerprint(Sampling.Inversion)).ShouldBe(
            ("53C10D77A97DAE28 0F5984941E72084F 8221DCCEF57C70E8", "F2697E5BFDF8E8FD", "2772CB91DC4BA673"));
    }

    [Fact]
    public void The_generator_is_xoshiro256_plus_plus()
    {
        // The recurrence written out a second time, from the description of Blackman and Vigna (2019), on the state that StreamKey documents.
        const ulong golden = 0x9E3779B97F4A7C15;
        var fnv = 0xCBF29CE484222325;
        foreach (var octet in "x"u8)
        {
            fnv = unchecked((fnv ^ octet) * 0x100000001B3);
        }

        var key = Mix(Mix(Mix(unchecked(5UL + golden)) ^ unchecked(2UL + golden + golden)) ^ fnv);
        var s = Enumerable.Range(1, 4).Select(i => Mix(unchecked(key + ((ulong)i * golden)))).ToArray();
        var stream = new RandomStream(5, 2, "x");
        for (var i = 0; i < 100; i++)
        {
            var result = unchecked(ulong.RotateLeft(s[0] + s[3], 23) + s[0]);
            var t = s[1] << 17;
            s[2] ^= s[0];
            s[3] ^= s[1];
            s[1] ^= s[2];
            s[0] ^= s[3];
            s[2] ^= t;
            s[3] = ulong.RotateLeft(s[3], 45);
            stream.NextBits().ShouldBe(result);
        }

        static ulong Mix(ulong z)
        {
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
            return z ^ (z >> 31);
        }
    }

    [Fact]
    public void Streams_that_differ_in_seed_replication_or_name_are_uncorrelated()
    {
        RandomStream[] streams =
        [
            new(7, 0, "a"), new(8, 0, "a"), new(7, 1, "a"), new(7, 0, "b"), new(7, 0, "a b"), new(8, 1, "b"),
        ];
        const int n = 20_000;
        var draws = streams.Select(stream => Enumerable.Range(0, n).Select(_ => stream.Unit() - 0.5).ToArray()).ToArray();
        for (var i = 0; i < streams.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                // Under independence the correlation is normal with deviation 1 / sqrt(n); 15 pairs, together 99.9 %: 4 deviations.
                var correlation = draws[i].Zip(draws[j], (x, y) => x * y).Sum() / n * 12.0;
                Math.Abs(correlation).ShouldBeLessThan(4.0 / Math.Sqrt(n));
            }
        }
    }

    [Fact]
    public void A_simulation_gives_one_stream_for_one_name_and_its_use_disturbs_no_other()
    {
        var (alone, together) = (new Simulation(9), new Simulation(9));
        together.Stream("a").ShouldBeSameAs(together.Stream("a"));
        var expected = Enumerable.Range(0, 50).Select(_ => alone.Stream("a").Exponential(1.0)).ToArray();
        var actual = Enumerable.Range(0, 50).Select(_ =>
        {
            together.Stream("b").StandardNormal();
            return together.Stream("a").Exponential(1.0);
        }).ToArray();
        actual.ShouldBe(expected);
    }

    [Fact]
    public void An_antithetic_stream_mirrors_every_draw_exactly()
    {
        var (plain, mirrored) = (new RandomStream(1, 0, "s", Sampling.Inversion), new RandomStream(1, 0, "s", Sampling.Antithetic));
        for (var i = 0; i < 1000; i++)
        {
            (plain.Unit() + mirrored.Unit()).ShouldBe(1.0);
        }
    }

    [Fact]
    public void Under_inversion_each_variate_takes_one_draw_and_rises_with_it()
    {
        Distribution[] distributions =
        [
            Distribution.Exponential(2.0), Distribution.Uniform(1.0, 3.0), Distribution.Normal(5.0, 2.0), Distribution.LogNormal(3.0, 4.0),
            Distribution.Gamma(0.6, 2.0), Distribution.Gamma(7.0, 2.0), Distribution.Weibull(1.7, 2.0), Distribution.Triangular(0.0, 1.0, 4.0),
            Distribution.Poisson(4.0), Distribution.Poisson(300.0), Distribution.Discrete([3.0, 1.0, 2.0], [0.2, 0.5, 0.3]),
            Distribution.Piecewise([0.0, 1.0, 5.0], [0.0, 0.7, 1.0]),
        ];
        foreach (var distribution in distributions)
        {
            var draws = new RandomStream(3, 0, "s", Sampling.Inversion);
            var variates = new RandomStream(3, 0, "s", Sampling.Inversion);
            var pairs = Enumerable.Range(0, 300).Select(_ => (Draw: draws.Unit(), Variate: distribution.Sample(variates))).OrderBy(pair => pair.Draw).ToArray();
            draws.NextBits().ShouldBe(variates.NextBits(), "as many draws as variates");
            pairs.Zip(pairs.Skip(1)).ShouldAllBe(two => two.First.Variate <= two.Second.Variate);
        }
    }

    private static string Fingerprint(Sampling sampling)
    {
        var stream = new RandomStream(7, 3, "fingerprint", sampling);
        Distribution[] distributions =
        [
            Distribution.Exponential(1.0), Distribution.Normal(0.0, 1.0), Distribution.LogNormal(3.0, 4.0), Distribution.Gamma(0.6, 2.0), Distribution.Gamma(3.0, 2.0),
            Distribution.WeibullByMean(1.7, 2.0), Distribution.Poisson(4.0), Distribution.Poisson(40.0), Distribution.Triangular(0.0, 1.0, 4.0),
        ];
        var hash = 0UL;
        for (var i = 0; i < 20_000; i++)
        {
            var bits = BitConverter.DoubleToUInt64Bits(distributions[i % distributions.Length].Sample(stream));
            hash = unchecked((ulong.RotateLeft(hash, 5) ^ bits) * 0x9E3779B97F4A7C15);
        }

        return hash.ToString("X16", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_branch_depends_on_its_number_and_on_nothing_drawn_before()
    {
        var (fresh, used) = (new RandomStream(7, 3, "patients"), new RandomStream(7, 3, "patients"));
        used.StandardNormal();
        used.Branch(1);
        used.Unit();
        used.Branch(12);
        fresh.Branch(12);
        used.NextBits().ShouldBe(fresh.NextBits());
        new[] { First(12), First(13), First(0), new RandomStream(7, 3, "patients").NextBits() }.Distinct().Count().ShouldBe(4);

        static ulong First(ulong number)
        {
            var stream = new RandomStream(7, 3, "patients");
            stream.Branch(number);
            return stream.NextBits();
        }
    }

    [Fact]
    public void Neighbouring_branches_are_not_correlated()
    {
        var stream = new RandomStream(7, 0, "patients");
        var draws = Enumerable.Range(0, 20_000).Select(i =>
        {
            stream.Branch((ulong)i);
            return stream.Unit() - 0.5;
        }).ToList();
        var covariance = draws.Zip(draws.Skip(1), (a, b) => a * b).Average();
        (12 * covariance).ShouldBe(0, 4 / Math.Sqrt(draws.Count));
        draws.Average().ShouldBe(0, 4 / Math.Sqrt(12.0 * draws.Count));
    }
}

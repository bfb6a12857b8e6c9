using MedMgr.Sim.Engine.Experiments;
using MedMgr.Sim.Engine.Numerics;

namespace MedMgr.Sim.Engine.Tests;

public sealed class NumericsTests
{
    [Fact]
    public void Logarithm_exponential_and_power_agree_with_the_platforms_own_to_the_last_digits()
    {
        for (var i = -3000; i <= 3000; i++)
        {
            var x = i * 0.2357;
            if (Math.Abs(x) < 700)
            {
                Portable.Exp(x).ShouldBe(Math.Exp(x), 1e-15 * Math.Exp(x));
            }

            var y = Math.Exp(i * 0.01) * 1.00000123;
            Portable.Log(y).ShouldBe(Math.Log(y), 4e-16 * Math.Max(1.0, Math.Abs(Math.Log(y))));
            Portable.Pow(1.0 + (Math.Abs(i) * 0.01), 1.7).ShouldBe(Math.Pow(1.0 + (Math.Abs(i) * 0.01), 1.7), 1e-14 * Math.Pow(1.0 + (Math.Abs(i) * 0.01), 1.7));
        }
    }

    [Fact]
    public void Logarithm_and_exponential_keep_their_edges()
    {
        Portable.Log(1.0).ShouldBe(0.0);
        Portable.Log(0.0).ShouldBe(double.NegativeInfinity);
        Portable.Log(double.Epsilon).ShouldBe(Math.Log(double.Epsilon), 1e-12);
        Portable.Log(double.PositiveInfinity).ShouldBe(double.PositiveInfinity);
        Should.Throw<ArgumentOutOfRangeException>(() => Portable.Log(-1.0));
        Should.Throw<ArgumentOutOfRangeException>(() => Portable.Log(double.NaN));
        Portable.Exp(0.0).ShouldBe(1.0);
        Portable.Exp(710.0).ShouldBe(double.PositiveInfinity);
        Portable.Exp(-746.0).ShouldBe(0.0);
        Portable.Exp(-740.0).ShouldBe(Math.Exp(-740.0), 1e-322);
        Portable.Exp(709.0).ShouldBe(Math.Exp(709.0), 1e-14 * Math.Exp(709.0));
    }

    // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2, critical values of Student's t.
    [Theory]
    [InlineData(1, 0.975, 12.706)]
    [InlineData(2, 0.95, 2.920)]
    [InlineData(3, 0.999, 10.215)]
    [InlineData(5, 0.90, 1.476)]
    [InlineData(9, 0.975, 2.262)]
    [InlineData(10, 0.99, 2.764)]
    [InlineData(19, 0.995, 2.861)]
    [InlineData(29, 0.975, 2.045)]
    [InlineData(30, 0.999, 3.385)]
    [InlineData(60, 0.95, 1.671)]
    [InlineData(100, 0.975, 1.984)]
    public void Students_quantile_is_that_of_the_published_table(int degrees, double p, double table)
    {
        StudentT.Quantile(p, degrees).ShouldBe(table, 0.0005);
        StudentT.Quantile(1.0 - p, degrees).ShouldBe(-table, 0.0005);
        StudentT.Cdf(StudentT.Quantile(p, degrees), degrees).ShouldBe(p, 1e-12);
    }

    [Fact]
    public void Students_quantile_has_its_exact_values_for_one_and_two_degrees_of_freedom()
    {
        // t(1) is Cauchy: tan(pi (p - 1/2)); t(2): (2p - 1) / sqrt(2 p (1 - p)).
        foreach (var p in new[] { 0.6, 0.9, 0.975, 0.9995 })
        {
            StudentT.Quantile(p, 1).ShouldBe(Math.Tan(Math.PI * (p - 0.5)), 1e-11 * Math.Tan(Math.PI * (p - 0.5)));
            StudentT.Quantile(p, 2).ShouldBe(((2 * p) - 1) / Math.Sqrt(2 * p * (1 - p)), 1e-11);
        }
    }

    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.995, 2.5758293035489004)]
    [InlineData(0.5, 0.0)]
    [InlineData(1e-10, -6.361340902404056)]
    public void The_normal_quantile_is_that_of_the_tables(double p, double z)
    {
        Normal.Quantile(p).ShouldBe(z, 1e-14 * Math.Max(1.0, Math.Abs(z)));
        Normal.Cdf(z).ShouldBe(p, 1e-13);
    }

    [Fact]
    public void The_normal_quantile_undoes_the_normal_distribution_in_all_three_of_its_ranges()
    {
        for (var z = -8.0; z <= 0.0; z += 0.0937)
        {
            Normal.Quantile(Normal.Cdf(z)).ShouldBe(z, 1e-12);
        }
    }

    [Fact]
    public void The_gamma_function_and_its_integral_have_their_exact_values()
    {
        SpecialFunctions.LogGamma(1.0).ShouldBe(0.0, 1e-14);
        SpecialFunctions.LogGamma(0.5).ShouldBe(0.5 * Math.Log(Math.PI), 1e-14);
        SpecialFunctions.LogGamma(11.0).ShouldBe(Math.Log(3628800.0), 1e-13);

        // P(1, x) = 1 - exp(-x); P(1/2, x) = erf(sqrt x), erf(1) = 0.8427007929497149; P(3, x) from its finite sum.
        SpecialFunctions.GammaP(1.0, 2.5).ShouldBe(1.0 - Math.Exp(-2.5), 1e-14);
        SpecialFunctions.GammaP(0.5, 1.0).ShouldBe(0.8427007929497149, 1e-14);
        SpecialFunctions.GammaQ(3.0, 10.0).ShouldBe(Math.Exp(-10.0) * (1 + 10 + 50), 1e-15);
        foreach (var shape in new[] { 0.2, 0.9, 1.0, 3.7, 40.0, 1000.0 })
        {
            foreach (var p in new[] { 1e-6, 0.1, 0.5, 0.99, 0.999999 })
            {
                SpecialFunctions.GammaP(shape, SpecialFunctions.GammaQuantile(shape, p)).ShouldBe(p, 1e-11);
            }
        }
    }

    [Fact]
    public void Simultaneous_confidence_is_that_of_Bonferroni_and_Sidak()
    {
        Simultaneous.Bonferroni(0.95, 10).ShouldBe(0.995, 1e-15);
        Simultaneous.Sidak(0.95, 10).ShouldBe(Math.Pow(0.95, 0.1), 1e-15);
        Simultaneous.Sidak(0.95, 10).ShouldBeLessThan(Simultaneous.Bonferroni(0.95, 10), "Sidak's interval is the narrower one");
        Simultaneous.Sidak(0.95, 1).ShouldBe(0.95, 1e-15);
    }
}

using System.Globalization;

namespace MedMgr.Sim.Engine.Numerics;

/// <summary>Logarithm, exponential and power that give the same bits on every processor and operating system.</summary>
/// <remarks>
/// <see cref="Math.Log(double)"/> and its sisters call the platform's C library, whose last bit differs between platforms; one such bit moves a
/// simulated event and with it the whole run. These use only the operations that IEEE 754 fixes to the bit (+, -, *, /) in a fixed order, which the
/// JIT never fuses. Relative error below 1e-15 for <see cref="Log"/> and <see cref="Exp"/>.
/// </remarks>
public static class Portable
{
    // ln 2 in two parts: the high part has 21 trailing zero bits, so that k * high is exact for every exponent k of a double.
    private const double Ln2High = 0.69314718036912381649;
    private const double Ln2Low = 1.9082149292705877e-10;
    private const double InverseLn2 = 1.4426950408889634074;
    private const double SquareRootOfHalf = 0.70710678118654752440;

    /// <summary>Natural logarithm.</summary>
    /// <param name="x">Positive, or zero (negative infinity).</param>
    /// <exception cref="ArgumentOutOfRangeException">x is negative or not a number.</exception>
    public static double Log(double x)
    {
        if (!(x > 0.0))
        {
            return x == 0.0 ? double.NegativeInfinity : throw new ArgumentOutOfRangeException(nameof(x), x, "The logarithm needs a positive number.");
        }

        if (double.IsPositiveInfinity(x))
        {
            return x;
        }

        var shift = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984.0; // 2^54 makes a subnormal number normal
            shift = -54;
        }

        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1022 + shift;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FE0_0000_0000_0000);
        if (mantissa < SquareRootOfHalf)
        {
            mantissa *= 2.0;
            exponent--;
        }

        // ln m = 2 atanh(s) with s = (m - 1) / (m + 1), |s| < 0.1716: eleven terms reach the last bit.
        var f = mantissa - 1.0;
        var s = f / (2.0 + f);
        var z = s * s;
        var series = 1.0 / 23.0;
        series = (series * z) + (1.0 / 21.0);
        series = (series * z) + (1.0 / 19.0);
        series = (series * z) + (1.0 / 17.0);
        series = (series * z) + (1.0 / 15.0);
        series = (series * z) + (1.0 / 13.0);
        series = (series * z) + (1.0 / 11.0);
        series = (series * z) + (1.0 / 9.0);
        series = (series * z) + (1.0 / 7.0);
        series = (series * z) + (1.0 / 5.0);
        series = (series * z) + (1.0 / 3.0);
        var logOfMantissa = (2.0 * s) + (2.0 * s * (z * series));
        return (exponent * Ln2High) + ((exponent * Ln2Low) + logOfMantissa);
    }

    /// <summary>e to the power of x; infinity above 709.78, zero below -745.13.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (x > 709.782712893384)
        {
            return double.PositiveInfinity;
        }

        if (x < -745.1332191019412)
        {
            return 0.0;
        }

        var k = Math.Floor((x * InverseLn2) + 0.5);
        var r = (x - (k * Ln2High)) - (k * Ln2Low);

        // Taylor to degree 13: |r| <= 0.3466, the first term left out is below 5e-18.
        var p = 1.0 / 6227020800.0;
        p = (p * r) + (1.0 / 479001600.0);
        p = (p * r) + (1.0 / 39916800.0);
        p = (p * r) + (1.0 / 3628800.0);
        p = (p * r) + (1.0 / 362880.0);
        p = (p * r) + (1.0 / 40320.0);
        p = (p * r) + (1.0 / 5040.0);
        p = (p * r) + (1.0 / 720.0);
        p = (p * r) + (1.0 / 120.0);
        p = (p * r) + (1.0 / 24.0);
        p = (p * r) + (1.0 / 6.0);
        p = (p * r) + 0.5;
        var value = 1.0 + (r + (r * r * p));
        return Scale(value, (int)k);
    }

    /// <summary>x to the power of y for positive x (zero stays zero for positive y).</summary>
    /// <remarks>Relative error grows with |y ln x|: about 1e-15 for results of everyday size.</remarks>
    public static double Pow(double x, double y)
    {
        if (x == 0.0)
        {
            return y > 0.0 ? 0.0 : y == 0.0 ? 1.0 : double.PositiveInfinity;
        }

        return Exp(y * Log(x));
    }

    /// <summary>The shortest text that reads back as the same bits, the same in every culture.</summary>
    public static string Text(double x) => x.ToString("R", CultureInfo.InvariantCulture);

    private static double Scale(double value, int exponent)
    {
        // Two steps, so that results near the largest and the smallest double are reached without passing infinity or zero.
        var half = exponent / 2;
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}

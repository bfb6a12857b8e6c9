using System.Numerics;

namespace MedMgr.Load.Reporting;

/// <summary>Counts lengths of time in bounded memory. Each bucket is at most 0.8 % wide, so a percentile is known to that.</summary>
/// <remarks>Unit: milliseconds from 0.001 to about half an hour; what lies outside counts in the first or last bucket, the maximum is exact. One writer.</remarks>
internal sealed class Histogram
{
    private const int FineBits = 7;
    private const int Fine = 1 << FineBits;
    private const int Octaves = 31 - FineBits;

    private readonly long[] _counts = new long[Fine * (Octaves + 1)];

    public long Count { get; private set; }

    public double Max { get; private set; }

    public void Add(double milliseconds)
    {
        Max = Math.Max(Max, milliseconds);
        Count++;
        _counts[BucketOf(milliseconds)]++;
    }

    public void Add(Histogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    public void Clear()
    {
        Array.Clear(_counts);
        (Count, Max) = (0, 0);
    }

    public Percentiles Spread() => Count == 0
        ? new Percentiles(double.NaN, double.NaN, double.NaN, double.NaN)
        : new Percentiles(At(0.50), At(0.95), At(0.99), Max);

    /// <summary>Nearest rank; the upper edge of its bucket, so that it is never flattered.</summary>
    public double At(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var passed = 0L;
        for (var i = 0; i < _counts.Length; i++)
        {
            passed += _counts[i];
            if (passed >= rank)
            {
                return Math.Min(Max, UpperEdge(i));
            }
        }

        return Max;
    }

    // Microseconds below 128 are exact; from there each doubling has 128 buckets.
    private static int BucketOf(double milliseconds)
    {
        var micros = (uint)Math.Clamp(milliseconds * 1000, 0, int.MaxValue);
        if (micros < Fine)
        {
            return (int)micros;
        }

        var octave = BitOperations.Log2(micros) - FineBits;
        return (Fine * (octave + 1)) + (int)((micros >> octave) - Fine);
    }

    private static double UpperEdge(int bucket)
    {
        if (bucket < Fine)
        {
            return (bucket + 1) / 1000.0;
        }

        var octave = (bucket / Fine) - 1;
        return ((long)((bucket % Fine) + Fine + 1) << octave) / 1000.0;
    }
}

namespace MedMgr.Sim.Engine.Statistics;

/// <summary>Quantiles of non-negative observations in constant memory, with a bounded relative error.</summary>
/// <remarks>
/// Logarithmic buckets, 128 to each power of two from 2^-32 to 2^32: a quantile is within 0.4 % of an observation of that rank. Smaller values count as
/// zero. Merging is exact, hence independent of order. For exact quantiles of moderate samples see <see cref="ExactQuantiles"/>.
/// </remarks>
public sealed class QuantileHistogram : IStatistic
{
    private const int MantissaBits = 7;
    private const int Shift = 52 - MantissaBits;
    private const long FirstBucket = (1023L - 32) << MantissaBits;
    private const int Buckets = 64 << MantissaBits;

    private readonly long[] _counts = new long[Buckets];
    private long _zeros;

    public long Count { get; private set; }

    public void Record(double value)
    {
        if (!(value >= 0.0))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "The quantile histogram takes numbers from zero up.");
        }

        Count++;
        var bucket = (BitConverter.DoubleToInt64Bits(value) >> Shift) - FirstBucket;
        if (bucket < 0)
        {
            _zeros++;
        }
        else
        {
            _counts[Math.Min(bucket, Buckets - 1)]++;
        }
    }

    /// <summary>The value at or below which this share of the observations lies; not a number without observations.</summary>
    public double Quantile(double share)
    {
        if (!(share >= 0.0 && share <= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        }

        if (Count == 0)
        {
            return double.NaN;
        }

        var rank = Math.Max(1L, (long)Math.Ceiling(share * Count));
        var sum = _zeros;
        var bucket = -1;
        while (sum < rank)
        {
            sum += _counts[++bucket];
        }

        if (bucket < 0)
        {
            return 0.0;
        }

        var low = BitConverter.Int64BitsToDouble((bucket + FirstBucket) << Shift);
        var high = BitConverter.Int64BitsToDouble((bucket + 1 + FirstBucket) << Shift);
        return 0.5 * (low + high);
    }

    public void Merge(QuantileHistogram other)
    {
        Count += other.Count;
        _zeros += other._zeros;
        for (var i = 0; i < Buckets; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    public void Reset()
    {
        Count = 0;
        _zeros = 0;
        Array.Clear(_counts);
    }
}

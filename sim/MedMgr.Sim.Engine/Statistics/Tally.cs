using System.Runtime.CompilerServices;

namespace MedMgr.Sim.Engine.Statistics;

/// <summary>Mean, variance and range of observations (Welford's recurrence: no cancellation, however large the mean).</summary>
public sealed class Tally : IStatistic
{
    private double _squares;
    private double _mean;
    private double _least = double.PositiveInfinity;
    private double _greatest = double.NegativeInfinity;

    public long Count { get; private set; }

    /// <summary>Not a number before the first observation.</summary>
    public double Mean => Count > 0 ? _mean : double.NaN;

    /// <summary>Unbiased sample variance; not a number below two observations.</summary>
    public double Variance => Count > 1 ? _squares / (Count - 1) : double.NaN;

    public double StandardDeviation => Math.Sqrt(Variance);

    public double Sum => _mean * Count;

    /// <summary>Positive infinity before the first observation.</summary>
    public double Min => _least;

    /// <summary>Negative infinity before the first observation.</summary>
    public double Max => _greatest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Record(double value)
    {
        Count++;
        var distance = value - _mean;
        _mean += distance / Count;
        _squares += distance * (value - _mean);
        _least = value < _least ? value : _least;
        _greatest = value > _greatest ? value : _greatest;
    }

    /// <summary>Adds another tally's observations (Chan, Golub and LeVeque 1979). Merge in a fixed order for the same bits.</summary>
    public void Merge(Tally other)
    {
        if (other.Count == 0)
        {
            return;
        }

        var total = Count + other.Count;
        var distance = other._mean - _mean;
        _squares += other._squares + (distance * distance * ((double)Count * other.Count / total));
        _mean += distance * other.Count / total;
        Count = total;
        _least = Math.Min(_least, other._least);
        _greatest = Math.Max(_greatest, other._greatest);
    }

    public void Reset()
    {
        Count = 0;
        _mean = 0.0;
        _squares = 0.0;
        _least = double.PositiveInfinity;
        _greatest = double.NegativeInfinity;
    }
}

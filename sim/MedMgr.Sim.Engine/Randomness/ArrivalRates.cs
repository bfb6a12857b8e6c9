using MedMgr.Sim.Engine.Numerics;

namespace MedMgr.Sim.Engine.Randomness;

/// <summary>An arrival rate that changes with time, with an upper bound for thinning.</summary>
/// <remarks>Immutable: safe to share between replications.</remarks>
public abstract class ArrivalRate
{
    /// <summary>The rate is never above this. Unit: arrivals for one unit of the model's time.</summary>
    public abstract double Bound { get; }

    /// <summary>The rate at this time, between 0 and <see cref="Bound"/>.</summary>
    public abstract double At(double time);

    /// <summary>The same rate all the time.</summary>
    public static ArrivalRate Constant(double rate) => new PiecewiseConstantRate([rate], 1.0);

    /// <summary>Constant in cells of equal width, and again from the first after the last: hour of week is 168 cells of one hour.</summary>
    /// <param name="rates">Arrivals for one unit of the model's time (not for one cell), never negative, at least one positive.</param>
    /// <param name="cellWidth">In the model's unit of time.</param>
    public static ArrivalRate Cyclic(IReadOnlyList<double> rates, double cellWidth) => new PiecewiseConstantRate(rates, cellWidth);

    /// <summary>Any function of time that stays between 0 and the bound; a sample outside stops the run.</summary>
    public static ArrivalRate From(Func<double, double> rate, double bound) => new SuppliedRate(rate, bound);
}

internal sealed class PiecewiseConstantRate : ArrivalRate
{
    private readonly double[] _rates;
    private readonly double _cellWidth;

    public PiecewiseConstantRate(IReadOnlyList<double> rates, double cellWidth)
    {
        if (rates.Count == 0 || rates.Any(rate => !(rate >= 0.0) || !double.IsFinite(rate)) || rates.All(rate => rate == 0.0))
        {
            throw new ArgumentException("Rates are finite and never negative, and at least one is positive.", nameof(rates));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cellWidth);
        _rates = [.. rates];
        _cellWidth = cellWidth;
        Bound = _rates.Max();
    }

    public override double Bound { get; }

    public override double At(double time) => _rates[(int)(Math.Floor(time / _cellWidth) % _rates.Length)];
}

internal sealed class SuppliedRate : ArrivalRate
{
    private readonly Func<double, double> _rate;

    public SuppliedRate(Func<double, double> rate, double bound)
    {
        ArgumentNullException.ThrowIfNull(rate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        _rate = rate;
        Bound = bound;
    }

    public override double Bound { get; }

    public override double At(double time)
    {
        var rate = _rate(time);
        return rate >= 0.0 && rate <= Bound
            ? rate
            : throw new InvalidOperationException($"The arrival rate at {Portable.Text(time)} is {Portable.Text(rate)}, outside 0 to its bound {Portable.Text(Bound)}.");
    }
}

/// <summary>A Poisson process whose rate changes with time (Lewis and Shedler 1979, thinning).</summary>
/// <remarks>
/// Candidates come at the bound's rate from one stream and are kept with chance rate / bound from a second one, so that a change of the rate keeps the
/// candidates: two scenarios that differ in rate share their arrivals as far as they can.
/// </remarks>
public sealed class PoissonArrivals
{
    private readonly ArrivalRate _rate;
    private readonly RandomStream _candidates;
    private readonly RandomStream _kept;
    private readonly double _meanGap;

    public PoissonArrivals(ArrivalRate rate, RandomStream candidates, RandomStream kept)
    {
        ArgumentNullException.ThrowIfNull(rate);
        _rate = rate;
        _candidates = candidates;
        _kept = kept;
        _meanGap = 1.0 / rate.Bound;
    }

    /// <summary>The first arrival after this time, or positive infinity if there is none up to <paramref name="horizon"/>.</summary>
    public double NextAfter(double time, double horizon = double.PositiveInfinity)
    {
        while (true)
        {
            time += _candidates.Exponential(_meanGap);
            if (time > horizon)
            {
                return double.PositiveInfinity;
            }

            if (_kept.Unit() * _rate.Bound < _rate.At(time))
            {
                return time;
            }
        }
    }
}

using System.Runtime.CompilerServices;

namespace MedMgr.Sim.Engine.Statistics;

/// <summary>A quantity that holds its value between changes (census, queue, busy servers), weighted by time.</summary>
public sealed class Level : IStatistic
{
    private readonly Simulation _simulation;
    private double _value;
    private double _since;
    private double _area;
    private double _begin;
    private double _least;
    private double _greatest;
    private double[]? _timeAt;

    /// <param name="simulation">Whose clock weighs the level.</param>
    /// <param name="initial">The value from now on.</param>
    public Level(Simulation simulation, double initial = 0.0)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        _simulation = simulation;
        _value = initial;
        Reset();
    }

    public double Value => _value;

    /// <summary>The greatest value since the last reset.</summary>
    public double Max => _greatest;

    /// <summary>The least value since the last reset.</summary>
    public double Min => _least;

    /// <summary>Value integrated over time since the last reset, up to now.</summary>
    public double Area => _area + (_value * (_simulation._now - _since));

    /// <summary>Average over time since the last reset; the present value if no time has passed.</summary>
    public double Mean
    {
        get
        {
            var length = _simulation._now - _begin;
            return length > 0.0 ? Area / length : _value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(double value)
    {
        var now = _simulation._now;
        _area += _value * (now - _since);
        if (_timeAt != null)
        {
            RecordTime(now - _since);
        }

        _since = now;
        _value = value;
        _greatest = value > _greatest ? value : _greatest;
        _least = value < _least ? value : _least;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double change) => Set(_value + change);

    /// <summary>From now on also keeps how long the level stood at each whole number from 0 up; call before the run.</summary>
    public Level WithTimeAtEachValue()
    {
        Settle();
        _timeAt ??= new double[16];
        return this;
    }

    /// <summary>The share of time at exactly this whole value. Needs <see cref="WithTimeAtEachValue"/>.</summary>
    public double ShareAt(int value)
    {
        var times = Times();
        return value >= 0 && value < times.Length ? times[value] / times.Sum() : 0.0;
    }

    /// <summary>The smallest whole value at or below which the level stood for at least this share of the time. Needs <see cref="WithTimeAtEachValue"/>.</summary>
    public int Quantile(double share)
    {
        var times = Times();
        var wanted = share * times.Sum();
        var sum = 0.0;
        for (var value = 0; value < times.Length; value++)
        {
            sum += times[value];
            if (sum >= wanted && sum > 0.0)
            {
                return value;
            }
        }

        return times.Length - 1;
    }

    public void Reset()
    {
        _begin = _simulation._now;
        _since = _begin;
        _area = 0.0;
        _least = _value;
        _greatest = _value;
        if (_timeAt != null)
        {
            Array.Clear(_timeAt);
        }
    }

    private void Settle() => Set(_value);

    private double[] Times()
    {
        Settle();
        return _timeAt ?? throw new InvalidOperationException("Time at each value was not kept: call WithTimeAtEachValue before the run.");
    }

    private void RecordTime(double length)
    {
        var value = (int)_value;
        if (value != _value || value < 0)
        {
            throw new InvalidOperationException($"Time at each value is kept for whole numbers from 0 up; the level stood at {_value}.");
        }

        while (value >= _timeAt!.Length)
        {
            Array.Resize(ref _timeAt, 2 * _timeAt.Length);
        }

        _timeAt[value] += length;
    }
}

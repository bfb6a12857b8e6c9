namespace MedMgr.Sim.Hospital.Model;

/// <summary>A number that changes in steps: its average over time and its maximum.</summary>
internal struct TimeAverage
{
    private double _area;
    private double _since;

    public double Value { get; private set; }

    public double Max { get; private set; }

    public void Set(double now, double value)
    {
        _area += Value * (now - _since);
        _since = now;
        Value = value;
        Max = Math.Max(Max, value);
    }

    public void Add(double now, double change) => Set(now, Value + change);

    /// <summary>Forgets what was; the value stays.</summary>
    public void Reset(double now) => (_area, _since, Max) = (0.0, now, Value);

    /// <summary>Value times hours since the last reset.</summary>
    public readonly double Area(double now) => _area + (Value * (now - _since));
}

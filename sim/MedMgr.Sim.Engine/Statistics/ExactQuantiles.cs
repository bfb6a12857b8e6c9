namespace MedMgr.Sim.Engine.Statistics;

/// <summary>Keeps every observation and gives exact quantiles: for replication results and moderate samples.</summary>
public sealed class ExactQuantiles : IStatistic
{
    private readonly List<double> _values = [];
    private bool _sorted = true;

    public int Count => _values.Count;

    public void Record(double value)
    {
        if (double.IsNaN(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Not a number has no rank.");
        }

        _values.Add(value);
        _sorted = false;
    }

    /// <summary>The quantile with linear interpolation between order statistics (Hyndman and Fan's type 7, the default of R and NumPy).</summary>
    public double Quantile(double share)
    {
        if (!(share >= 0.0 && share <= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        }

        if (_values.Count == 0)
        {
            return double.NaN;
        }

        if (!_sorted)
        {
            _values.Sort();
            _sorted = true;
        }

        var place = share * (_values.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, _values.Count - 1);
        return _values[below] + ((place - below) * (_values[above] - _values[below]));
    }

    public void Reset()
    {
        _values.Clear();
        _sorted = true;
    }
}

namespace MedMgr.Sim.Engine.Statistics;

/// <summary>A level averaged over each cell of a grid of equal width from time zero: the curve of a fan chart.</summary>
/// <remarks>The grid belongs to the calendar, not to the warm-up: <see cref="Reset"/> keeps it.</remarks>
public sealed class GridSeries : IStatistic
{
    private readonly Simulation _simulation;
    private readonly double _cellWidth;
    private readonly double[] _areas;
    private double _value;
    private double _since;

    public GridSeries(Simulation simulation, double cellWidth, int cells)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cellWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cells);
        _simulation = simulation;
        _cellWidth = cellWidth;
        _areas = new double[cells];
        _since = simulation.Now;
    }

    public double CellWidth => _cellWidth;

    public double Value => _value;

    public void Set(double value)
    {
        Settle();
        _value = value;
    }

    public void Add(double change) => Set(_value + change);

    /// <summary>The average of each cell up to now; a cell that has not begun holds 0, the cell of the present counts what has passed of it.</summary>
    public double[] Averages()
    {
        Settle();
        var averages = new double[_areas.Length];
        for (var i = 0; i < averages.Length; i++)
        {
            var passed = Math.Clamp(_simulation.Now - (i * _cellWidth), 0.0, _cellWidth);
            averages[i] = passed > 0.0 ? _areas[i] / passed : 0.0;
        }

        return averages;
    }

    public void Reset() => Settle();

    private void Settle()
    {
        var now = _simulation.Now;
        var cell = (int)Math.Min(_since / _cellWidth, _areas.Length);
        while (_since < now && cell < _areas.Length)
        {
            var end = Math.Min(now, (cell + 1) * _cellWidth);
            _areas[cell] += _value * Math.Max(0.0, end - _since);
            _since = Math.Max(_since, end);
            cell++;
        }

        _since = now;
    }
}

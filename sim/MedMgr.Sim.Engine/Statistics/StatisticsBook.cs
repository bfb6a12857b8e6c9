namespace MedMgr.Sim.Engine.Statistics;

/// <summary>The statistics of one run by name, in the order in which the model first named them.</summary>
public sealed class StatisticsBook
{
    private readonly Simulation _simulation;
    private readonly Dictionary<string, IStatistic> _byName = new(StringComparer.Ordinal);
    private readonly List<IStatistic> _inOrder = [];
    private readonly List<string> _names = [];

    internal StatisticsBook(Simulation simulation) => _simulation = simulation;

    public IReadOnlyList<string> Names => _names;

    public IStatistic this[string name] => _byName[name];

    /// <summary>The level of this name; made on first use with the value zero.</summary>
    public Level Level(string name) => Get(name, () => new Level(_simulation));

    /// <summary>The tally of this name.</summary>
    public Tally Tally(string name) => Get(name, () => new Tally());

    /// <summary>The counter of this name.</summary>
    public Counter Counter(string name) => Get(name, () => new Counter());

    /// <summary>The quantile histogram of this name.</summary>
    public QuantileHistogram Quantiles(string name) => Get(name, () => new QuantileHistogram());

    /// <summary>The batch means of this name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="batchSize">Observations in a batch; counts only on first use.</param>
    public BatchMeans BatchMeans(string name, int batchSize) => Get(name, () => new BatchMeans(batchSize));

    /// <summary>A level followed on a grid of equal cells from time zero.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cellWidth">In the model's unit of time; counts only on first use.</param>
    /// <param name="cells">How many cells; time after the last is not recorded.</param>
    public GridSeries Series(string name, double cellWidth, int cells) => Get(name, () => new GridSeries(_simulation, cellWidth, cells));

    /// <summary>Forgets all that was gathered: the end of the warm-up.</summary>
    public void Reset()
    {
        foreach (var statistic in _inOrder)
        {
            statistic.Reset();
        }
    }

    private T Get<T>(string name, Func<T> make)
        where T : class, IStatistic
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (_byName.TryGetValue(name, out var known))
        {
            return known as T ?? throw new InvalidOperationException($"\"{name}\" is already the name of a {known.GetType().Name}.");
        }

        var made = make();
        _byName.Add(name, made);
        _inOrder.Add(made);
        _names.Add(name);
        return made;
    }
}

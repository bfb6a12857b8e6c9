using MedMgr.Sim.Engine.Experiments;

namespace MedMgr.Sim.Engine.Statistics;

/// <summary>Interval for a mean from one long run: means of consecutive batches are almost independent when batches are long.</summary>
public sealed class BatchMeans : IStatistic
{
    private readonly int _batchSize;
    private readonly List<double> _means = [];
    private double _sum;
    private int _inBatch;

    public BatchMeans(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        _batchSize = batchSize;
    }

    /// <summary>Means of the batches completed so far.</summary>
    public IReadOnlyList<double> Means => _means;

    public void Record(double value)
    {
        _sum += value;
        if (++_inBatch == _batchSize)
        {
            _means.Add(_sum / _batchSize);
            _sum = 0.0;
            _inBatch = 0;
        }
    }

    /// <summary>Student's interval over the batch means; the batch not yet complete is left out.</summary>
    public Estimate Interval(double confidence = 0.95) => Estimate.Of(_means, confidence);

    /// <summary>Correlation of neighbouring batches: far from zero, the batches are too short and the interval too narrow.</summary>
    public double NeighbourCorrelation()
    {
        if (_means.Count < 3)
        {
            return double.NaN;
        }

        var mean = _means.Average();
        double square = 0.0, product = 0.0;
        for (var i = 0; i < _means.Count; i++)
        {
            square += (_means[i] - mean) * (_means[i] - mean);
            product += i > 0 ? (_means[i] - mean) * (_means[i - 1] - mean) : 0.0;
        }

        return product / square;
    }

    public void Reset()
    {
        _means.Clear();
        _sum = 0.0;
        _inBatch = 0;
    }
}

namespace MedMgr.Sim.Engine.Randomness;

/// <summary>One of n values: Vose's alias table in constant time, or the quantile under inversion. One draw either way.</summary>
internal sealed class DiscreteDistribution : Distribution
{
    private readonly double[] _values;
    private readonly double[] _keep;
    private readonly int[] _alias;
    private readonly double[] _sorted;
    private readonly double[] _cumulative;

    public DiscreteDistribution(IReadOnlyList<double> values, IReadOnlyList<double> weights)
    {
        if (values.Count == 0 || values.Count != weights.Count)
        {
            throw new ArgumentException($"As many weights as values are needed, at least one: there are {values.Count} values and {weights.Count} weights.", nameof(weights));
        }

        var total = 0.0;
        foreach (var weight in weights)
        {
            total += weight >= 0.0 && double.IsFinite(weight) ? weight : throw new ArgumentOutOfRangeException(nameof(weights), weight, "A weight is never negative.");
        }

        if (total <= 0.0)
        {
            throw new ArgumentOutOfRangeException(nameof(weights), total, "At least one weight must be positive.");
        }

        _values = [.. values];
        var chances = weights.Select(weight => weight / total).ToArray();
        Mean = _values.Zip(chances, (value, chance) => value * chance).Sum();
        Variance = _values.Zip(chances, (value, chance) => (value - Mean) * (value - Mean) * chance).Sum();
        (_keep, _alias) = AliasTable(chances);
        (_sorted, _cumulative) = Quantiles(_values, chances);
    }

    public override double Mean { get; }

    public override double Variance { get; }

    public override double Sample(RandomStream stream)
    {
        var u = stream.Unit();
        if (stream.Sampling != Sampling.Fast)
        {
            var index = Array.BinarySearch(_cumulative, u);
            return _sorted[Math.Min(index < 0 ? ~index : index, _sorted.Length - 1)];
        }

        var place = u * _values.Length;
        var cell = (int)place;
        return _values[place - cell < _keep[cell] ? cell : _alias[cell]];
    }

    private static (double[] Keep, int[] Alias) AliasTable(double[] chances)
    {
        var n = chances.Length;
        var keep = new double[n];
        var alias = new int[n];
        var share = chances.Select(chance => chance * n).ToArray();
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (var i = 0; i < n; i++)
        {
            (share[i] < 1.0 ? small : large).Push(i);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            var (less, more) = (small.Pop(), large.Pop());
            keep[less] = share[less];
            alias[less] = more;
            share[more] -= 1.0 - share[less];
            (share[more] < 1.0 ? small : large).Push(more);
        }

        foreach (var rest in small.Concat(large))
        {
            keep[rest] = 1.0;
        }

        return (keep, alias);
    }

    private static (double[] Sorted, double[] Cumulative) Quantiles(double[] values, double[] chances)
    {
        // A value of no chance has no quantile: it would otherwise share its neighbour's boundary.
        var order = Enumerable.Range(0, values.Length).Where(i => chances[i] > 0.0).OrderBy(i => values[i]).ToArray();
        var cumulative = new double[order.Length];
        var sum = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            sum += chances[order[i]];
            cumulative[i] = sum;
        }

        cumulative[^1] = 1.0;
        return ([.. order.Select(i => values[i])], cumulative);
    }
}

/// <summary>A distribution function given by points, straight between them.</summary>
internal sealed class PiecewiseDistribution : Distribution
{
    private readonly double[] _values;
    private readonly double[] _cumulative;

    public PiecewiseDistribution(IReadOnlyList<double> values, IReadOnlyList<double> cumulative)
    {
        if (values.Count < 2 || values.Count != cumulative.Count)
        {
            throw new ArgumentException($"Two or more points are needed, each with its cumulative chance: there are {values.Count} and {cumulative.Count}.", nameof(values));
        }

        _values = [.. values];
        _cumulative = [.. cumulative];
        if (_cumulative[0] != 0.0 || _cumulative[^1] != 1.0)
        {
            throw new ArgumentException("The cumulative chances begin with 0 and end with 1.", nameof(cumulative));
        }

        double mean = 0.0, square = 0.0;
        for (var i = 1; i < _values.Length; i++)
        {
            var (a, b, chance) = (_values[i - 1], _values[i], _cumulative[i] - _cumulative[i - 1]);
            if (!(b > a) || !(chance >= 0.0))
            {
                throw new ArgumentException($"Values rise strictly and chances never fall: point {i} does not follow point {i - 1}.", nameof(values));
            }

            mean += chance * 0.5 * (a + b);
            square += chance * ((a * a) + (a * b) + (b * b)) / 3.0;
        }

        Mean = mean;
        Variance = square - (mean * mean);
    }

    public override double Mean { get; }

    public override double Variance { get; }

    public override double Sample(RandomStream stream)
    {
        var u = stream.Unit();
        var index = Array.BinarySearch(_cumulative, u);
        var upper = Math.Clamp(index < 0 ? ~index : index, 1, _values.Length - 1);
        var share = (u - _cumulative[upper - 1]) / (_cumulative[upper] - _cumulative[upper - 1]);
        return _values[upper - 1] + (share * (_values[upper] - _values[upper - 1]));
    }
}

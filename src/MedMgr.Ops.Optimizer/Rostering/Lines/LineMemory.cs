namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>Working memory of one thread for searching lines: grows to the largest search and is used again.</summary>
internal sealed class LineMemory
{
    private int[] line = [];
    private double[] costs = [];
    private double[] nextCosts = [];
    private double[] prices = [];
    private double[] demandPrices = [];
    private int[] cameFrom = [];

    /// <summary>A copy of the line to write on.</summary>
    public Span<int> Line(ReadOnlySpan<int> original)
    {
        if (line.Length < original.Length)
        {
            line = new int[original.Length];
        }

        original.CopyTo(line);
        return line.AsSpan(0, original.Length);
    }

    /// <summary>Room for a price of each choice of each day; holds what was there before.</summary>
    public Span<double> Prices(int length)
    {
        if (prices.Length < length)
        {
            prices = new double[length];
        }

        return prices.AsSpan(0, length);
    }

    /// <summary>Room for a price of each demand; holds what was there before.</summary>
    public Span<double> DemandPrices(int length)
    {
        if (demandPrices.Length < length)
        {
            demandPrices = new double[length];
        }

        return demandPrices.AsSpan(0, length);
    }

    /// <summary>Cost by state of a day, and of the day after.</summary>
    public (double[] Now, double[] Next) Costs(int states)
    {
        if (costs.Length < states)
        {
            (costs, nextCosts) = (new double[states], new double[states]);
        }

        return (costs, nextCosts);
    }

    /// <summary>By day and state: the state of the day before and the choice that led here.</summary>
    public int[] CameFrom(int days, int states)
    {
        if (cameFrom.Length < days * states)
        {
            cameFrom = new int[days * states];
        }

        return cameFrom;
    }
}

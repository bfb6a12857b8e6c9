namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>What one more person is worth at each demand, found by Lagrangian relaxation: demands become prices, and each free person answers with the cheapest line.</summary>
/// <remarks>
/// For any prices between -over and under weight, the sum of the cheapest lines plus prices times what is left to meet is a lower bound on the cost of every choice of
/// lines. The prices follow what the answers leave uncovered, smoothed over past steps, with a step that the caller cools; with all people free the
/// limit is the bound of column generation over all lines.
/// </remarks>
internal sealed class CoverPrices
{
    private const double Smoothing = 0.7;

    private readonly LinePeople people;
    private readonly double[] direction;
    private readonly int[] left;

    /// <param name="start">Prices to begin with, by demand.</param>
    /// <param name="others">Numbers present whatever the free people do.</param>
    public CoverPrices(LinePeople people, ReadOnlySpan<double> start, ReadOnlySpan<int> others)
    {
        this.people = people;
        var demands = people.Demands;
        Prices = start.ToArray();
        direction = new double[demands.Count];
        left = new int[demands.Count];
        for (var d = 0; d < left.Length; d++)
        {
            left[d] = demands.Required[d] - others[d];
            Prices[d] = Clamp(d, Prices[d]);
        }
    }

    /// <summary>By demand; the worth of one more person.</summary>
    public double[] Prices { get; }

    /// <summary>A person's line is decided: what it meets is no longer left.</summary>
    public void Decide(int staff, LineWindow window, ReadOnlySpan<int> line)
    {
        for (var day = window.From; day < window.To; day++)
        {
            foreach (var demand in people.Demands.Met(staff, day, line[day] + 1))
            {
                left[demand]--;
                Prices[demand] = Clamp(demand, Prices[demand]);
            }
        }
    }

    /// <summary>The bound that these answers to the present prices prove, and the next prices.</summary>
    /// <param name="answers">Sum of the cheapest lines at the present prices.</param>
    /// <param name="present">How many of the free people these lines bring to each demand.</param>
    /// <param name="step">How far a price moves for each person missing.</param>
    public double Move(double answers, ReadOnlySpan<int> present, double step)
    {
        var bound = answers;
        for (var d = 0; d < left.Length; d++)
        {
            bound += Prices[d] * left[d];
            direction[d] = (Smoothing * direction[d]) + ((1 - Smoothing) * (left[d] - present[d]));
            Prices[d] = Clamp(d, Prices[d] + (step * direction[d]));
        }

        return bound;
    }

    /// <summary>Where enough are present already, one more is only one too many.</summary>
    private double Clamp(int demand, double price) => left[demand] <= 0
        ? -people.Demands.Over[demand]
        : Math.Clamp(price, -people.Demands.Over[demand], people.Demands.Under[demand]);
}

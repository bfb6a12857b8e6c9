namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>Everybody's lines: the personal side of each and the demands they share. One person at a time by one thread.</summary>
internal sealed class LinePeople
{
    private readonly LinePerson[] people;
    private readonly LineSearch[] searches;

    public LinePeople(RosterProblem problem)
    {
        Problem = problem;
        Demands = new SharedDemands(problem);
        people = [.. Enumerable.Range(0, problem.Staff.Length).Select(staff => new LinePerson(problem, staff))];
        searches = [.. people.Select(person => new LineSearch(person))];
    }

    public RosterProblem Problem { get; }

    public SharedDemands Demands { get; }

    public LinePerson this[int staff] => people[staff];

    /// <summary>The person's search, for prices that are not those of the demands alone.</summary>
    public LineSearch Search(int staff) => searches[staff];

    /// <summary>The person's cheapest line in the window when each demand pays its price.</summary>
    /// <param name="perMinute">What each minute worked costs on top.</param>
    /// <param name="line">The line before; holds the cheapest on return.</param>
    /// <param name="cost">Own cost of the window's days minus what the demands pay.</param>
    /// <returns>False when no line keeps the personal rules.</returns>
    public bool TryCheapest(int staff, LineWindow window, ReadOnlySpan<double> prices, double perMinute, Span<int> line, LineMemory memory, out double cost)
    {
        var choices = people[staff].Choices;
        var price = memory.Prices(Problem.Days * choices);
        for (var day = window.From; day < window.To; day++)
        {
            for (var choice = 0; choice < choices; choice++)
            {
                var paid = 0.0;
                foreach (var demand in Demands.Met(staff, day, choice))
                {
                    paid += prices[demand];
                }

                price[(day * choices) + choice] = (choice == 0 ? 0 : perMinute * Problem.Shifts[choice - 1].Minutes) - paid;
            }
        }

        return searches[staff].TryBest(window, price, line, memory, out cost);
    }

    /// <summary>The person's best answer to what all others do.</summary>
    /// <param name="others">Numbers present without this person.</param>
    public bool TryAnswer(int staff, LineWindow window, ReadOnlySpan<int> others, Span<int> line, LineMemory memory)
    {
        var prices = memory.DemandPrices(Demands.Count);
        for (var d = 0; d < prices.Length; d++)
        {
            prices[d] = others[d] < Demands.Required[d] ? Demands.Under[d] : -Demands.Over[d];
        }

        return TryCheapest(staff, window, prices, 0, line, memory, out _);
    }

    /// <summary>What money above the budget costs extra.</summary>
    public long BudgetCost(long money) => Problem.Budget is { } budget ? Math.Max(0, money - budget.Amount) * budget.WeightPerUnitOver : 0;
}

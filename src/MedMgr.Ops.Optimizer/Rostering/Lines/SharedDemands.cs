namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>The demands that people meet together, and how far a roster meets them.</summary>
/// <remarks>Hard minima and charge nurses that may not be missing are demands with a price that no soft rule reaches.</remarks>
internal sealed class SharedDemands
{
    private readonly int[] kindOf;
    private readonly int[][][] met;
    private readonly int choices;

    public SharedDemands(RosterProblem problem)
    {
        choices = problem.Shifts.Length + 1;
        var unbearable = 1 + WorstSoftCost(problem);
        var all = problem.Cover.Select(c => new Demand(c.Day, c.Shift, c.Required, c.UnderWeight, c.OverWeight, c.Counts))
            .Concat(problem.Cover.Where(c => c.HardMinimum > 0).Select(c => new Demand(c.Day, c.Shift, c.HardMinimum, unbearable, 0, c.Counts)))
            .Concat(problem.Charge.Select(c => new Demand(c.Day, c.Shift, 1, c.UnmetWeight ?? unbearable, 0, person => person.MayTakeCharge)))
            .ToList();
        Count = all.Count;
        Required = [.. all.Select(d => d.Required)];
        Under = [.. all.Select(d => d.Under)];
        Over = [.. all.Select(d => d.Over)];
        Weight = Math.Max(1, all.Where(d => d.Under < unbearable).Select(d => d.Under).DefaultIfEmpty(unbearable).Max());
        // People whom the same demands count share one table: on a year's roster there are few kinds and many people.
        var kinds = problem.Staff.Select((person, staff) => (Kind: (string.Join('\n', person.Skills.Order(StringComparer.Ordinal)), person.MayTakeCharge), person, staff)).ToLookup(p => p.Kind);
        var byPlace = all.Select((demand, i) => (demand, i)).ToLookup(d => (d.demand.Day * choices) + d.demand.Shift + 1);
        kindOf = new int[problem.Staff.Length];
        met = new int[kinds.Count][][];
        foreach (var (people, kind) in kinds.Select((people, kind) => (people, kind)))
        {
            met[kind] = [.. Enumerable.Range(0, problem.Days * choices).Select(place => byPlace[place].Where(d => d.demand.Counts(people.First().person)).Select(d => d.i).ToArray())];
            foreach (var member in people)
            {
                kindOf[member.staff] = kind;
            }
        }
    }

    public int Count { get; }

    public int[] Required { get; }

    public long[] Under { get; }

    public long[] Over { get; }

    /// <summary>The largest weight of somebody missing, hard demands aside: the measure of all prices. At least 1.</summary>
    public long Weight { get; }

    /// <summary>The demands that somebody helps to meet by this choice (0 = off, c = shift c - 1).</summary>
    public ReadOnlySpan<int> Met(int staff, int day, int choice) => met[kindOf[staff]][(day * choices) + choice];

    /// <summary>Adds a line to the numbers present, or takes it out.</summary>
    public void Add(int staff, ReadOnlySpan<int> line, int sign, Span<int> present)
    {
        for (var day = 0; day < line.Length; day++)
        {
            foreach (var demand in Met(staff, day, line[day] + 1))
            {
                present[demand] += sign;
            }
        }
    }

    public long Cost(int demand, int present) => present < Required[demand]
        ? (Required[demand] - present) * Under[demand]
        : (present - Required[demand]) * Over[demand];

    public long Cost(ReadOnlySpan<int> present)
    {
        var cost = 0L;
        for (var demand = 0; demand < Count; demand++)
        {
            cost += Cost(demand, present[demand]);
        }

        return cost;
    }

    /// <summary>More than all soft rules together could ever charge.</summary>
    private static long WorstSoftCost(RosterProblem problem) =>
        problem.Cover.Sum(c => (c.Required * c.UnderWeight) + (problem.Staff.Length * c.OverWeight))
        + problem.Charge.Sum(c => c.UnmetWeight ?? 0)
        + problem.Requests.Sum(r => r.Weight)
        + (problem.Days * problem.Staff.Sum(p => p.Pay.DefaultIfEmpty(0).Max() + (24 * (p.Overtime?.PerHour ?? 0)) + (problem.Reference?.ChangeWeight ?? 0)));

    private sealed record Demand(int Day, int Shift, int Required, long Under, long Over, Func<RosterStaff, bool> Counts);
}

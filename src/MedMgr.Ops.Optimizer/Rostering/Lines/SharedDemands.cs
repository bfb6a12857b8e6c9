namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>The demands that people meet together, and how far a roster meets them.</summary>
/// <remarks>Hard minima and charge nurses that may not be missing are demands with a price that no soft rule reaches.</remarks>
internal sealed class SharedDemands
{
    private readonly int[][] countedFor;
    private readonly int choices;
    private readonly int days;

    public SharedDemands(RosterProblem problem)
    {
        choices = problem.Shifts.Length + 1;
        days = problem.Days;
        var unbearable = 1 + problem.Cover.Max(c => (long?)Math.Max(c.UnderWeight, c.OverWeight)).GetValueOrDefault() * 100;
        var all = problem.Cover.Select(c => new Demand(c.Day, c.Shift, c.Required, c.UnderWeight, c.OverWeight, c.Counts))
            .Concat(problem.Cover.Where(c => c.HardMinimum > 0).Select(c => new Demand(c.Day, c.Shift, c.HardMinimum, unbearable, 0, c.Counts)))
            .Concat(problem.Charge.Select(c => new Demand(c.Day, c.Shift, 1, c.UnmetWeight ?? unbearable, 0, person => person.MayTakeCharge)))
            .ToList();
        Count = all.Count;
        Required = [.. all.Select(d => d.Required)];
        Under = [.. all.Select(d => d.Under)];
        Over = [.. all.Select(d => d.Over)];
        countedFor = new int[problem.Staff.Length * days * choices][];
        var byPlace = all.Select((demand, i) => (demand, i)).ToLookup(d => (d.demand.Day, d.demand.Shift));
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            for (var day = 0; day < days; day++)
            {
                for (var choice = 0; choice < choices; choice++)
                {
                    countedFor[Place(staff, day, choice)] = [.. byPlace[(day, choice - 1)].Where(d => d.demand.Counts(problem.Staff[staff])).Select(d => d.i)];
                }
            }
        }
    }

    public int Count { get; }

    public int[] Required { get; }

    public long[] Under { get; }

    public long[] Over { get; }

    /// <summary>The demands that somebody helps to meet by this choice (0 = off, c = shift c - 1).</summary>
    public ReadOnlySpan<int> Met(int staff, int day, int choice) => countedFor[Place(staff, day, choice)];

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

    private int Place(int staff, int day, int choice) => (((staff * days) + day) * choices) + choice;

    private sealed record Demand(int Day, int Shift, int Required, long Under, long Over, Func<RosterStaff, bool> Counts);
}

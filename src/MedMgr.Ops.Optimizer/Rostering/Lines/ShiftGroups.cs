namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>Shifts of one person that no personal rule can tell apart: same minutes, same neighbours, same limits. On a day only the cheapest of a group matters.</summary>
internal sealed class ShiftGroups
{
    private readonly int[] groupOf;
    private readonly int[] classOfGroup;
    private readonly bool[] mayFollow;

    /// <param name="shifts">The shifts that the person may work or has worked.</param>
    /// <param name="counters">Limits that are counted: shifts on different sides of one are different.</param>
    public ShiftGroups(RosterProblem problem, IReadOnlyList<int> shifts, IReadOnlyList<ShiftCountLimit> counters)
    {
        string Successors(int shift) => string.Concat(shifts.Select(next => problem.MayNotFollow(shift, next) ? '1' : '0'));
        string Predecessors(int shift) => string.Concat(shifts.Select(before => problem.MayNotFollow(before, shift) ? '1' : '0'));
        string Counted(int shift) => string.Concat(counters.Select(c => c.Shifts.Contains(shift) ? '1' : '0'));

        var groups = shifts.GroupBy(s => (Successors(s), Predecessors(s), Counted(s), problem.Shifts[s].Minutes)).Select(g => g.ToArray()).ToList();
        Count = groups.Count;
        Minutes = [.. groups.Select(g => problem.Shifts[g[0]].Minutes)];
        groupOf = Enumerable.Repeat(-1, problem.Shifts.Length).ToArray();
        for (var g = 0; g < groups.Count; g++)
        {
            foreach (var shift in groups[g])
            {
                groupOf[shift] = g;
            }
        }

        var classes = groups.Select(g => Successors(g[0])).Distinct().ToList();
        Classes = classes.Count;
        classOfGroup = [.. groups.Select(g => classes.IndexOf(Successors(g[0])))];
        mayFollow = new bool[Classes * Count];
        for (var before = 0; before < Count; before++)
        {
            for (var next = 0; next < Count; next++)
            {
                mayFollow[(classOfGroup[before] * Count) + next] = !problem.MayNotFollow(groups[before][0], groups[next][0]);
            }
        }

        CountedBy = [.. groups.Select(g => counters.Select(c => c.Shifts.Contains(g[0])).ToArray())];
    }

    public int Count { get; }

    public int Classes { get; }

    /// <summary>Worked minutes, by group.</summary>
    public int[] Minutes { get; }

    /// <summary>By group and counter: whether a shift of the group counts.</summary>
    public bool[][] CountedBy { get; }

    public int GroupOf(int shift) => groupOf[shift];

    public int ClassOf(int group) => classOfGroup[group];

    public bool MayFollow(int shiftClass, int group) => mayFollow[(shiftClass * Count) + group];
}

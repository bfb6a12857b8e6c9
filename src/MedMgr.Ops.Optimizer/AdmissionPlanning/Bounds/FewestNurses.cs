namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Bounds;

/// <summary>How many different nurses see somebody who lies in one room for some days, at the very least: the fewest whose rosters together hold every shift of the stay.</summary>
/// <remarks>A smallest cover, searched depth first with a limit on the work; when the limit is met the answer is what was proven until then, which is smaller and still true.</remarks>
internal sealed class FewestNurses
{
    private const int MostSteps = 200_000;

    /// <summary>Shifts looked at in one word; the rest of a longer stay may need more nurses, never fewer.</summary>
    private const int MostShifts = 64;

    private readonly AdmissionProblem problem;
    private readonly Dictionary<(int First, int Count), int> known = [];

    public FewestNurses(AdmissionProblem problem) => this.problem = problem;

    /// <summary>For a stay from <paramref name="firstDay"/> on, as far as it lies within the plan.</summary>
    public int For(int firstDay, int lengthOfStay)
    {
        var perDay = problem.ShiftNames.Length;
        var count = Math.Min((Math.Min(firstDay + lengthOfStay, problem.Days) - firstDay) * perDay, MostShifts);
        if (!known.TryGetValue((firstDay, count), out var fewest))
        {
            known[(firstDay, count)] = fewest = Fewest(firstDay * perDay, count);
        }

        return fewest;
    }

    private int Fewest(int firstShift, int count)
    {
        var rosters = problem.Nurses.Select(nurse => Enumerable.Range(0, count)
            .Where(i => nurse.MaxLoadIn[firstShift + i] is not null)
            .Aggregate(0UL, (set, i) => set | (1UL << i))).Where(set => set != 0).Distinct().OrderByDescending(ulong.PopCount).ToArray();
        var all = count == 64 ? ulong.MaxValue : (1UL << count) - 1;
        var steps = MostSteps;
        for (var size = 1; ; size++)
        {
            if (CanCover(rosters, all, size, ref steps) || steps < 0)
            {
                // Out of steps: that fewer than this can not do it has been proven, that this many can has not, and need not be.
                return size;
            }
        }
    }

    private static bool CanCover(ulong[] rosters, ulong open, int size, ref int steps)
    {
        if (open == 0)
        {
            return true;
        }

        if (--steps < 0 || size == 0 || (long)ulong.PopCount(rosters[0]) * size < (long)ulong.PopCount(open))
        {
            return false;
        }

        var first = open & (~open + 1);
        foreach (var roster in rosters)
        {
            if ((roster & first) != 0 && CanCover(rosters, open & ~roster, size - 1, ref steps))
            {
                return true;
            }
        }

        return false;
    }
}

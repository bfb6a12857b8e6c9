namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>A first roster: one person after another takes the line that answers best what is there already.</summary>
/// <remarks>
/// A long horizon is searched as a whole under prices instead of counted limits (<see cref="PricedLine"/>); where that fails, week by week, looking two weeks ahead, each part
/// using its share of the contract's minutes and weekends.
/// </remarks>
internal static class LineStart
{
    private const int DaysKept = 7;
    private const int DaysSeen = 14;

    /// <returns>Null when somebody has no line, or the search was cancelled.</returns>
    public static LineState? TryBuild(LinePeople people, int seed, CancellationToken ct)
    {
        var problem = people.Problem;
        var priced = new PricedLine(people, new Random(seed));
        var memory = new LineMemory();
        var present = new int[people.Demands.Count];
        var lines = new int[problem.Staff.Length][];
        for (var staff = 0; staff < lines.Length; staff++)
        {
            lines[staff] = new int[problem.Days];
            Array.Fill(lines[staff], Roster.Off);
            var isBuilt = !ct.IsCancellationRequested && (LineWindows.FitsWhole(problem)
                ? TryWhole(people, staff, present, lines[staff], memory)
                : priced.TryBuild(staff, present, lines[staff]) || TryParts(people, staff, present, lines[staff], memory));
            if (!isBuilt)
            {
                return null;
            }

            people.Demands.Add(staff, lines[staff], 1, present);
        }

        return new LineState(people, lines);
    }

    private static bool TryWhole(LinePeople people, int staff, ReadOnlySpan<int> present, Span<int> line, LineMemory memory) =>
        people.TryAnswer(staff, LineWindow.Of(people[staff], line, 0, line.Length), present, line, memory);

    private static bool TryParts(LinePeople people, int staff, ReadOnlySpan<int> present, Span<int> line, LineMemory memory)
    {
        line.Fill(Roster.Off);
        for (var from = 0; from < line.Length; from += DaysKept)
        {
            var to = Math.Min(line.Length, from + DaysSeen);
            if (!people.TryAnswer(staff, LineWindow.Opening(people[staff], line, from, to, insistsOnMinimum: true), present, line, memory)
                && !people.TryAnswer(staff, LineWindow.Opening(people[staff], line, from, to, insistsOnMinimum: false), present, line, memory))
            {
                return false;
            }

            if (to == line.Length)
            {
                return true;
            }

            line[(from + DaysKept)..].Fill(Roster.Off);
        }

        return true;
    }
}

namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>A first roster: one person after another takes the line that answers best what is there already.</summary>
internal static class LineStart
{
    /// <returns>Null when somebody has no line, or the search was cancelled.</returns>
    public static LineState? TryBuild(LinePeople people, CancellationToken ct)
    {
        var problem = people.Problem;
        var memory = new LineMemory();
        var present = new int[people.Demands.Count];
        var lines = new int[problem.Staff.Length][];
        for (var staff = 0; staff < lines.Length; staff++)
        {
            lines[staff] = new int[problem.Days];
            Array.Fill(lines[staff], Roster.Off);
            if (ct.IsCancellationRequested || !people.TryAnswer(staff, LineWindow.Of(people[staff], lines[staff], 0, problem.Days), present, lines[staff], memory))
            {
                return null;
            }

            people.Demands.Add(staff, lines[staff], 1, present);
        }

        return new LineState(people, lines);
    }
}

using System.Text;

namespace MedMgr.Ops.Optimizer.Rostering.PublicProblems;

/// <summary>A solution as text: a line for each member of staff in the instance's order, a tab-separated field for each day, empty when off.</summary>
/// <remarks>Source: schedulingbenchmarks.org/nrp/verify.html, "tab separated text format", which its RosterViewer takes by pasting.</remarks>
public static class CurtoisSolution
{
    public static string Write(RosterProblem problem, Roster roster)
    {
        var text = new StringBuilder();
        for (var staff = 0; staff < roster.StaffCount; staff++)
        {
            for (var day = 0; day < roster.Days; day++)
            {
                text.Append(day == 0 ? "" : "\t").Append(roster[staff, day] == Roster.Off ? "" : problem.Shifts[roster[staff, day]].Id);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <exception cref="CurtoisFormatException">Another number of lines or fields than the instance has people or days, or a shift that it does not know.</exception>
    public static Roster Read(RosterProblem problem, string text)
    {
        var lines = text.TrimEnd('\n', '\r').Split('\n');
        if (lines.Length != problem.Staff.Length)
        {
            throw new CurtoisFormatException(lines.Length, $"{lines.Length} lines; the instance has {problem.Staff.Length} members of staff, one line each.");
        }

        var shifts = problem.Shifts.Select((shift, i) => (shift.Id, i)).ToDictionary(s => s.Id, s => s.i);
        var rows = lines.Select((line, i) => Row(new CurtoisLine(i + 1, line.TrimEnd('\r').Split('\t')), shifts, problem.Days)).ToList();
        return Roster.From(problem, (staff, day) => rows[staff][day]);
    }

    private static int[] Row(CurtoisLine line, Dictionary<string, int> shifts, int days)
    {
        line.Expect(days, $"{days} tab-separated days");
        return [.. line.Fields.Select(id => id.Length == 0 ? Roster.Off : line.Index(id, "shift", shifts))];
    }
}

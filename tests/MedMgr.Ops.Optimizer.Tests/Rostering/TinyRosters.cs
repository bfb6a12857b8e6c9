using MedMgr.Ops.Optimizer.Rostering;
using Roster = MedMgr.Ops.Optimizer.Rostering.Roster;

namespace MedMgr.Ops.Optimizer.Tests.Rostering;

/// <summary>Rosters as people write them: a line for each person, a letter for each day, "-" for off.</summary>
internal static class TinyRosters
{
    public const int Day = 0;
    public const int Night = 1;

    /// <summary>A Monday.</summary>
    public static readonly DateOnly Monday = new(2026, 3, 2);

    /// <summary>Days D (07:00 to 15:00) and nights N (21:00 to 07:00).</summary>
    public static RosterProblem Problem(int days, params RosterStaff[] staff) => new()
    {
        FirstDay = Monday,
        Days = days,
        Shifts = [new RosterShift("D", 480) { StartMinute = 420 }, new RosterShift("N", 600) { StartMinute = 1260 }],
        Staff = [.. staff],
    };

    public static RosterStaff Nurse(string id, ContractLimits? contract = null) => new(id) { Contract = contract ?? new ContractLimits() };

    public static Roster Of(RosterProblem problem, params string[] lines) =>
        Roster.From(problem, (staff, day) => lines[staff].Length == problem.Days ? "DN".IndexOf(lines[staff][day]) : throw new ArgumentException($"'{lines[staff]}' has not {problem.Days} days."));

    public static string[] Lines(RosterProblem problem, Roster roster) =>
        [.. Enumerable.Range(0, roster.StaffCount).Select(staff => string.Concat(roster.Line(staff).ToArray().Select(s => s == Roster.Off ? "-" : problem.Shifts[s].Id)))];

    /// <summary>Names of the rules that the roster breaks, each once.</summary>
    public static string[] Broken(RosterProblem problem, params string[] lines) =>
        [.. RosterCheck.Violations(problem, Of(problem, lines)).Select(v => v.Rule).Distinct()];

    /// <summary>Every roster there is: (shifts + 1) to the power of people times days.</summary>
    public static IEnumerable<Roster> All(RosterProblem problem)
    {
        var cells = problem.Staff.Length * problem.Days;
        var choices = problem.Shifts.Length + 1;
        var count = (long)Math.Pow(choices, cells);
        for (var code = 0L; code < count; code++)
        {
            var rest = code;
            var values = new int[cells];
            for (var cell = 0; cell < cells; cell++)
            {
                values[cell] = (int)(rest % choices) - 1;
                rest /= choices;
            }

            yield return Roster.From(problem, (staff, day) => values[(staff * problem.Days) + day]);
        }
    }
}

using System.Globalization;
using MedMgr.Ops.Optimizer.Rostering.Rules;

namespace MedMgr.Ops.Optimizer.Rostering;

/// <summary>A stretch of work or of days off, from <paramref name="Start"/> inclusive to <paramref name="End"/> exclusive; days below 0 lie in the history.</summary>
internal readonly record struct RosterRun(int Start, int End, bool Works)
{
    public int Length => End - Start;
}

/// <summary>What the rules read out of a roster, history included: the words in which they are written.</summary>
internal static class RosterReading
{
    /// <summary>0 without history, else a negative day.</summary>
    public static int FirstKnownDay(this RosterProblem problem, int staff) => -problem.Staff[staff].History.Length;

    /// <param name="day">Not before <see cref="FirstKnownDay"/>.</param>
    public static int ShiftOn(this RosterProblem problem, Roster roster, int staff, int day) =>
        day >= 0 ? roster[staff, day] : problem.Staff[staff].History[^-day];

    public static int MinutesOn(this RosterProblem problem, Roster roster, int staff, int day) =>
        problem.ShiftOn(roster, staff, day) is var shift && shift == Roster.Off ? 0 : problem.Shifts[shift].Minutes;

    /// <summary>In the horizon, without the history.</summary>
    public static int MinutesWorked(this RosterProblem problem, Roster roster, int staff) =>
        Enumerable.Range(0, problem.Days).Sum(day => problem.MinutesOn(roster, staff, day));

    /// <summary>Stretches in order, from the first known day on.</summary>
    public static IEnumerable<RosterRun> Runs(this RosterProblem problem, Roster roster, int staff)
    {
        var start = problem.FirstKnownDay(staff);
        while (start < problem.Days)
        {
            var works = problem.ShiftOn(roster, staff, start) != Roster.Off;
            var end = start + 1;
            while (end < problem.Days && (problem.ShiftOn(roster, staff, end) != Roster.Off) == works)
            {
                end++;
            }

            yield return new RosterRun(start, end, works);
            start = end;
        }
    }

    /// <summary>The days of each weekend that lies in the horizon, in part or whole.</summary>
    public static IReadOnlyList<int[]> Weekends(this RosterProblem problem)
    {
        var weekends = new List<int[]>();
        for (var day = 0; day < problem.Days; day++)
        {
            if (problem.IsWeekend(day))
            {
                int[] days = day + 1 < problem.Days && problem.IsWeekend(day + 1) ? [day, day + 1] : [day];
                weekends.Add(days);
                day += days.Length - 1;
            }
        }

        return weekends;
    }

    public static int Present(this RosterProblem problem, Roster roster, CoverDemand demand) =>
        Enumerable.Range(0, problem.Staff.Length).Count(staff => roster[staff, demand.Day] == demand.Shift && demand.Counts(problem.Staff[staff]));

    public static bool HasCharge(this RosterProblem problem, Roster roster, ChargeDemand demand) =>
        Enumerable.Range(0, problem.Staff.Length).Any(staff => roster[staff, demand.Day] == demand.Shift && problem.Staff[staff].MayTakeCharge);

    /// <summary>Whether every rule that judges a day alone lets this person have this shift, or the day off.</summary>
    public static bool Allows(this RosterProblem problem, int staff, int day, int shift) => RosterRules.Hard.OfType<DayRule>().All(rule => rule.Allows(problem, staff, day, shift));

    public static string ShiftName(this RosterProblem problem, int shift) => shift == Roster.Off ? "off" : problem.Shifts[shift].Id;

    public static string DayName(this RosterProblem problem, int day) =>
        string.Create(CultureInfo.InvariantCulture, $"day {day} ({problem.FirstDay.AddDays(day):ddd yyyy-MM-dd})");
}

namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>The days of a line that are to be chosen, and what the days around them leave of each limit.</summary>
internal sealed class LineWindow
{
    private LineWindow(int from, int to, int end)
    {
        From = from;
        To = to;
        End = end;
    }

    /// <summary>First day to choose.</summary>
    public int From { get; }

    /// <summary>The day after the last one to choose.</summary>
    public int To { get; }

    /// <summary>The day after the last one on which the choice can still be felt: the stretch that the window may lengthen has ended there.</summary>
    public int End { get; }

    /// <summary>Whether the minutes of the horizon are left out of account.</summary>
    public bool IsRelaxed { get; private init; }

    public int MinutesMin { get; private init; }

    public int MinutesMax { get; private init; }

    /// <summary>Minutes of the days outside.</summary>
    public int MinutesOutside { get; private init; }

    public int WeekendsMax { get; private init; }

    /// <summary>What is left of each of the contract's shift counts.</summary>
    public required int[] CountsMax { get; init; }

    public static LineWindow Of(LinePerson person, ReadOnlySpan<int> line, int from, int to)
    {
        var (problem, contract) = (person.Problem, person.Contract);
        var counts = contract.ShiftCounts.Select(c => c.Max).ToArray();
        var minutes = 0;
        for (var day = 0; day < problem.Days; day++)
        {
            if ((day < from || day >= to) && line[day] != Roster.Off)
            {
                minutes += problem.Shifts[line[day]].Minutes;
                for (var i = 0; i < counts.Length; i++)
                {
                    counts[i] -= contract.ShiftCounts[i].Shifts.Contains(line[day]) ? 1 : 0;
                }
            }
        }

        var weekends = contract.WeekendsMax;
        for (var day = 0; day < problem.Days && weekends < int.MaxValue; day++)
        {
            weekends -= IsFirstWorkedWeekendDayOutside(problem, line, day, from, to) ? 1 : 0;
        }

        return new LineWindow(from, to, EndOf(line, to))
        {
            MinutesMin = contract.MinutesMin - minutes,
            MinutesMax = contract.MinutesMax == int.MaxValue ? int.MaxValue : contract.MinutesMax - minutes,
            MinutesOutside = minutes,
            WeekendsMax = weekends,
            CountsMax = counts,
        };
    }

    /// <summary>The whole horizon without the limits that need counting (minutes, weekends, shifts): for a bound where counting is too much.</summary>
    public static LineWindow Relaxed(LinePerson person) => new(0, person.Problem.Days, person.Problem.Days)
    {
        IsRelaxed = true,
        MinutesMax = int.MaxValue,
        WeekendsMax = int.MaxValue,
        CountsMax = [.. person.Contract.ShiftCounts.Select(_ => person.Problem.Days)],
    };

    /// <summary>A window while a line is being built: what comes after it is open, and of each limit only the part is granted that the days so far make up.</summary>
    /// <param name="insistsOnMinimum">False lets the minutes fall behind.</param>
    public static LineWindow Opening(LinePerson person, ReadOnlySpan<int> line, int from, int to, bool insistsOnMinimum)
    {
        var (problem, contract) = (person.Problem, person.Contract);
        var before = Of(person, line, from, to);
        if (to == problem.Days)
        {
            return before;
        }

        var part = (double)person.DaysAvailable(to) / Math.Max(1, person.DaysAvailable(problem.Days));
        var slack = problem.Shifts.Max(s => s.Minutes);
        int Granted(int limit) => limit == int.MaxValue ? int.MaxValue : (int)Math.Ceiling(limit * part);
        return new LineWindow(from, to, to)
        {
            MinutesMin = insistsOnMinimum ? (int)(contract.MinutesMin * part) - slack - before.MinutesOutside : 0,
            MinutesMax = contract.MinutesMax == int.MaxValue ? int.MaxValue : Granted(contract.MinutesMax) - before.MinutesOutside,
            MinutesOutside = before.MinutesOutside,
            WeekendsMax = contract.WeekendsMax == int.MaxValue ? int.MaxValue : Granted(contract.WeekendsMax) - (contract.WeekendsMax - before.WeekendsMax),
            CountsMax = [.. contract.ShiftCounts.Select((count, i) => Granted(count.Max) - (count.Max - before.CountsMax[i]))],
        };
    }

    /// <summary>Whether work on this day of the window makes its weekend a worked one, whatever the day before; or only when the day before is off.</summary>
    public WeekendDay Weekend(RosterProblem problem, ReadOnlySpan<int> line, int day)
    {
        if (!problem.IsWeekend(day))
        {
            return WeekendDay.No;
        }

        var isSunday = problem.FirstDay.AddDays(day).DayOfWeek == DayOfWeek.Sunday;
        var other = isSunday ? day - 1 : day + 1;
        if (other < 0 || other >= problem.Days)
        {
            return WeekendDay.Counts;
        }

        return other < From || other >= To
            ? line[other] == Roster.Off ? WeekendDay.Counts : WeekendDay.No
            : isSunday ? WeekendDay.CountsAfterDayOff : WeekendDay.Counts;
    }

    private static bool IsFirstWorkedWeekendDayOutside(RosterProblem problem, ReadOnlySpan<int> line, int day, int from, int to)
    {
        bool WorkedOutside(ReadOnlySpan<int> days, int d) => (d < from || d >= to) && days[d] != Roster.Off;
        if (!problem.IsWeekend(day) || !WorkedOutside(line, day))
        {
            return false;
        }

        var isSunday = problem.FirstDay.AddDays(day).DayOfWeek == DayOfWeek.Sunday;
        return !(isSunday && day > 0 && WorkedOutside(line, day - 1));
    }

    private static int EndOf(ReadOnlySpan<int> line, int to)
    {
        var end = to;
        while (end < line.Length)
        {
            end++;
            if (end < line.Length && (line[end] == Roster.Off) != (line[end - 1] == Roster.Off))
            {
                return end + 1;
            }
        }

        return end;
    }
}

/// <summary>What work on a day means for the count of weekends.</summary>
internal enum WeekendDay
{
    /// <summary>No weekend day, or its weekend is counted already.</summary>
    No,
    Counts,
    CountsAfterDayOff,
}

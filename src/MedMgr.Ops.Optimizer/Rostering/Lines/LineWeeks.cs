namespace MedMgr.Ops.Optimizer.Rostering.Lines;

/// <summary>Keeps lines within the minutes of any seven days, which the dynamic programme does not count: a day of a week that is too long is taken off, and the line is searched again.</summary>
internal static class LineWeeks
{
    private const int Week = 7;

    /// <summary>The free day to take off in the first week that is too long: the one whose shift is worth least. Null when every week is within its limit.</summary>
    /// <param name="dayOff">The day; -1 when the week is too long without any free day.</param>
    /// <returns>Whether a week is too long.</returns>
    public static bool IsTooLong(LinePerson person, LineWindow window, ReadOnlySpan<int> line, ReadOnlySpan<double> price, out int dayOff)
    {
        dayOff = -1;
        if (person.Contract.WeeklyMinutesMax == int.MaxValue)
        {
            return false;
        }

        var firstKnown = -person.Staff.History.Length;
        for (var last = window.From; last < Math.Min(line.Length, window.To + Week - 1); last++)
        {
            var first = Math.Max(firstKnown, last - Week + 1);
            var minutes = 0;
            for (var day = first; day <= last; day++)
            {
                minutes += Minutes(person, line, day);
            }

            if (minutes > person.Contract.WeeklyMinutesMax)
            {
                dayOff = CheapestToLose(person, window, line, price, first, last);
                return true;
            }
        }

        return false;
    }

    private static int CheapestToLose(LinePerson person, LineWindow window, ReadOnlySpan<int> line, ReadOnlySpan<double> price, int first, int last)
    {
        var (cheapest, highest) = (-1, double.NegativeInfinity);
        for (var day = Math.Max(first, window.From); day <= Math.Min(last, window.To - 1); day++)
        {
            if (line[day] != Roster.Off && person.IsAllowed(day, 0) && price[(day * person.Choices) + line[day] + 1] > highest)
            {
                (cheapest, highest) = (day, price[(day * person.Choices) + line[day] + 1]);
            }
        }

        return cheapest;
    }

    private static int Minutes(LinePerson person, ReadOnlySpan<int> line, int day)
    {
        var shift = day >= 0 ? line[day] : person.Staff.History[^-day];
        return shift == Roster.Off ? 0 : person.Problem.Shifts[shift].Minutes;
    }
}

using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>Whether a pattern, repeated for ever, keeps the staffing limits of the house.</summary>
internal static class StandingPatternLimits
{
    private const int HoursOfDay = 24;
    private const int HoursOfWeek = 7 * HoursOfDay;

    /// <summary>Each limit that the pattern breaks, with the key to blame.</summary>
    public static IEnumerable<(string Key, string What, string HowToFix)> Broken(StandingPattern pattern, StaffingLimits limits)
    {
        if (pattern.Hours > limits.ShiftHoursMax)
        {
            yield return ("hours", $"is {pattern.Hours}, but staffingLimits.shiftHoursMax is {limits.ShiftHoursMax}", "Shorten the shift.");
        }

        var rest = RestHours(pattern);
        if (rest < limits.RestHoursMin)
        {
            yield return ("hours", $"leaves {rest} hours of rest between two shifts, but staffingLimits.restHoursMin is {limits.RestHoursMin}", "Shorten the shift, or put a day off between two shifts.");
        }

        var week = WeeklyHours(pattern);
        if (week > limits.WeeklyHoursMax)
        {
            yield return ("onDays", $"leads to {week} hours within 7 days, but staffingLimits.weeklyHoursMax is {limits.WeeklyHoursMax}", "Work fewer days in a row, have more days off, or shorten the shift.");
        }
    }

    /// <summary>The shortest rest of the cycle, by the clock on the wall.</summary>
    public static int RestHours(StandingPattern pattern) =>
        (pattern.OnDays > 1 ? HoursOfDay : (1 + pattern.OffDays) * HoursOfDay) - pattern.Hours;

    /// <summary>The most hours in any 7 times 24 hours. That window begins with a shift: moved there from anywhere, it loses nothing.</summary>
    public static int WeeklyHours(StandingPattern pattern)
    {
        var cycle = pattern.OnDays + pattern.OffDays;
        var most = 0;
        for (var first = 0; first < pattern.OnDays; first++)
        {
            var worked = 0;
            for (var day = first; day <= first + 7; day++)
            {
                if (day % cycle < pattern.OnDays)
                {
                    worked += Math.Clamp(HoursOfWeek - ((day - first) * HoursOfDay), 0, pattern.Hours);
                }
            }

            most = Math.Max(most, worked);
        }

        return most;
    }
}

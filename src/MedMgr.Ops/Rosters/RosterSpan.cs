using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;

namespace MedMgr.Ops.Rosters;

/// <summary>How far rosters reach and how long they are searched for.</summary>
internal static class RosterSpan
{
    public const int WeeksMax = 52;
    public const int WeeksDefault = 4;
    public const int SecondsMax = 3_600;
    public const int SecondsDefault = 30;

    /// <summary>The Monday after today, by the clocks of the house.</summary>
    public static DateOnly NextMonday(HospitalMap hospital, DateTimeOffset now)
    {
        var today = WallClock.DayOf(TimeZoneInfo.FindSystemTimeZoneById(hospital.Definition.TimeZone), now);
        return today.AddDays(7 - DaysSinceMonday(today));
    }

    /// <summary>The days of a roster of which only the shifts are told: whole weeks, from the Monday on or before the first shift to the Monday after the last.</summary>
    /// <param name="shifts">At least one.</param>
    public static (DateOnly From, DateOnly Until) Of(ImmutableArray<RosteredShift> shifts)
    {
        var (first, last) = (shifts.Min(s => s.Day), shifts.Max(s => s.Day));
        return (first.AddDays(-DaysSinceMonday(first)), last.AddDays(7 - DaysSinceMonday(last)));
    }

    private static int DaysSinceMonday(DateOnly day) => ((int)day.DayOfWeek + 6) % 7;
}

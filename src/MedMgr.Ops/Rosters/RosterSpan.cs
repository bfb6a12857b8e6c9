using System.Collections.Immutable;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Rosters;

/// <summary>The days of a roster of which only the shifts are told.</summary>
internal static class RosterSpan
{
    /// <summary>Whole weeks, from the Monday on or before the first shift to the Monday after the last.</summary>
    /// <param name="shifts">At least one.</param>
    public static (DateOnly From, DateOnly Until) Of(ImmutableArray<RosteredShift> shifts)
    {
        var (first, last) = (shifts.Min(s => s.Day), shifts.Max(s => s.Day));
        return (first.AddDays(-DaysSinceMonday(first)), last.AddDays(7 - DaysSinceMonday(last)));
    }

    private static int DaysSinceMonday(DateOnly day) => ((int)day.DayOfWeek + 6) % 7;
}

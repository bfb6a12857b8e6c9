using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Staffing;

/// <summary>One shift of a standing pattern, from <paramref name="Start"/> inclusive to <paramref name="End"/> exclusive, with the offsets of the house's time zone.</summary>
public readonly record struct RotaShift(DateTimeOffset Start, DateTimeOffset End)
{
    public bool Covers(DateTimeOffset instant) => Start <= instant && instant < End;
}

/// <summary>Who should be on shift when, as long as no roster says otherwise.</summary>
/// <remarks>
/// Shifts begin and end by the clock on the wall, so that one hands over to the next on every day of the year: a 12 hour night lasts 11
/// hours when clocks go forward and 13 when they go back. A wall time that is skipped stands for the moment of the jump; of one that comes twice the first is meant.
/// </remarks>
public static class StandingRota
{
    /// <summary>Day 0 of every cycle with offset 0; a Monday.</summary>
    public static readonly DateOnly Day0 = new(2024, 1, 1);

    /// <summary>Whether a shift of the pattern begins on this local day.</summary>
    public static bool BeginsOn(StandingPattern pattern, DateOnly day)
    {
        var cycle = pattern.OnDays + pattern.OffDays;
        var dayOfCycle = (day.DayNumber - Day0.DayNumber - pattern.Offset) % cycle;
        return (dayOfCycle < 0 ? dayOfCycle + cycle : dayOfCycle) < pattern.OnDays;
    }

    /// <summary>The shift that covers the instant; null when the person is off.</summary>
    public static RotaShift? ShiftAt(StandingPattern pattern, TimeZoneInfo zone, DateTimeOffset instant)
    {
        foreach (var shift in ShiftsFrom(pattern, zone, instant))
        {
            if (shift.Covers(instant))
            {
                return shift;
            }

            if (shift.Start > instant)
            {
                return null;
            }
        }

        throw NoShift(pattern);
    }

    /// <summary>The first moment after the instant at which a shift of the pattern begins or ends. Back-to-back shifts change at the handover too.</summary>
    public static DateTimeOffset NextChange(StandingPattern pattern, TimeZoneInfo zone, DateTimeOffset instant)
    {
        foreach (var shift in ShiftsFrom(pattern, zone, instant))
        {
            if (shift.Start > instant)
            {
                return shift.Start;
            }

            if (shift.End > instant)
            {
                return shift.End;
            }
        }

        throw NoShift(pattern);
    }

    /// <summary>The shifts that overlap [<paramref name="from"/>, <paramref name="until"/>), earliest first.</summary>
    public static IEnumerable<RotaShift> ShiftsBetween(StandingPattern pattern, TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset until)
    {
        if (until <= from)
        {
            yield break;
        }

        var last = WallClock.DayOf(zone, until);
        for (var day = WallClock.DayOf(zone, from).AddDays(-1); day <= last; day = day.AddDays(1))
        {
            if (ShiftOf(pattern, zone, day) is { } shift && shift.End > from && shift.Start < until)
            {
                yield return shift;
            }
        }
    }

    /// <summary>Enough shifts, earliest first, to hold the one that covers the instant and the next to come: from the day before, for two cycles, as clocks may skip a shift.</summary>
    private static IEnumerable<RotaShift> ShiftsFrom(StandingPattern pattern, TimeZoneInfo zone, DateTimeOffset instant)
    {
        var today = WallClock.DayOf(zone, instant);
        for (var ahead = -1; ahead <= 2 * (pattern.OnDays + pattern.OffDays); ahead++)
        {
            if (ShiftOf(pattern, zone, today.AddDays(ahead)) is { } shift)
            {
                yield return shift;
            }
        }
    }

    /// <summary>The shift that begins on the local day; null on a day off, and when all of it lies in an hour that the clocks skip.</summary>
    public static RotaShift? ShiftOf(StandingPattern pattern, TimeZoneInfo zone, DateOnly day)
    {
        if (!BeginsOn(pattern, day))
        {
            return null;
        }

        var wall = day.ToDateTime(pattern.Start);
        var shift = new RotaShift(WallClock.At(zone, wall), WallClock.At(zone, wall.AddHours(pattern.Hours)));
        return shift.Start < shift.End ? shift : null;
    }

    private static InvalidOperationException NoShift(StandingPattern pattern) =>
        new($"The standing pattern {pattern} has no shift in two cycles; the definition's reader lets no such pattern pass.");
}

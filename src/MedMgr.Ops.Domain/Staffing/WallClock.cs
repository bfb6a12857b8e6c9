namespace MedMgr.Ops.Domain.Staffing;

/// <summary>Between the clock on the wall and the moments that it shows.</summary>
public static class WallClock
{
    /// <summary>The moment at which clocks of the zone show this time. A time that is skipped stands for the moment of the jump; of one that comes twice the first is meant.</summary>
    public static DateTimeOffset At(TimeZoneInfo zone, DateTime wall)
    {
        // The skipped hour: clocks show its end the moment they reach its beginning.
        while (zone.IsInvalidTime(wall))
        {
            wall = wall.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset);
    }

    /// <summary>The date that clocks of the zone show at the moment.</summary>
    public static DateOnly DayOf(TimeZoneInfo zone, DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}

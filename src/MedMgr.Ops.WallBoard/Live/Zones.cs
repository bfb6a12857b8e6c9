using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.WallBoard.Live;

/// <summary>The time zone that a hospital's walls show.</summary>
internal static class Zones
{
    /// <summary>UTC until the definition has come, and where this machine does not know the definition's zone.</summary>
    public static TimeZoneInfo Of(HospitalBoard board)
    {
        if (board.Map is not { } map)
        {
            return TimeZoneInfo.Utc;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(map.Definition.TimeZone, out var zone)
            ? zone
            : TimeZoneInfo.CreateCustomTimeZone(map.Definition.TimeZone, TimeSpan.Zero, "UTC", "UTC");
    }
}

using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>Whether a wall is light or dark at a moment. The page's script goes on with the same rule.</summary>
internal static class Daylight
{
    public const string Light = "light";
    public const string Dark = "dark";

    /// <remarks>Hours that end before they begin go over midnight; equal ones are no hours.</remarks>
    public static string ThemeAt(WallDefinition wall, TimeZoneInfo zone, DateTimeOffset now) =>
        TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).IsBetween(wall.LightFrom, wall.LightUntil) ? Light : Dark;
}

using System.Globalization;

namespace MedMgr.Ops.Drills;

/// <summary>The hour at which a drill begins, as it is written.</summary>
internal static class DrillFrom
{
    /// <summary>Null for what is no full hour of a day.</summary>
    public static DateTime? Read(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && at.Minute == 0 ? at : null;
}

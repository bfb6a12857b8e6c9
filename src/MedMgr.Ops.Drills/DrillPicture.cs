using System.Globalization;

namespace MedMgr.Ops.Drills.Pages;

/// <summary>What the lead's desk is drawn from.</summary>
/// <param name="Zone">Of the exercised hospital: every time on the desk is by its clock.</param>
public sealed record DrillPicture(DrillAnswer Drill, TimeZoneInfo Zone)
{
    /// <summary>With the weekday where the drill goes over midnight.</summary>
    public string Clock(DateTimeOffset at) => Local(at).ToString(Local(Drill.Begins).Date == Local(Drill.Ends.AddTicks(-1)).Date ? "HH:mm" : "ddd HH:mm", CultureInfo.InvariantCulture);

    public string Day => Local(Drill.Now).ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>0 to 100.</summary>
    public int Percent => (int)Math.Clamp(100 * (Drill.Now - Drill.Begins) / (Drill.Ends - Drill.Begins), 0, 100);

    public string Left
    {
        get
        {
            var left = Drill.Ends - Drill.Now;
            return string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours} h {left.Minutes:00} min");
        }
    }

    public bool IsOver => Drill.Phase is DrillPhase.Reporting or DrillPhase.Ended;

    public static string Number(double value) => value == Math.Round(value) ? value.ToString("#,##0", CultureInfo.InvariantCulture) : value.ToString("#,##0.##", CultureInfo.InvariantCulture);

    /// <summary>As the field of a form has it.</summary>
    public static string Plain(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);
}

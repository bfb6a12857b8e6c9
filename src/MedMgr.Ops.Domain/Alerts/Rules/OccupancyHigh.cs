using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.Domain.Alerts.Rules;

/// <summary>More of the staffed beds are occupied than the hospital wants; critical when there are more patients than staffed beds.</summary>
internal sealed class OccupancyHigh() : AlertRule(AlertKind.OccupancyHigh, "house supervisor")
{
    public override IEnumerable<Finding> Look(Situation s)
    {
        var figures = s.Units.Aggregate(Figures.Zero, (sum, u) => sum + u.Figures);
        if (IsHigh(s, figures.Occupied, figures.StaffedBeds))
        {
            yield return new Finding(
                null,
                figures.Occupied > figures.StaffedBeds ? AlertSeverity.Critical : AlertSeverity.Warning,
                Since(s),
                figures.Occupied > figures.StaffedBeds ? "More beds are occupied than staffed" : $"{s.Thresholds.OccupancyPercent} % of the staffed beds are occupied or more");
        }
    }

    private static bool IsHigh(Situation s, int occupied, int staffed) => occupied > 0 && 100 * occupied >= s.Thresholds.OccupancyPercent * staffed;

    private static DateTimeOffset Since(Situation s)
    {
        var began = s.LastSample;
        for (var i = s.Trend.Length - 1; i >= 0 && IsHigh(s, s.Trend[i].Occupied, s.Trend[i].Staffed); i--)
        {
            began = s.Trend[i].At;
        }

        return began;
    }
}

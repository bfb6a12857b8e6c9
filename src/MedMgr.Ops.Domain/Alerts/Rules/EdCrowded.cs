using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.Domain.Alerts.Rules;

/// <summary>The crowding score has gone above the hospital's limits.</summary>
internal sealed class EdCrowded() : AlertRule(AlertKind.EdCrowded, "house supervisor")
{
    public override IEnumerable<Finding> Look(Situation s)
    {
        if (s.Crowding.Nedocs is { } score && score > s.Thresholds.NedocsWarning)
        {
            var critical = score > s.Thresholds.NedocsCritical;
            yield return new Finding(
                null,
                critical ? AlertSeverity.Critical : AlertSeverity.Warning,
                Since(s),
                $"NEDOCS is above {(critical ? s.Thresholds.NedocsCritical : s.Thresholds.NedocsWarning)}");
        }
    }

    /// <summary>The score is not an event: it began where the samples without a break say so, or else after the last one.</summary>
    private static DateTimeOffset Since(Situation s)
    {
        var began = s.LastSample;
        for (var i = s.Trend.Length - 1; i >= 0 && s.Trend[i].Nedocs > s.Thresholds.NedocsWarning; i--)
        {
            began = s.Trend[i].At;
        }

        return began;
    }
}

namespace MedMgr.Ops.Domain.Alerts.Rules;

/// <summary>The surge level has changed a short while ago; going up is a warning.</summary>
internal sealed class SurgeLevelChanged() : AlertRule(AlertKind.SurgeLevelChanged, "incident commander")
{
    public override IEnumerable<Finding> Look(Situation s)
    {
        if (s.SurgeChange is { } change && !s.OlderThan(change.At, TimeSpan.FromMinutes(s.Thresholds.SurgeChangeMinutes)))
        {
            yield return new Finding(
                null, change.To > change.From ? AlertSeverity.Warning : AlertSeverity.Notice, change.At, $"Surge level went from {change.From} to {change.To}");
        }
    }
}

namespace MedMgr.Ops.Domain.Alerts.Rules;

/// <summary>Messages could not be used and wait for a person.</summary>
internal sealed class MessageQuarantined() : AlertRule(AlertKind.MessageQuarantined, "integration desk")
{
    public override IEnumerable<Finding> Look(Situation s)
    {
        if (s.OldestQuarantined is { } since)
        {
            yield return new Finding(null, AlertSeverity.Warning, since, $"{Count(s.Quarantined, "message", "messages")} in quarantine");
        }
    }
}

namespace MedMgr.Ops.Domain.Alerts.Rules;

/// <summary>Patients board in an ED or PACU for longer than the hospital allows. One alert for each place.</summary>
/// <remarks>Source: Joint Commission LD.04.03.11, EP 6: boarding is recommended not to exceed 4 hours.</remarks>
internal sealed class BoardingTooLong() : AlertRule(AlertKind.BoardingTooLong, "bed manager")
{
    public override IEnumerable<Finding> Look(Situation s)
    {
        var warning = TimeSpan.FromHours(s.Thresholds.BoardingWarningHours);
        var critical = TimeSpan.FromHours(s.Thresholds.BoardingCriticalHours);
        return from waiting in s.Waiting
               where waiting.Boarding && s.OlderThan(waiting.Since, warning)
               group waiting.Since by waiting.From!.Unit into place
               let longest = place.Min()
               select new Finding(
                   place.Key.Value,
                   s.OlderThan(longest, critical) ? AlertSeverity.Critical : AlertSeverity.Warning,
                   longest,
                   $"{Count(place.Count(), "patient boards", "patients board")} in {s.Map.Unit(place.Key)!.Name} for more than {Span(warning)}",
                   place.Key);
    }
}

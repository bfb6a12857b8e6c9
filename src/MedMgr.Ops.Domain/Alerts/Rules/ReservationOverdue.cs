using MedMgr.Ops.Domain.Beds;

namespace MedMgr.Ops.Domain.Alerts.Rules;

/// <summary>Beds are kept and nobody comes: the move itself is stuck. One alert for each unit.</summary>
internal sealed class ReservationOverdue() : AlertRule(AlertKind.ReservationOverdue, "bed manager")
{
    public override IEnumerable<Finding> Look(Situation s)
    {
        var limit = TimeSpan.FromMinutes(s.Thresholds.ReservedMinutes);
        return from unit in s.Units
               let kept = unit.Beds.Where(b => b.Status == BedStatus.Reserved && s.OlderThan(b.Since, limit)).ToList()
               where kept.Count > 0
               select new Finding(
                   unit.Id.Value, AlertSeverity.Warning, kept.Min(b => b.Since)!.Value,
                   $"{Count(kept.Count, "bed", "beds")} in {unit.Name} reserved for over {Span(limit)}", unit.Id, kept.MinBy(b => b.Since)!.Id);
    }
}

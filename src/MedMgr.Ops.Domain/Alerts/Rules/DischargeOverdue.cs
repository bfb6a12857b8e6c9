using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.Domain.Alerts.Rules;

/// <summary>Patients who should have left still lie in their beds: past the expected time, or long after the order. One alert for each unit.</summary>
internal sealed class DischargeOverdue() : AlertRule(AlertKind.DischargeOverdue, "charge nurse")
{
    public override IEnumerable<Finding> Look(Situation s) =>
        from unit in s.Units
        let overdue = unit.Beds.Where(b => IsOverdue(s, b)).ToList()
        where overdue.Count > 0
        let oldest = overdue.MinBy(Due)!
        select new Finding(
            unit.Id.Value, AlertSeverity.Warning, Due(oldest)!.Value, $"{Count(overdue.Count, "discharge", "discharges")} overdue in {unit.Name}", unit.Id, oldest.Id);

    private static bool IsOverdue(Situation s, BedView bed) => bed.Status == BedStatus.Occupied && s.OlderThan(
        Due(bed), TimeSpan.FromMinutes(bed.DischargeOrderedAt is null ? s.Thresholds.DischargeMinutes : s.Thresholds.DischargeOrderMinutes));

    private static DateTimeOffset? Due(BedView bed) => bed.DischargeOrderedAt ?? bed.DischargeExpected;
}

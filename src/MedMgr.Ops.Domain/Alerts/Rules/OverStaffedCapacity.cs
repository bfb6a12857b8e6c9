namespace MedMgr.Ops.Domain.Alerts.Rules;

/// <summary>A unit holds more patients than its nurses on duty may care for. Two nurses missing, or one in critical care, is critical.</summary>
internal sealed class OverStaffedCapacity() : AlertRule(AlertKind.OverStaffedCapacity, "staffing office")
{
    private const int NursesMissingCritical = 2;

    public override IEnumerable<Finding> Look(Situation s) =>
        from unit in s.Units
        where unit.Staffing.Gap > 0
        let critical = unit.Staffing.Gap >= NursesMissingCritical || unit.LevelOfCare is LevelOfCare.Critical or LevelOfCare.PaediatricCritical
        select new Finding(
            unit.Id.Value,
            critical ? AlertSeverity.Critical : AlertSeverity.Warning,
            unit.Staffing.ShortSince ?? s.LastSample,
            $"{unit.Name} is {Count(unit.Staffing.Gap, "nurse", "nurses")} short: {unit.Staffing.Patients} patients for {unit.Staffing.StaffedCapacity}",
            unit.Id);
}

using MedMgr.Ops.Domain.Beds;

namespace MedMgr.Ops.Domain.Alerts.Rules;

/// <summary>Beds of a unit have been dirty, or in cleaning, for longer than allowed. One alert for each unit.</summary>
internal sealed class CleaningOverdue() : AlertRule(AlertKind.CleaningOverdue, "housekeeping")
{
    public override IEnumerable<Finding> Look(Situation s)
    {
        var limit = TimeSpan.FromMinutes(s.Thresholds.CleaningMinutes);
        return from unit in s.Units
               let overdue = unit.Beds.Where(b => b.Status is BedStatus.Dirty or BedStatus.Cleaning && s.OlderThan(b.Since, limit)).ToList()
               where overdue.Count > 0
               select new Finding(
                   unit.Id.Value, AlertSeverity.Warning, overdue.Min(b => b.Since)!.Value,
                   $"{Count(overdue.Count, "bed", "beds")} in {unit.Name} not clean after {Span(limit)}", unit.Id, overdue.MinBy(b => b.Since)!.Id);
    }
}

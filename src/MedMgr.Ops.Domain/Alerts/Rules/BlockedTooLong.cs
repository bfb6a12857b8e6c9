using MedMgr.Ops.Domain.Beds;

namespace MedMgr.Ops.Domain.Alerts.Rules;

/// <summary>An open bed can not be used for longer than a repair should take. One alert for each bed: somebody else mends each.</summary>
internal sealed class BlockedTooLong() : AlertRule(AlertKind.BlockedTooLong, "facilities")
{
    public override IEnumerable<Finding> Look(Situation s)
    {
        var limit = TimeSpan.FromHours(s.Thresholds.BlockedHours);
        return from place in s.Beds
               where place.Bed.Status is BedStatus.Blocked or BedStatus.Contaminated && s.OlderThan(place.Bed.Since, limit)
               select new Finding(
                   place.Bed.Id.Value, AlertSeverity.Notice, place.Bed.Since!.Value,
                   $"{place.Bed.Id} {(place.Bed.Status == BedStatus.Blocked ? "blocked" : "contaminated")} for over {Span(limit)}", place.Unit.Id, place.Bed.Id);
    }
}

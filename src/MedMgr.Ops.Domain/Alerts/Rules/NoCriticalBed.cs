using MedMgr.Ops.Domain.Beds;

namespace MedMgr.Ops.Domain.Alerts.Rules;

/// <summary>Not one critical care bed for adults could be assigned now.</summary>
internal sealed class NoCriticalBed() : AlertRule(AlertKind.NoCriticalBed, "intensivist in charge")
{
    public override IEnumerable<Finding> Look(Situation s)
    {
        var beds = s.Beds.Where(b => b.Unit.LevelOfCare == LevelOfCare.Critical && b.Bed.Status != BedStatus.Closed).ToList();
        if (beds.Count > 0 && beds.TrueForAll(b => b.Bed.Status != BedStatus.Ready || !b.Unit.Open))
        {
            yield return new Finding(null, AlertSeverity.Critical, beds.Max(b => b.Unit.NoneReadySince) ?? s.LastSample, $"No critical care bed is ready ({beds.Count} open)");
        }
    }
}

using MedMgr.Ops.Domain.Beds;

namespace MedMgr.Ops.Domain.Alerts.Rules;

/// <summary>Not one bed with negative pressure could be assigned now. Critical when a patient under airborne precautions waits for one.</summary>
internal sealed class NoNegativePressureBed() : AlertRule(AlertKind.NoNegativePressureBed, "infection control")
{
    public override IEnumerable<Finding> Look(Situation s)
    {
        var beds = s.Beds.Where(b => b.Bed.NegativePressure && b.Bed.Status != BedStatus.Closed).ToList();
        if (beds.Count > 0 && beds.TrueForAll(b => b.Bed.Status != BedStatus.Ready || !b.Unit.Open))
        {
            var waits = s.Waiting.Count(w => w is { Isolation.Precautions: Precautions.Airborne, Assigned: null });
            yield return new Finding(
                null,
                waits > 0 ? AlertSeverity.Critical : AlertSeverity.Warning,
                beds.Max(b => b.Bed.Since) ?? s.LastSample,
                waits > 0 ? $"No negative-pressure bed is ready; {Count(waits, "airborne patient waits", "airborne patients wait")}" : "No negative-pressure bed is ready");
        }
    }
}

using MedMgr.Ops.Domain;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>Each critical-care unit keeps free beds for the next patient.</summary>
internal sealed class CriticalReserve : SoftRule
{
    public override string Name => "critical-reserve";

    public override string Sentence => "Each critical-care unit keeps free beds for the next patient.";

    public override IEnumerable<CountedCost> Counted(PlacementScene scene)
    {
        foreach (var unit in scene.Units.Where(u => u.Definition.LevelOfCare is LevelOfCare.Critical or LevelOfCare.PaediatricCritical && u.View.State.IsOpen))
        {
            var reserve = scene.Options.Weights.CriticalReserveBeds;
            yield return new CountedCost(
                Name,
                unit,
                reserve - scene.Beds.Count(b => b.Unit == unit && FreeBeds.IsFree(b)),
                scene.Options.Weights.CriticalReserveMissing,
                choice => FreeBeds.Taken(choice, bed => bed.Unit == unit),
                missing => $"{missing} of {reserve} bed(s) missing in the reserve of {unit.Id}");
        }
    }
}

using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>The hospital keeps free beds with negative pressure for the next patient.</summary>
internal sealed class NegativePressureReserve : SoftRule
{
    public override string Name => "negative-pressure-reserve";

    public override string Sentence => "The hospital keeps free beds with negative pressure for the next patient.";

    public override IEnumerable<CountedCost> Counted(PlacementScene scene)
    {
        var reserve = scene.Options.Weights.NegativePressureReserveBeds;
        yield return new CountedCost(
            Name,
            Unit: null,
            reserve - scene.Beds.Count(b => Counts(b) && FreeBeds.IsFree(b)),
            scene.Options.Weights.NegativePressureReserveMissing,
            choice => FreeBeds.Taken(choice, Counts),
            missing => $"{missing} of {reserve} bed(s) with negative pressure missing in the reserve");
    }

    private static bool Counts(HouseBed bed) =>
        bed.Unit.View.State.IsOpen && !bed.Unit.IsBoardingPlace && bed.Room.Definition.Capabilities.Contains(NeededCapabilities.NegativePressure);
}

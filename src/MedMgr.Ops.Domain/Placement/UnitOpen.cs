using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Placement;

/// <summary>Nobody is placed in a closed unit.</summary>
internal static class UnitOpen
{
    public static Rejection? Check(UnitView unit, BedId bed, EncounterId encounter, BedNeeds needs) =>
        unit.State.IsOpen ? null : new Rejection(RejectionCode.UnitClosed, $"Unit {unit.Definition.Id} is closed ({unit.State.ClosedBecause}). Open it first.");
}

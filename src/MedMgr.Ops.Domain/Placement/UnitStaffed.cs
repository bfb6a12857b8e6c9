using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Placement;

/// <summary>A unit takes no more patients than its nurses on duty may care for. A patient who is counted there already needs no second place.</summary>
internal static class UnitStaffed
{
    public static Rejection? Check(UnitView unit, BedId bed, EncounterId encounter, BedNeeds needs)
    {
        var counted = unit.Beds.Values.Any(b => b.Holds(encounter) || b.IsClaimedBy(encounter));
        return counted || unit.PatientsAndClaims < unit.StaffedCapacity
            ? null
            : new Rejection(
                RejectionCode.UnitNotStaffed,
                $"Unit {unit.Definition.Id} has {unit.PatientsAndClaims} patients and claims; its {unit.State.NursesOnDuty} nurses on duty may care for {unit.StaffedCapacity}.",
                Overridable: true);
    }
}

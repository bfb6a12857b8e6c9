using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Placement;

/// <summary>The room has all that the patient needs; airborne precautions need negative pressure.</summary>
internal static class CapabilitiesPresent
{
    public static Rejection? Check(UnitView unit, BedId bed, EncounterId encounter, BedNeeds needs)
    {
        var room = unit.RoomOf(bed)!;
        var missing = NeededCapabilities.Of(needs).Where(c => !room.Capabilities.Contains(c)).ToList();
        return missing.Count == 0
            ? null
            : new Rejection(RejectionCode.CapabilityMissing, $"{encounter} needs {string.Join(" and ", missing)}; room {room.Id} has it not.", Overridable: true);
    }
}

using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Optimizer.BedPlacement.Scene;

/// <summary>A unit as the planner sees it.</summary>
/// <param name="Emptied">The unit with every bed ready and nurses for all: what Domain's rules refuse there, they refuse whoever lies in it.</param>
internal sealed record HouseUnit(int Index, UnitView View, UnitView Emptied, StaffingOutlook Staffing)
{
    public UnitId Id => View.Definition.Id;

    public UnitDefinition Definition => View.Definition;

    /// <summary>Patients are brought here to be sent on: no place to send anybody to, unless it is asked for.</summary>
    public bool IsBoardingPlace => Definition.LevelOfCare is LevelOfCare.Emergency or LevelOfCare.PostAnaesthesia;

    public bool Equals(HouseUnit? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Index;
}

/// <param name="Kind">Rooms of one kind differ in nothing that a rule asks of an empty room: same unit, policy and capabilities.</param>
/// <param name="People">Everybody who lies in the room or holds a place in it now.</param>
internal sealed record HouseRoom(int Index, HouseUnit Unit, RoomDefinition Definition, int Kind, ImmutableArray<RoomMate> People)
{
    public bool Equals(HouseRoom? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Index;
}

/// <param name="LeavesMinute">Minutes from now; null for one who stays beyond the horizon.</param>
internal readonly record struct RoomMate(EncounterId Encounter, Gender Gender, Isolation? Isolation, int? LeavesMinute);

/// <param name="FreeMinute">Minutes from now after which the bed can be assigned; null when not within the horizon.</param>
/// <param name="FreedBy">The only one who lies in the bed and could be sent elsewhere: it is free only if that happens at once. Null when it needs no move.</param>
/// <param name="OpensAsSurge">A closed surge bed that the plan would open.</param>
internal sealed record HouseBed(int Index, HouseRoom Room, BedDefinition Definition, Bed Bed, int? FreeMinute, Patient? FreedBy, bool OpensAsSurge)
{
    public BedId Id => Definition.Id;

    public HouseUnit Unit => Room.Unit;

    public bool Equals(HouseBed? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Index;
}

using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;

namespace MedMgr.Ops.Optimizer.BedPlacement.Scene;

/// <summary>Somebody the plan may give a bed: one who waits, or one who may be moved for the sake of others.</summary>
/// <param name="Index">Position among all patients of the scene.</param>
/// <param name="FromUnit">The unit of <paramref name="From"/>; null when not in the hospital.</param>
/// <param name="Waiting">Null for one who did not ask for a bed.</param>
/// <param name="ReadyMinute">Minutes from now.</param>
internal sealed record Patient(int Index, EncounterId Id, Place? From, HouseUnit? FromUnit, BedNeeds Needs, WaitingPatient? Waiting, int ReadyMinute)
{
    /// <summary>The bed that only this patient lies in, so that his or her leaving frees it; null for all others. Set while the scene is built.</summary>
    public HouseBed? FreesBed { get; set; }

    public bool Waits => Waiting is not null;

    /// <summary>Lies in a bed of that unit and is counted against its nurses already.</summary>
    public bool IsCountedIn(UnitId unit) => From is { Bed: not null } from && from.Unit == unit;

    public bool Equals(Patient? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Index;

    public override string ToString() => Id.Value;
}

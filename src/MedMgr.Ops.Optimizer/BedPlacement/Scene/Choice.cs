namespace MedMgr.Ops.Optimizer.BedPlacement.Scene;

/// <summary>One patient in one bed from one moment on: what the planners choose from. It keeps every rule that looks at no other choice.</summary>
/// <param name="Index">Position among all choices of the scene; -1 for one that is only asked about.</param>
/// <param name="AtMinute">Minutes from now when the bed can be assigned to the patient.</param>
/// <param name="Partner">The patient who comes to lie in this patient's bed in return; null when it is no exchange.</param>
internal sealed record Choice(int Index, Patient Who, HouseBed Bed, int AtMinute, Patient? Partner = null)
{
    /// <summary>When the patient can lie in the bed.</summary>
    public int ArrivesMinute => Math.Max(AtMinute, Who.ReadyMinute);

    /// <summary>The patient's leaving makes the old bed free early enough to plan with.</summary>
    public bool FreesOldBed => ArrivesMinute == 0 && Partner is null && Who.From?.Bed is not null;

    /// <summary>The unit whose nurses have one patient less to care for; null when there is none in time.</summary>
    public HouseUnit? LeavesUnit => FreesOldBed && Who.FromUnit != Bed.Unit ? Who.FromUnit : null;

    /// <summary>Adds to what the unit's nurses have to care for.</summary>
    public bool EntersUnit => Partner is null && !Who.IsCountedIn(Bed.Unit.Id);

    /// <summary>Until the old bed is left, the unit counts the patient in both: the next who comes may find it full.</summary>
    public bool MovesWithinUnit => Partner is null && Who.IsCountedIn(Bed.Unit.Id);

    /// <summary>Counted twice still at the end of a period of the unit.</summary>
    public bool IsCountedTwiceIn(StaffingPeriod period) => MovesWithinUnit && AtMinute < period.BeforeMinute && !(FreesOldBed && period.MovesCount);

    public bool Equals(Choice? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => HashCode.Combine(Who.Index, Bed.Index, AtMinute);
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MedMgr.Ops.Domain.Beds;

/// <summary>A patient who lies in a bed, with what the room's rules must know.</summary>
public sealed record Occupant(EncounterId Encounter, Gender Gender, Isolation? Isolation, DateTimeOffset Since);

/// <summary>A bed kept for one patient and nobody else.</summary>
/// <param name="Arrival">When the patient is expected to lie in it; null when not told.</param>
public sealed record Claim(EncounterId Encounter, Gender Gender, Isolation? Isolation, DateTimeOffset Since, DateTimeOffset? Arrival = null);

/// <summary>Where a bed is in its life: ready, reserved, occupied, dirty, cleaning, ready; or out of service.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(Reserved), "reserved")]
[JsonDerivedType(typeof(Occupied), "occupied")]
[JsonDerivedType(typeof(Dirty), "dirty")]
[JsonDerivedType(typeof(Cleaning), "cleaning")]
[JsonDerivedType(typeof(Blocked), "blocked")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Contaminated), "contaminated")]
public abstract record BedState
{
    private BedState() { }

    /// <summary>Clean, in service, nobody's.</summary>
    public sealed record Ready(DateTimeOffset? Since) : BedState;

    public sealed record Reserved(Claim For) : BedState;

    /// <param name="By">At least one; more only where the unit's policy allows it.</param>
    /// <param name="Joining">Patients who hold a place beside the occupant (a baby who is about to be born); empty in a bed for one.</param>
    public sealed record Occupied(ImmutableArray<Occupant> By, ImmutableArray<Claim> Joining) : BedState;

    /// <summary>Awaiting housekeeping.</summary>
    /// <param name="FirstBecause">Why housekeeping is to take it before others; null in its turn.</param>
    public sealed record Dirty(DateTimeOffset Since, string? FirstBecause = null) : BedState;

    /// <param name="FirstBecause">What put it first holds when the cleaning is interrupted.</param>
    public sealed record Cleaning(DateTimeOffset Since, string By, bool WasContaminated, string? FirstBecause = null) : BedState;

    /// <summary>In service but not usable for a while: maintenance, missing equipment, a relative asleep beside it.</summary>
    /// <param name="NeedsSpecialClean">It was or became contaminated: that is how it comes back.</param>
    public sealed record Blocked(DateTimeOffset Since, string Reason, DateTimeOffset? Until, bool NeedsCleaning, bool NeedsSpecialClean = false) : BedState;

    /// <summary>Out of service: not counted as open. Surge beds are closed until opened.</summary>
    /// <param name="NeedsSpecialClean">It was or became contaminated: that is how it comes back.</param>
    public sealed record Closed(DateTimeOffset? Since, string Reason, bool NeedsCleaning, bool NeedsSpecialClean = false) : BedState;

    /// <summary>Needs a special clean before anybody may lie in it.</summary>
    /// <param name="FirstBecause">Why housekeeping is to take it before others; null in its turn.</param>
    public sealed record Contaminated(DateTimeOffset Since, string? Organism, string? FirstBecause = null) : BedState;
}

/// <param name="Precautions">Set on the bed itself (HL7 bed status I); what its occupant needs stands with the occupant.</param>
public sealed record Bed(BedState State, Isolation? Precautions = null)
{
    /// <summary>A bed before its first event.</summary>
    public static Bed New(bool surge) =>
        new(surge ? new BedState.Closed(null, "surge bed, not opened", NeedsCleaning: false) : new BedState.Ready(null));

    public bool Holds(EncounterId encounter) => State is BedState.Occupied o && o.By.Any(x => x.Encounter == encounter);

    public bool IsClaimedBy(EncounterId encounter) => State switch
    {
        BedState.Reserved r => r.For.Encounter == encounter,
        BedState.Occupied o => o.Joining.Any(c => c.Encounter == encounter),
        _ => false,
    };
}

/// <summary>What the board, the API and HL7 call the state.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BedStatus>))]
public enum BedStatus
{
    [JsonStringEnumMemberName("ready")] Ready,
    [JsonStringEnumMemberName("reserved")] Reserved,
    [JsonStringEnumMemberName("occupied")] Occupied,
    [JsonStringEnumMemberName("dirty")] Dirty,
    [JsonStringEnumMemberName("cleaning")] Cleaning,
    [JsonStringEnumMemberName("blocked")] Blocked,
    [JsonStringEnumMemberName("closed")] Closed,
    [JsonStringEnumMemberName("contaminated")] Contaminated,
}

public static class BedStatuses
{
    public static BedStatus StatusOf(this BedState state) => state switch
    {
        BedState.Ready => BedStatus.Ready,
        BedState.Reserved => BedStatus.Reserved,
        BedState.Occupied => BedStatus.Occupied,
        BedState.Dirty => BedStatus.Dirty,
        BedState.Cleaning => BedStatus.Cleaning,
        BedState.Blocked => BedStatus.Blocked,
        BedState.Closed => BedStatus.Closed,
        BedState.Contaminated => BedStatus.Contaminated,
        _ => throw new InvalidOperationException($"A bed state without a status: {state}"),
    };
}

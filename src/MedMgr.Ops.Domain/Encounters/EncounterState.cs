using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Placement;

namespace MedMgr.Ops.Domain.Encounters;

/// <param name="Bed">Null for a patient who is in the unit but in no bed: a waiting room.</param>
public sealed record Place(UnitId Unit, BedId? Bed)
{
    public override string ToString() => Bed is { } bed ? bed.Value : Unit.Value;
}

/// <summary>An open demand for a bed: the decision to admit or to move, not yet carried out.</summary>
/// <param name="Since">The boarding clock of a patient in the ED starts here.</param>
/// <param name="Target">The unit asked for; null for any that fits.</param>
/// <param name="Assigned">The bed that is reserved for it; null while the patient waits for one.</param>
public sealed record BedRequest(DateTimeOffset Since, UnitId? Target, string Why, Place? Assigned);

/// <summary>Where a visit stands.</summary>
public enum Standing
{
    /// <summary>Not one message or command has established it.</summary>
    Unknown,

    /// <summary>Pre-admitted or requested: not in the hospital yet.</summary>
    Expected,
    Active,

    /// <summary>On leave of absence: the bed is held.</summary>
    OnLeave,
    Departed,
    Cancelled,
}

/// <param name="Previous">Where the patient was before: where a cancelled transfer or discharge leads back to.</param>
/// <param name="InTransitSince">Set while the patient is on the way.</param>
/// <param name="Contested">A sending system says that the patient lies there, and the bed could not take that in.</param>
/// <param name="LastMovement">What is told of a time before it arrives late.</param>
/// <param name="Discrepancies">The open ones.</param>
/// <param name="Barriers">What keeps the patient from leaving, in the order in which it was raised.</param>
public sealed record EncounterState(
    Standing Standing,
    PatientId? Patient,
    string? PatientClass,
    BedNeeds Needs,
    Place? Location,
    DateTimeOffset? LocatedSince,
    Place? Previous,
    BedRequest? Request,
    DateTimeOffset? InTransitSince,
    DateTimeOffset? ArrivedAt,
    DateTimeOffset? DischargeExpectedAt,
    DateTimeOffset? DischargeOrderedAt,
    DateTimeOffset? DepartedAt,
    Place? Contested,
    LastMovement LastMovement,
    ImmutableArray<Discrepancy> Discrepancies,
    ImmutableArray<DischargeBarrier> Barriers = default)
{
    public static readonly EncounterState New = new(
        Standing.Unknown, null, null, BedNeeds.Unknown, null, null, null, null, null, null, null, null, null, null, default, []);

    /// <summary>Never default: a state kept before there were barriers has none.</summary>
    public ImmutableArray<DischargeBarrier> Barriers { get; init; } = Barriers.IsDefault ? [] : Barriers;

    public bool IsHere => Standing is Standing.Active or Standing.OnLeave;

    public bool IsOver => Standing is Standing.Departed or Standing.Cancelled;

    /// <summary>Null when none of the kind stands.</summary>
    public DischargeBarrier? Barrier(BarrierKind kind) => Barriers.FirstOrDefault(b => b.Kind == kind);

    public EncounterStatus Status => this switch
    {
        { Standing: Standing.Unknown } => EncounterStatus.Unknown,
        { Standing: Standing.Departed } => EncounterStatus.Departed,
        { Standing: Standing.Cancelled } => EncounterStatus.Cancelled,
        { InTransitSince: not null } => EncounterStatus.InTransit,
        { Request.Assigned: not null } => EncounterStatus.Assigned,
        { Request: not null } => EncounterStatus.Requested,
        { Standing: Standing.OnLeave } => EncounterStatus.OnLeave,
        { Standing: Standing.Expected } => EncounterStatus.Expected,
        { DischargeOrderedAt: not null } => EncounterStatus.DischargeOrdered,
        { DischargeExpectedAt: not null } => EncounterStatus.DischargeExpected,
        _ => EncounterStatus.Placed,
    };
}

/// <summary>The one word that the board shows for a visit.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EncounterStatus>))]
public enum EncounterStatus
{
    [JsonStringEnumMemberName("unknown")] Unknown,
    [JsonStringEnumMemberName("expected")] Expected,
    [JsonStringEnumMemberName("requested")] Requested,
    [JsonStringEnumMemberName("assigned")] Assigned,
    [JsonStringEnumMemberName("in-transit")] InTransit,
    [JsonStringEnumMemberName("placed")] Placed,
    [JsonStringEnumMemberName("on-leave")] OnLeave,
    [JsonStringEnumMemberName("discharge-expected")] DischargeExpected,
    [JsonStringEnumMemberName("discharge-ordered")] DischargeOrdered,
    [JsonStringEnumMemberName("departed")] Departed,
    [JsonStringEnumMemberName("cancelled")] Cancelled,
}

using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Placement;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>Something asked of one visit, by a person, a sending system or the reconciler.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Request), "request")]
[JsonDerivedType(typeof(CancelRequest), "cancel-request")]
[JsonDerivedType(typeof(Assign), "assign")]
[JsonDerivedType(typeof(Unassign), "unassign")]
[JsonDerivedType(typeof(StartTransit), "start-transit")]
[JsonDerivedType(typeof(Arrive), "arrive")]
[JsonDerivedType(typeof(ChangeNeeds), "change-needs")]
[JsonDerivedType(typeof(ExpectDischarge), "expect-discharge")]
[JsonDerivedType(typeof(OrderDischarge), "order-discharge")]
[JsonDerivedType(typeof(CancelDischargeOrder), "cancel-discharge-order")]
[JsonDerivedType(typeof(RaiseBarrier), "raise-barrier")]
[JsonDerivedType(typeof(ClearBarrier), "clear-barrier")]
[JsonDerivedType(typeof(Depart), "depart")]
[JsonDerivedType(typeof(ChangePatient), "change-patient")]
[JsonDerivedType(typeof(ResolveDiscrepancy), "resolve-discrepancy")]
[JsonDerivedType(typeof(Reported), "reported")]
[JsonDerivedType(typeof(SettleContested), "settle-contested")]
[JsonDerivedType(typeof(SettleLostBed), "settle-lost-bed")]
public abstract record EncounterCommand
{
    private EncounterCommand() { }

    public required DateTimeOffset At { get; init; }

    /// <summary>Asks for a bed. A visit not known yet becomes an expected one.</summary>
    public sealed record Request(BedNeeds Needs, UnitId? Target, string Why, PatientId? Patient, string? PatientClass) : EncounterCommand;

    /// <summary>The pending request goes; a reserved bed is free again. A visit that is not in the hospital is cancelled with it.</summary>
    public sealed record CancelRequest(string Why) : EncounterCommand;

    public sealed record Assign(Place Bed, Override? Override) : EncounterCommand;

    /// <summary>The reserved bed is free again, the request stays.</summary>
    public sealed record Unassign(string Why) : EncounterCommand;

    public sealed record StartTransit : EncounterCommand;

    /// <param name="Bed">Null: the assigned one. Naming another bed is a direct transfer.</param>
    public sealed record Arrive(Place? Bed, Override? Override) : EncounterCommand;

    public sealed record ChangeNeeds(BedNeeds Needs) : EncounterCommand;

    /// <param name="Expected">Null takes the expectation back.</param>
    public sealed record ExpectDischarge(DateTimeOffset? Expected) : EncounterCommand;

    /// <summary>The order only: the bed stays occupied until the departure.</summary>
    public sealed record OrderDischarge : EncounterCommand;

    public sealed record CancelDischargeOrder : EncounterCommand;

    /// <summary>Something keeps a patient who could leave. Raised again, its note and time are changed.</summary>
    /// <param name="ClearsAt">When it is expected to be out of the way; null when nobody can say.</param>
    public sealed record RaiseBarrier(BarrierKind Kind, string? Note, DateTimeOffset? ClearsAt) : EncounterCommand;

    public sealed record ClearBarrier(BarrierKind Kind, string How) : EncounterCommand;

    public sealed record Depart(string Disposition) : EncounterCommand;

    /// <summary>Two records were one person (A40).</summary>
    public sealed record ChangePatient(PatientId To, string Source) : EncounterCommand;

    public sealed record ResolveDiscrepancy(string Id, string How) : EncounterCommand;

    public sealed record Reported(EncounterReport Report) : EncounterCommand;

    /// <summary>From the reconciler: the bed that was contested may be free for this patient by now.</summary>
    public sealed record SettleContested : EncounterCommand;

    /// <summary>From the reconciler: the bed no longer holds or keeps a place for this patient.</summary>
    public sealed record SettleLostBed(BedId Bed) : EncounterCommand;
}

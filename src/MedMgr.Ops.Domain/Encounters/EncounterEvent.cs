using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Placement;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>What happened to one visit. The names below are those of the log and are never changed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Registered), "encounter-registered")]
[JsonDerivedType(typeof(DetailsChanged), "encounter-details-changed")]
[JsonDerivedType(typeof(BedRequested), "encounter-bed-requested")]
[JsonDerivedType(typeof(RequestCancelled), "encounter-request-cancelled")]
[JsonDerivedType(typeof(BedAssigned), "encounter-bed-assigned")]
[JsonDerivedType(typeof(AssignmentReleased), "encounter-assignment-released")]
[JsonDerivedType(typeof(TransitStarted), "encounter-transit-started")]
[JsonDerivedType(typeof(Placed), "encounter-placed")]
[JsonDerivedType(typeof(LocationContested), "encounter-location-contested")]
[JsonDerivedType(typeof(LocationLost), "encounter-location-lost")]
[JsonDerivedType(typeof(DischargeExpected), "encounter-discharge-expected")]
[JsonDerivedType(typeof(DischargeOrdered), "encounter-discharge-ordered")]
[JsonDerivedType(typeof(DischargeOrderCancelled), "encounter-discharge-order-cancelled")]
[JsonDerivedType(typeof(BarrierRaised), "encounter-barrier-raised")]
[JsonDerivedType(typeof(BarrierCleared), "encounter-barrier-cleared")]
[JsonDerivedType(typeof(Departed), "encounter-departed")]
[JsonDerivedType(typeof(Cancelled), "encounter-cancelled")]
[JsonDerivedType(typeof(LeaveStarted), "encounter-leave-started")]
[JsonDerivedType(typeof(LeaveEnded), "encounter-leave-ended")]
[JsonDerivedType(typeof(ReportNoted), "encounter-report-noted")]
[JsonDerivedType(typeof(DiscrepancyRaised), "encounter-discrepancy-raised")]
[JsonDerivedType(typeof(DiscrepancyResolved), "encounter-discrepancy-resolved")]
public abstract record EncounterEvent
{
    private EncounterEvent() { }

    /// <summary>When it happened; the envelope says when it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Of movements: a sending system gave <see cref="At"/>; false when our own clock did, and in logs that are older than the difference.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AtIsTold { get; init; }

    /// <param name="Here">True when the patient is in the hospital; false for an expected one.</param>
    public sealed record Registered(bool Here) : EncounterEvent;

    public sealed record DetailsChanged(PatientId? Patient, string? PatientClass, BedNeeds Needs) : EncounterEvent;

    public sealed record BedRequested(UnitId? Target, string Why) : EncounterEvent;

    public sealed record RequestCancelled(string Why) : EncounterEvent;

    public sealed record BedAssigned(Place Bed, Override? Override = null) : EncounterEvent;

    public sealed record AssignmentReleased(Place Bed, string Why) : EncounterEvent;

    public sealed record TransitStarted(Place? To) : EncounterEvent;

    /// <param name="FulfilsRequest">The open request ends with it.</param>
    public sealed record Placed(Place Place, bool FulfilsRequest, Override? Override = null) : EncounterEvent;

    /// <summary>Reported to lie in a bed that can not be: the patient waits, in no bed that we know of.</summary>
    public sealed record LocationContested(Place Claimed, string Because) : EncounterEvent;

    /// <summary>The bed turned out not to hold the patient (found by the reconciler).</summary>
    public sealed record LocationLost(BedId Bed) : EncounterEvent;

    public sealed record DischargeExpected(DateTimeOffset? Expected) : EncounterEvent;

    public sealed record DischargeOrdered : EncounterEvent;

    public sealed record DischargeOrderCancelled : EncounterEvent;

    /// <param name="By">Who raised it, or changed its note or time.</param>
    public sealed record BarrierRaised(BarrierKind Kind, string? Note, DateTimeOffset? ClearsAt, string By) : EncounterEvent;

    public sealed record BarrierCleared(BarrierKind Kind, string How) : EncounterEvent;

    public sealed record Departed(string Disposition) : EncounterEvent;

    public sealed record Cancelled(string Why) : EncounterEvent;

    public sealed record LeaveStarted : EncounterEvent;

    public sealed record LeaveEnded : EncounterEvent;

    /// <summary>A message that moved nothing: it came late, or told what was known. Kept so that it is never a silent drop.</summary>
    public sealed record ReportNoted(ReportKind Kind, Place? Told, bool Late, string Source) : EncounterEvent;

    public sealed record DiscrepancyRaised(Discrepancy Discrepancy) : EncounterEvent;

    public sealed record DiscrepancyResolved(string Id, string How) : EncounterEvent;
}

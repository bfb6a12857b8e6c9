using System.Text.Json.Serialization;

namespace MedMgr.Ops.Domain.Beds;

/// <summary>What happened to one bed. The names below are those of the log and are never changed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Reserved), "bed-reserved")]
[JsonDerivedType(typeof(ReservationReleased), "bed-reservation-released")]
[JsonDerivedType(typeof(Occupied), "bed-occupied")]
[JsonDerivedType(typeof(Vacated), "bed-vacated")]
[JsonDerivedType(typeof(Exchanged), "bed-exchanged")]
[JsonDerivedType(typeof(OccupantUpdated), "bed-occupant-updated")]
[JsonDerivedType(typeof(MarkedDirty), "bed-marked-dirty")]
[JsonDerivedType(typeof(CleaningStarted), "bed-cleaning-started")]
[JsonDerivedType(typeof(CleaningInterrupted), "bed-cleaning-interrupted")]
[JsonDerivedType(typeof(CleaningPutFirst), "bed-cleaning-put-first")]
[JsonDerivedType(typeof(CleaningPutBack), "bed-cleaning-put-back")]
[JsonDerivedType(typeof(MadeReady), "bed-made-ready")]
[JsonDerivedType(typeof(Blocked), "bed-blocked")]
[JsonDerivedType(typeof(Unblocked), "bed-unblocked")]
[JsonDerivedType(typeof(Closed), "bed-closed")]
[JsonDerivedType(typeof(Opened), "bed-opened")]
[JsonDerivedType(typeof(Contaminated), "bed-contaminated")]
[JsonDerivedType(typeof(PrecautionsSet), "bed-precautions-set")]
public abstract record BedEvent
{
    private BedEvent() { }

    public required DateTimeOffset At { get; init; }

    public sealed record Reserved(Claim For, Override? Override = null) : BedEvent;

    public sealed record ReservationReleased(EncounterId Encounter, string Why) : BedEvent;

    /// <param name="NotCleanBefore">The bed was dirty or being cleaned when the patient came.</param>
    public sealed record Occupied(Occupant Patient, bool NotCleanBefore = false, Override? Override = null) : BedEvent;

    public sealed record Vacated(EncounterId Encounter, string Why) : BedEvent;

    public sealed record Exchanged(EncounterId Out, Occupant In) : BedEvent;

    public sealed record OccupantUpdated(EncounterId Encounter, Gender Gender, Isolation? Isolation) : BedEvent;

    public sealed record MarkedDirty(string Why) : BedEvent;

    public sealed record CleaningStarted(string By) : BedEvent;

    public sealed record CleaningInterrupted(string Why) : BedEvent;

    public sealed record CleaningPutFirst(string Why) : BedEvent;

    public sealed record CleaningPutBack : BedEvent;

    public sealed record MadeReady(string By) : BedEvent;

    public sealed record Blocked(string Reason, DateTimeOffset? Until) : BedEvent;

    public sealed record Unblocked : BedEvent;

    public sealed record Closed(string Reason) : BedEvent;

    public sealed record Opened : BedEvent;

    public sealed record Contaminated(string? Organism) : BedEvent;

    public sealed record PrecautionsSet(Isolation? Precautions) : BedEvent;
}

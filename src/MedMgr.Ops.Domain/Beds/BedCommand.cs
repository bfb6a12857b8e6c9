using System.Text.Json.Serialization;

namespace MedMgr.Ops.Domain.Beds;

/// <summary>Something asked of one bed. Time and identity arrive in it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Reserve), "reserve")]
[JsonDerivedType(typeof(ReleaseReservation), "release-reservation")]
[JsonDerivedType(typeof(Occupy), "occupy")]
[JsonDerivedType(typeof(Vacate), "vacate")]
[JsonDerivedType(typeof(Exchange), "exchange")]
[JsonDerivedType(typeof(UpdateOccupant), "update-occupant")]
[JsonDerivedType(typeof(MarkDirty), "mark-dirty")]
[JsonDerivedType(typeof(StartCleaning), "start-cleaning")]
[JsonDerivedType(typeof(FinishCleaning), "finish-cleaning")]
[JsonDerivedType(typeof(InterruptCleaning), "interrupt-cleaning")]
[JsonDerivedType(typeof(CleanNext), "clean-next")]
[JsonDerivedType(typeof(CleanInTurn), "clean-in-turn")]
[JsonDerivedType(typeof(MarkReady), "mark-ready")]
[JsonDerivedType(typeof(Block), "block")]
[JsonDerivedType(typeof(Unblock), "unblock")]
[JsonDerivedType(typeof(Close), "close")]
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(Contaminate), "contaminate")]
[JsonDerivedType(typeof(SetPrecautions), "set-precautions")]
public abstract record BedCommand
{
    private BedCommand() { }

    public required DateTimeOffset At { get; init; }

    public sealed record Reserve(Claim For, Override? Override = null) : BedCommand;

    public sealed record ReleaseReservation(EncounterId Encounter, string Why) : BedCommand;

    /// <param name="Reported">A sending system says that the patient lies there already: a bed still called dirty then holds a patient
    /// all the same. A command of a person is refused there unless overridden.</param>
    public sealed record Occupy(Occupant Patient, bool Reported, Override? Override = null) : BedCommand;

    /// <summary>The patient has left the bed: departed, moved or never came. Not to be sent at the discharge order.</summary>
    public sealed record Vacate(EncounterId Encounter, string Why) : BedCommand;

    /// <summary>One patient for another in one step, as in a swap: the bed is never free in between.</summary>
    public sealed record Exchange(EncounterId Out, Occupant In) : BedCommand;

    public sealed record UpdateOccupant(EncounterId Encounter, Gender Gender, Isolation? Isolation) : BedCommand;

    public sealed record MarkDirty(string Why) : BedCommand;

    public sealed record StartCleaning(string By) : BedCommand;

    public sealed record FinishCleaning(string By) : BedCommand;

    public sealed record InterruptCleaning(string Why) : BedCommand;

    /// <summary>Housekeeping is to take this bed before all that have not been put first.</summary>
    public sealed record CleanNext(string Why) : BedCommand;

    /// <summary>Takes back that the bed was put first.</summary>
    public sealed record CleanInTurn : BedCommand;

    /// <summary>A sending system says that the bed is clean and free (HL7 bed status U), whether we saw the cleaning or not.</summary>
    public sealed record MarkReady(string By) : BedCommand;

    public sealed record Block(string Reason, DateTimeOffset? Until) : BedCommand;

    public sealed record Unblock : BedCommand;

    public sealed record Close(string Reason) : BedCommand;

    public sealed record Open : BedCommand;

    public sealed record Contaminate(string? Organism) : BedCommand;

    public sealed record SetPrecautions(Isolation? Precautions) : BedCommand;
}

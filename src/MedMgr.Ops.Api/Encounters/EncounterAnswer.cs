using System.Collections.Immutable;
using System.ComponentModel;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Api.Encounters;

internal sealed record EncounterRecord(
    EncounterId Id,
    [property: Description("The one word that the board shows.")] EncounterStatus Status,
    Standing Standing,
    PatientId? Patient,
    string? PatientClass,
    BedNeeds Needs,
    Place? Location,
    DateTimeOffset? LocatedSince,
    BedRequest? Request,
    DateTimeOffset? InTransitSince,
    DateTimeOffset? ArrivedAt,
    DateTimeOffset? DischargeExpectedAt,
    DateTimeOffset? DischargeOrderedAt,
    DateTimeOffset? DepartedAt,
    [property: Description("A sending system says that the patient lies there, and the bed could not take that in.")] Place? Contested,
    [property: Description("The open ones.")] ImmutableArray<Discrepancy> Discrepancies,
    [property: Description("What keeps the patient from leaving.")] ImmutableArray<DischargeBarrier> Barriers)
{
    public static EncounterRecord Of(EncounterId id, EncounterState s) => new(
        id, s.Status, s.Standing, s.Patient, s.PatientClass, s.Needs, s.Location, s.LocatedSince, s.Request, s.InTransitSince, s.ArrivedAt,
        s.DischargeExpectedAt, s.DischargeOrderedAt, s.DepartedAt, s.Contested, s.Discrepancies, s.Barriers);
}

internal sealed record EncounterAnswer(ReplyKind Kind, long Position, EncounterRecord Encounter);

internal sealed record SwapAnswer(ReplyKind Kind, long Position, EncounterRecord A, EncounterRecord B);

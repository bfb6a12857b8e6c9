using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Grains.Contracts;

/// <summary>Who or what asks.</summary>
[GenerateSerializer]
public enum OriginKind { User, Interface, Scenario, Reconciler, System }

/// <summary>The actor behind a command, and the id under which a repeat of it is known.</summary>
/// <param name="Id">Unique for each request or message: what was done under it once is not done again.</param>
/// <param name="At">When the command is given, by the server's clock; a report carries its own event time inside.</param>
[GenerateSerializer, Immutable, Alias("medmgr.origin")]
public sealed record Origin(
    [property: Id(0)] OriginKind Kind, [property: Id(1)] string Actor, [property: Id(2)] string Id, [property: Id(3)] DateTimeOffset At);

/// <summary>Events of another stream that become true in the same transaction.</summary>
[GenerateSerializer, Immutable, Alias("medmgr.companion")]
public sealed record Companion(
    [property: Id(0)] string Stream, [property: Id(1)] long ExpectedVersion, [property: Id(2)] ImmutableArray<CompanionEvent> Events);

/// <param name="Payload">UTF-8 JSON.</param>
[GenerateSerializer, Immutable, Alias("medmgr.companion-event")]
public sealed record CompanionEvent([property: Id(0)] string Name, [property: Id(1)] byte[] Payload);

/// <summary>How a command ended.</summary>
[GenerateSerializer]
public enum ReplyKind
{
    /// <summary>Done and durable, or already so.</summary>
    Done,

    /// <summary>A rule refused; nothing was written.</summary>
    Rejected,

    /// <summary>Somebody else wrote to a stream that the caller decided on; nothing was written, the caller decides again.</summary>
    Conflict,

    /// <summary>Was done before under the same origin id.</summary>
    Duplicate,
}

[GenerateSerializer, Immutable, Alias("medmgr.bed-reply")]
public sealed record BedReply(
    [property: Id(0)] ReplyKind Kind,
    [property: Id(1)] BedVersion Bed,
    [property: Id(2)] Rejection? Because,
    [property: Id(3)] string? ConflictOn,
    [property: Id(4)] long Position);

/// <summary>A bed as its stream stands at a version.</summary>
[GenerateSerializer, Immutable, Alias("medmgr.bed-version")]
public sealed record BedVersion([property: Id(0)] BedId Id, [property: Id(1)] long Version, [property: Id(2)] Bed Bed);

/// <summary>What a bed would write if asked; nothing is written yet.</summary>
/// <param name="Append">Null when the bed refuses or nothing would change.</param>
/// <param name="After">The bed as it is once the append is durable.</param>
[GenerateSerializer, Immutable, Alias("medmgr.bed-proposal")]
public sealed record BedProposal([property: Id(0)] Companion? Append, [property: Id(1)] BedVersion After, [property: Id(2)] Rejection? Because);

[GenerateSerializer, Immutable, Alias("medmgr.unit-reply")]
public sealed record UnitReply(
    [property: Id(0)] ReplyKind Kind,
    [property: Id(1)] UnitState State,
    [property: Id(2)] int StaffedCapacity,
    [property: Id(3)] Rejection? Because,
    [property: Id(4)] string? ConflictOn,
    [property: Id(5)] long Position);

[GenerateSerializer, Immutable, Alias("medmgr.encounter-reply")]
public sealed record EncounterReply(
    [property: Id(0)] ReplyKind Kind, [property: Id(1)] EncounterState State, [property: Id(2)] Rejection? Because, [property: Id(3)] long Position);

[GenerateSerializer, Immutable, Alias("medmgr.encounter-version")]
public sealed record EncounterVersion([property: Id(0)] long Version, [property: Id(1)] EncounterState State);

[GenerateSerializer, Immutable, Alias("medmgr.staff-reply")]
public sealed record StaffReply(
    [property: Id(0)] ReplyKind Kind, [property: Id(1)] StaffState State, [property: Id(2)] Rejection? Because, [property: Id(3)] long Position);

[GenerateSerializer, Immutable, Alias("medmgr.roster-reply")]
public sealed record RosterReply(
    [property: Id(0)] ReplyKind Kind, [property: Id(1)] RosterState State, [property: Id(2)] Rejection? Because, [property: Id(3)] long Position);

[GenerateSerializer, Immutable, Alias("medmgr.hospital-reply")]
public sealed record HospitalReply(
    [property: Id(0)] ReplyKind Kind, [property: Id(1)] int SurgeLevel, [property: Id(2)] Rejection? Because, [property: Id(3)] long Position);

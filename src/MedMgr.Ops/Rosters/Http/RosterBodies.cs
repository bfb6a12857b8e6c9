using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Rosters.Http;

internal sealed record PublishBody(
    [property: Description("First day.")] DateOnly From,
    [property: Description("Last day.")] DateOnly Until,
    [property: Description("Shifts that begin on these days; every nurse of the unit who is not named is off.")] ImmutableArray<ShiftBody> Shifts,
    OverrideBody? Override = null,
    [property: Description("Kept with the roster.")] string? Why = null);

internal sealed record ShiftBody(
    StaffId Staff,
    DateTimeOffset Start,
    DateTimeOffset End,
    [property: Description("Code of the type of shift.")] string Shift,
    [property: Description("How the shift is filled; own if left out.")] ShiftKind? Kind = null,
    [property: Description("In charge of the unit; false if left out.")] bool? Charge = null,
    [property: Description("Read by nobody: a shift may be sent back as it was got.")] string? Name = null,
    [property: Description("As name.")] string? Unit = null,
    [property: Description("As name.")] DateOnly? Date = null)
{
    public RosteredShift ToShift() => new(Staff, Start, End, Shift, Kind ?? ShiftKind.Own, Charge ?? false);
}

internal sealed record WithdrawBody(
    [property: Description("From this day on the standing patterns hold again.")] DateOnly From,
    [property: Description("Kept with the change.")] string Reason);

internal sealed record PlanRosterBody(
    [property: Description("First day; the next Monday if left out.")] DateOnly? From = null,
    [property: Range(1, RosterSpan.WeeksMax), Description("4 if left out.")] int? Weeks = null,
    [property: Range(1, RosterSpan.SecondsMax), Description("At most so long is searched, after the patients have been simulated; 30 if left out.")] int? Seconds = null,
    [property: Description("Who is away.")] ImmutableArray<AbsenceBody>? Absences = null,
    [property: Description("Who asks for what.")] ImmutableArray<WishBody>? Wishes = null,
    [property: Range(0, 300), Description("What if: so many per cent more patients.")] int? DemandPlusPercent = null,
    [property: Range(0, 500), Description("What if: so many surge beds more are occupied at every hour.")] int? SurgeBeds = null);

internal sealed record RepairBody(
    [property: Description("Who is away now. Days before the first of them stay as they are.")] ImmutableArray<AbsenceBody> Sick,
    [property: Range(1, RosterSpan.SecondsMax), Description("At most so long is searched; 30 if left out.")] int? Seconds = null,
    [property: Range(0, 300), Description("So many per cent more patients.")] int? DemandPlusPercent = null,
    [property: Range(0, 500), Description("So many surge beds more are occupied at every hour.")] int? SurgeBeds = null);

internal sealed record AbsenceBody(
    StaffId Staff,
    [property: Description("First day.")] DateOnly From,
    [property: Description("Last day; the first if left out.")] DateOnly? Until = null,
    string? Reason = null);

internal sealed record WishBody(
    StaffId Staff,
    DateOnly Date,
    [property: Description("True to work, false not to.")] bool On,
    [property: Description("Code of the shift; any if left out.")] string? Shift = null,
    [property: Range(0, 1_000_000), Description("What it costs not to grant it; as the hospital weighs requests if left out.")] int? Weight = null);

/// <summary>The rosters of a unit that are in force.</summary>
/// <param name="Publications">So many so far.</param>
/// <param name="Version">Another one after every publication and withdrawal; as If-Match with a publication it refuses to overwrite what the publisher has not seen.</param>
internal sealed record RosterRecord(HospitalId Hospital, UnitId Unit, int Publications, string Version, ImmutableArray<PublishedRoster> Rosters);

internal sealed record RosterAnswer(ReplyKind Kind, long Position, RosterRecord Roster);

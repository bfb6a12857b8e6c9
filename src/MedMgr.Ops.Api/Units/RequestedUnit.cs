using System.Collections.Immutable;
using System.Reflection;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.Grains.Contracts;
using Microsoft.AspNetCore.Http;

namespace MedMgr.Ops.Api.Units;

/// <summary>The unit that the path names.</summary>
internal sealed class RequestedUnit
{
    private static readonly TimeSpan AgencyShiftMax = TimeSpan.FromHours(24);

    private readonly RequestedHospital _hospital;
    private readonly UnitDefinition _definition;

    private RequestedUnit(RequestedHospital hospital, UnitDefinition definition)
    {
        _hospital = hospital;
        _definition = definition;
    }

    private IUnitGrain Grain => _hospital.Unit(_definition.Id);

    /// <exception cref="ProblemException">No such hospital, or no such unit in it.</exception>
    public static ValueTask<RequestedUnit?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var hospital = RequestedHospital.Of(http);
        var id = PathIds.Id<UnitId>(http, "unit");
        return hospital.Map.Unit(id) is { } definition
            ? ValueTask.FromResult<RequestedUnit?>(new RequestedUnit(hospital, definition))
            : throw new ProblemException(ApiProblem.Of(new Rejection(RejectionCode.UnitUnknown, $"There is no unit {id}.")));
    }

    public async Task<IResult> Show() => Results.Json(RecordOf(await Grain.Get()), DomainJson.Options);

    public async Task<IResult> Execute(CommandContext by, UnitCommand command) =>
        await Acknowledge(by, await Grain.Execute(command, by.Origin, []), [Streams.Of(_definition.Id)]);

    public async Task<IResult> AgencyNurseComes(CommandContext by, AgencyNurse nurse, DateTimeOffset until) => until > by.At && until <= by.At + AgencyShiftMax
        ? await Execute(by, new UnitCommand.StaffArrives(new OnDuty(nurse.Id, StaffRole.RegisteredNurse, by.At, until)) { At = by.At })
        : ApiProblem.OfField("until", $"is {until:u}, and has to lie within {AgencyShiftMax.TotalHours:0} hours from now ({by.At:u})");

    /// <param name="beds">Null or empty: all that can be opened or closed.</param>
    public async Task<IResult> SetSurgeBeds(CommandContext by, bool open, ImmutableArray<BedId>? beds, string reason) =>
        await Acknowledge(
            by,
            await Grain.SetSurgeBeds(beds ?? [], open, reason, by.Origin),
            _definition.Rooms.SelectMany(r => r.Beds).Where(b => b.Surge).Select(b => Streams.Of(b.Id)));

    private Task<IResult> Acknowledge(CommandContext by, UnitReply reply, IEnumerable<string> streams) =>
        _hospital.Acknowledge(by, Outcome.Of(reply), streams, (kind, position) => new UnitAnswer(kind, position, RecordOf(reply)));

    private UnitRecord RecordOf(UnitReply reply) => new(
        _definition.Id, _definition.Name, _definition.LevelOfCare, reply.State.IsOpen, reply.State.ClosedBecause, reply.StaffedCapacity, reply.State.OnDuty);
}

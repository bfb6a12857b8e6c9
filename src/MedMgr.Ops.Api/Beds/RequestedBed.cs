using System.Reflection;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Log;
using Microsoft.AspNetCore.Http;

namespace MedMgr.Ops.Api.Beds;

/// <summary>The bed that the path names.</summary>
internal sealed class RequestedBed
{
    private readonly RequestedHospital _hospital;
    private readonly BedId _id;
    private readonly UnitDefinition _unit;

    private RequestedBed(RequestedHospital hospital, BedId id, UnitDefinition unit)
    {
        _hospital = hospital;
        _id = id;
        _unit = unit;
    }

    /// <exception cref="ProblemException">No such hospital, or no such bed in it.</exception>
    public static ValueTask<RequestedBed?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var hospital = RequestedHospital.Of(http);
        var id = PathIds.Id<BedId>(http, "bed");
        return hospital.Map.UnitOf(id) is { } unit
            ? ValueTask.FromResult<RequestedBed?>(new RequestedBed(hospital, id, unit))
            : throw new ProblemException(ApiProblem.Of(Unknown(id)));
    }

    public static Rejection Unknown(BedId id) => new(RejectionCode.BedUnknown, $"There is no bed {id}.");

    public async Task<IResult> Show() => Results.Json(RecordOf((await _hospital.Unit(_unit.Id).GetBed(_id)).Bed), DomainJson.Options);

    public async Task<IResult> Execute(CommandContext by, BedCommand command)
    {
        var reply = await _hospital.Unit(_unit.Id).ExecuteBed(_id, command, by.Origin);
        return await _hospital.Acknowledge(
            by, Outcome.Of(reply), [Streams.Of(_id)], (kind, position) => new BedAnswer(kind, position, RecordOf(reply.Bed.Bed)));
    }

    private BedRecord RecordOf(Bed bed) => new(_id, _unit.Id, _hospital.Map.RoomOf(_id)!.Id, bed.State.StatusOf(), bed.Precautions, bed.State);
}

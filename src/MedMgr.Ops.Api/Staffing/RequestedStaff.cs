using System.Reflection;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Staffing;
using Microsoft.AspNetCore.Http;

namespace MedMgr.Ops.Api.Staffing;

/// <summary>The member of staff that the path names.</summary>
internal sealed class RequestedStaff
{
    private readonly RequestedHospital _hospital;
    private readonly StaffDefinition _person;

    private RequestedStaff(RequestedHospital hospital, StaffDefinition person)
    {
        _hospital = hospital;
        _person = person;
    }

    /// <exception cref="ProblemException">No such hospital, or nobody of that id in it.</exception>
    public static ValueTask<RequestedStaff?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var hospital = RequestedHospital.Of(http);
        var id = PathIds.Id<StaffId>(http, "staff");
        return hospital.Map.Staff(id) is { } person
            ? ValueTask.FromResult<RequestedStaff?>(new RequestedStaff(hospital, person))
            : throw new ProblemException(ApiProblem.Of(new Rejection(RejectionCode.StaffUnknown, $"There is no member of staff {id}.")));
    }

    public async Task<IResult> Show() => Results.Json(StaffRecord.Of(_person, (await _hospital.Staff(_person.Id).Get()).State), DomainJson.Options);

    public Task<IResult> StartShift(CommandContext by, StartShiftBody body) => Execute(by, new StaffCommand.StartShift(
        body.Unit ?? _person.HomeUnit, body.Until ?? by.At.AddHours(_person.Pattern.Hours), by.Overriding(body.Override), body.Reason) { At = by.At });

    public async Task<IResult> Execute(CommandContext by, StaffCommand command)
    {
        var reply = await _hospital.Staff(_person.Id).Execute(command, by.Origin);
        return await _hospital.Acknowledge(
            by, Outcome.Of(reply), [Streams.Of(_person.Id)], (kind, position) => new StaffAnswer(kind, position, StaffRecord.Of(_person, reply.State)));
    }
}

using System.Reflection;
using System.Text.Json;
using MedMgr.Ops.Api.Beds;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using Microsoft.AspNetCore.Http;

namespace MedMgr.Ops.Api.Encounters;

/// <summary>The visit that the path names. It need not be known yet: the request for a bed may be the first that is heard of it.</summary>
internal sealed class RequestedEncounter
{
    private readonly RequestedHospital _hospital;
    private readonly EncounterId _id;

    private RequestedEncounter(RequestedHospital hospital, EncounterId id)
    {
        _hospital = hospital;
        _id = id;
    }

    /// <exception cref="ProblemException">No such hospital.</exception>
    public static ValueTask<RequestedEncounter?> BindAsync(HttpContext http, ParameterInfo parameter) =>
        ValueTask.FromResult<RequestedEncounter?>(new RequestedEncounter(RequestedHospital.Of(http), PathIds.Id<EncounterId>(http, "encounter")));

    public async Task<IResult> Show() =>
        await StateNow() is { Standing: not Standing.Unknown } known
            ? Results.Json(EncounterRecord.Of(_id, known), DomainJson.Options)
            : ApiProblem.Of(new Rejection(RejectionCode.EncounterUnknown, $"There is no visit {_id}."));

    public async Task<IResult> RequestBed(CommandContext by, Body<RequestBody> body)
    {
        var before = (await StateNow()).Needs;
        var needs = body.Json.TryGetProperty("needs", out var patch) && patch.ValueKind == JsonValueKind.Object ? NeedsPatch.Apply(before, patch) : before;
        var asked = body.Value;
        return await Execute(
            by, new EncounterCommand.Request(needs, asked.Target, asked.Reason ?? "bed requested", asked.Patient, asked.PatientClass) { At = by.At });
    }

    public async Task<IResult> ChangeNeeds(CommandContext by, Body<NeedsBody> body) =>
        await Execute(by, new EncounterCommand.ChangeNeeds(NeedsPatch.Apply((await StateNow()).Needs, body.Json)) { At = by.At });

    public Task<IResult> Assign(CommandContext by, BedChoiceBody body) =>
        PlaceOf(body.Bed) is { } place
            ? Execute(by, new EncounterCommand.Assign(place, by.Overriding(body.Override)) { At = by.At })
            : NoSuch(body.Bed);

    /// <param name="bed">Null: the assigned one.</param>
    public Task<IResult> Arrive(CommandContext by, BedId? bed, OverrideBody? overriding) =>
        bed is not { } named ? Execute(by, new EncounterCommand.Arrive(null, by.Overriding(overriding)) { At = by.At })
        : PlaceOf(named) is { } place ? Execute(by, new EncounterCommand.Arrive(place, by.Overriding(overriding)) { At = by.At })
        : NoSuch(named);

    public async Task<IResult> Execute(CommandContext by, EncounterCommand command)
    {
        var reply = await _hospital.Encounter(_id).Execute(command, by.Origin);
        return await _hospital.Acknowledge(
            by, Outcome.Of(reply), [Streams.Of(_id)], (kind, position) => new EncounterAnswer(kind, position, EncounterRecord.Of(_id, reply.State)));
    }

    private async Task<EncounterState> StateNow() => (await _hospital.Encounter(_id).Get()).State;

    private Place? PlaceOf(BedId bed) => _hospital.Map.UnitOf(bed) is { } unit ? new Place(unit.Id, bed) : null;

    private static Task<IResult> NoSuch(BedId bed) => Task.FromResult<IResult>(ApiProblem.Of(RequestedBed.Unknown(bed)));
}

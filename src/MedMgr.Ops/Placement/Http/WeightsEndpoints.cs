using System.ComponentModel;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Optimizer.BedPlacement;

namespace MedMgr.Ops.Placement.Http;

/// <summary>What placements are weighed by: the hospital's own judgement, kept in its log with who made it and why.</summary>
internal static class WeightsEndpoints
{
    public static void MapWeights(this IEndpointRouteBuilder placement)
    {
        placement.MapGet("/weights", Show).Query<WeightsAnswer>("getWeights", "What placements are weighed by, in points, and who decided it");
        placement.MapPut("/weights", Set)
            .Command<WeightsAnswer>(
                "setWeights", "Sets the hospital's own weights: those left out become the optimiser's", """{ "weights": { "move": 200, "outlier": 30 }, "reason": "transfers upset the wards" }""");
    }

    private static async Task<IResult> Show(RequestedHospital hospital, IEventLog log, CancellationToken cancellationToken) =>
        Results.Json(await Current(hospital, log, cancellationToken), DomainJson.Options);

    private static async Task<IResult> Set(HttpContext http, RequestedHospital hospital, Body<WeightsBody> body, CommandContext by, IEventLog log)
    {
        if (HospitalWeights.OutOfRange(body.Json.GetProperty("weights"), "weights") is { Count: > 0 } wrong)
        {
            return ApiProblem.OfFields(wrong);
        }

        var command = new HospitalCommand.SetPlacementWeights(HospitalWeights.ToKeep(body.Value.Weights), body.Value.Reason) { At = by.At };
        var reply = await hospital.Grain.Execute(command, by.Origin);
        var current = await Current(hospital, log, http.RequestAborted);
        return await hospital.Acknowledge(by, Outcome.Of(reply), [Streams.Hospital], (_, _) => current);
    }

    /// <remarks>Of the log itself: the board keeps the weights, the log who set them.</remarks>
    private static async Task<WeightsAnswer> Current(RequestedHospital hospital, IEventLog log, CancellationToken cancellationToken)
    {
        var events = await log.ReadStreamAsync(hospital.Id.Value, Streams.Hospital, cancellationToken: cancellationToken);
        var last = events.LastOrDefault(e => e.Type == EventNames.NameOf(typeof(HospitalEvent.PlacementWeightsSet)));
        if (last is null)
        {
            return new WeightsAnswer(PlacementWeights.Default, null, null, null);
        }

        var set = (HospitalEvent.PlacementWeightsSet)EventNames.FromJson(last.Type, last.Payload.Span);
        return new WeightsAnswer(HospitalWeights.Of(set.Weights), last.Cause.Actor, set.At, set.Reason);
    }
}

internal sealed record WeightsAnswer(
    [property: Description("Every weight that holds, the optimiser's own where the hospital has set none.")] PlacementWeights Weights,
    [property: Description("Null while all are the optimiser's own.")] string? SetBy,
    DateTimeOffset? SetAt,
    string? Reason);

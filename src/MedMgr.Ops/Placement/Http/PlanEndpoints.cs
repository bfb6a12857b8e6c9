using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MedMgr.Ops.Api;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Placement.Plans;

namespace MedMgr.Ops.Placement.Http;

/// <summary>Plans of who goes into which bed. They stand here and not in the API's project because only the executable knows both the boards and the optimiser.</summary>
internal static class PlanEndpoints
{
    public static void MapPlacement(this IEndpointRouteBuilder routes)
    {
        var placement = routes.MapGuarded().MapGroup("/api/hospitals/{hospital}/placement").WithTags("Placement");
        placement.MapPost("/plans", Make)
            .Creation<PlanAnswer>(
                "makePlan", "Plans who goes into which bed: a quick plan at once, then better ones under the same id",
                """{ "seconds": 20, "weights": { "move": 200 }, "surge": true, "wait": "done" }""");
        placement.MapGet("/plans/{plan}", Show).Query<PlanAnswer>("getPlan", "A plan as it stands, by its id or \"latest\"; steps that events have overtaken are marked");
        placement.MapGet("/plans/{plan}/improvements", Follow)
            .Events<PlanAnswer>("followPlan", "Each better plan as it is found, as server-sent events; ends with the search");
        placement.MapExplanations();
        placement.MapAcceptance();
        placement.MapWeights();
        placement.MapWhatIf();
    }

    /// <summary>Answers with the plan, and with where it stands from now on.</summary>
    private static async Task<IResult> Make(HttpContext http, RequestedHospital hospital, Body<PlanBody> body, PlacementDesk desk)
    {
        if (WeightsOf(body) is { } weights && HospitalWeights.OutOfRange(weights, "weights") is { Count: > 0 } wrong)
        {
            return ApiProblem.OfFields(wrong);
        }

        var ask = new PlacementAsk(body.Value.Seconds ?? PlacementAsk.SecondsDefault, WeightsOf(body), body.Value.Surge ?? false);
        if (await desk.Make(hospital.Id, ask, http.RequestAborted) is not { } kept)
        {
            return ApiProblem.Make(StatusCodes.Status503ServiceUnavailable, "busy", "Too many plans are asked for at once. Ask again in a moment.");
        }

        var revision = body.Value.Wait == PlanWait.Done ? await kept.Last(http.RequestAborted) : kept.Newest;
        http.Response.Headers.Location = $"/api/hospitals/{hospital.Id}/placement/plans/{kept.Id}";
        return Results.Json(await Answer(desk, kept, revision), DomainJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Show(RequestedPlan requested, PlacementDesk desk) =>
        Results.Json(await Answer(desk, requested.Kept, requested.Kept.Newest), DomainJson.Options);

    private static IResult Follow(RequestedPlan requested, PlacementDesk desk, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(Improvements(requested.Kept, desk, cancellationToken));

    private static async IAsyncEnumerable<SseItem<PlanAnswer>> Improvements(KeptPlan kept, PlacementDesk desk, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var revision in kept.Follow(cancellationToken))
        {
            yield return new SseItem<PlanAnswer>(await Answer(desk, kept, revision), revision.IsLast ? "done" : "improvement") { EventId = $"{revision.Number}" };
        }
    }

    private static async Task<PlanAnswer> Answer(PlacementDesk desk, KeptPlan kept, PlanRevision revision) =>
        PlanAnswer.Of(kept, revision, await desk.Look(kept.Hospital));

    private static JsonElement? WeightsOf(Body<PlanBody> body) =>
        body.Json.TryGetProperty("weights", out var weights) && weights.ValueKind == JsonValueKind.Object ? weights : null;
}

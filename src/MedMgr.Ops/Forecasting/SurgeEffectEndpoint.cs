using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MedMgr.Ops.Api;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Ops.Forecasting;

/// <summary>POST …/surge/effect: what opening beds or calling nurses in would change in the next hours, before anybody does it.</summary>
internal static class SurgeEffectEndpoint
{
    public const int ReplicationsMax = 1_000;
    public const int CallInMax = 20;

    private const int ReplicationsDefault = 200;

    private static readonly ImmutableArray<int> Hours = [4, 12, 24];

    public static void MapSurgeEffect(this IEndpointRouteBuilder routes) =>
        routes.MapGuarded().MapPost("/api/hospitals/{hospital}/surge/effect", Try).WithTags("Hospital").Creation<ForecastEffect>(
            "askSurgeEffect", "What an action on a unit would change after 4, 12 and 24 hours: the same patients with and without it; nothing is done",
            """{ "unit": "4E", "surgeBeds": 4, "nurses": 1 }""", StatusCodes.Status200OK);

    private static async Task<IResult> Try(HttpContext http, RequestedHospital house, Body<SurgeEffectBody> body, ForecastDesk desk)
    {
        var b = body.Value;
        var action = new SurgeAction(b.Unit, b.SurgeBeds ?? 0, b.Nurses ?? 0, b.NurseHours ?? 12, b.Open);
        if (action is { OpenSurgeBeds: 0, CallIn: 0, Unit: null })
        {
            return ApiProblem.OfField("surgeBeds", "is nought or missing, and so are nurses and open: say what is to be tried");
        }

        try
        {
            return await desk.Try(house.Id, action, Hours, b.Replications ?? ReplicationsDefault, http.RequestAborted) switch
            {
                null => ApiProblem.Make(StatusCodes.Status503ServiceUnavailable, "busy", "Too many forecasts are asked for at once. Ask again in a moment."),
                { Refused: { } no } => ApiProblem.Of(no),
                { Effect: var effect } => Results.Json(effect, DomainJson.Options),
            };
        }
        catch (ArgumentException e)
        {
            return ApiProblem.Make(StatusCodes.Status409Conflict, "no-forecast", e.Message);
        }
    }
}

internal sealed record SurgeEffectBody(
    [property: Description("The unit that the action is about.")] UnitId Unit,
    [property: Range(0, 1000), Description("So many closed surge beds of it are opened.")] int? SurgeBeds = null,
    [property: Range(0, SurgeEffectEndpoint.CallInMax), Description("So many registered nurses come on duty there at once.")] int? Nurses = null,
    [property: Range(1, 24), Description("How long they stay; 12 if left out.")] int? NurseHours = null,
    [property: Description("The unit itself is opened (true) or closed (false).")] bool? Open = null,
    [property: Range(2, SurgeEffectEndpoint.ReplicationsMax), Description("Independent runs of each; 200 if left out.")] int? Replications = null);

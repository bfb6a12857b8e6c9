using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Optimizer.BedPlacement;

namespace MedMgr.Ops.Placement.Http;

/// <summary>POST …/placement/what-if: what surge beds and more nurses would change. Nothing is kept of it, and nobody can accept it.</summary>
internal static class WhatIfEndpoint
{
    /// <summary>For each of the two plans that are compared.</summary>
    public const int SecondsMax = 60;

    private const int SecondsDefault = 5;

    public static void MapWhatIf(this IEndpointRouteBuilder placement) => placement.MapPost("/what-if", Ask)
        .Creation<WhatIfAnswer>("askWhatIf", "What opening surge beds and calling nurses in would change: two plans side by side", """{ "surgeBeds": 4, "nurses": 1 }""", StatusCodes.Status200OK);

    private static async Task<IResult> Ask(HttpContext http, RequestedHospital hospital, Body<WhatIfBody> body, PlacementDesk desk)
    {
        var (beds, nurses, seconds) = body.Value;
        var answer = await desk.WhatIf(hospital.Id, beds, nurses, TimeSpan.FromSeconds(seconds ?? SecondsDefault), http.RequestAborted);
        return answer is null
            ? ApiProblem.Make(StatusCodes.Status503ServiceUnavailable, "busy", "Another such question is being worked on, or the server is stopping. Ask again in a moment.")
            : Results.Json(WhatIfAnswer.Of(answer), DomainJson.Options);
    }
}

internal sealed record WhatIfBody(
    [property: Range(0, 1000), Description("So many closed surge beds may be opened.")] int SurgeBeds,
    [property: Range(0, 20), Description("So many nurses may be called in for each unit.")] int Nurses,
    [property: Range(1, WhatIfEndpoint.SecondsMax), Description("Time for each of the two plans; 5 if left out.")] int? Seconds = null);

internal sealed record WhatIfAnswer(
    [property: Description("Patients who get a bed with surge and none without.")] int MorePlaced,
    [property: Description("Hours of waiting that are spared within the horizon, over all patients.")] double HoursSaved,
    [property: Description("What the plan makes of the permission: no bed is opened that does not pay for itself.")] SurgeUse Uses,
    WhatIfPlan Without,
    WhatIfPlan With)
{
    public static WhatIfAnswer Of(SurgeWhatIfAnswer answer) =>
        new(answer.MorePlaced, Math.Round(answer.HoursSaved, 2), answer.With.Surge, WhatIfPlan.Of(answer.Without), WhatIfPlan.Of(answer.With));
}

internal sealed record WhatIfPlan(
    PlanStatus Status,
    int Placed,
    int Unplaced,
    [property: Description("Points, what surge costs included.")] long Objective,
    [property: Description("Where each patient would go.")] ImmutableArray<WhatIfStep> Plan,
    [property: Description("What the reader must know of how it was made.")] string? Note)
{
    public static WhatIfPlan Of(PlacementPlan plan) => new(
        plan.Status, plan.Steps.Length, plan.Unplaced.Length, plan.Objective, [.. plan.Steps.Select(s => new WhatIfStep(s.Encounter, s.Bed, s.At))], plan.Note);
}

internal sealed record WhatIfStep(Domain.EncounterId Encounter, Domain.BedId To, DateTimeOffset At);

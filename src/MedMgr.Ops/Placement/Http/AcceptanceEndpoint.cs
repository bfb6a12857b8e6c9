using System.Collections.Immutable;
using System.ComponentModel;
using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Placement.Accepting;

namespace MedMgr.Ops.Placement.Http;

/// <summary>POST …/plans/{plan}/acceptance: a person says yes to a plan, or to some of its steps.</summary>
internal static class AcceptanceEndpoint
{
    public static void MapAcceptance(this IEndpointRouteBuilder placement) => placement.MapPost("/plans/{plan}/acceptance", Accept)
        .Command<AcceptanceAnswer>(
            "acceptPlan", "Carries out steps of a plan. The house may refuse each of them; sent again, what is done is not done again",
            """{ "steps": ["V-1001", "V-1002"], "revision": 3 }""");

    private static async Task<IResult> Accept(HttpContext http, RequestedPlan requested, Body<AcceptanceBody> body, CommandContext by, IGrainFactory grains, IBoardFeeds boards)
    {
        var kept = requested.Kept;
        var (steps, revision, _) = body.Value;
        if (revision is { } seen && seen != kept.Newest.Number)
        {
            return ApiProblem.Make(
                StatusCodes.Status409Conflict, "plan-changed",
                $"Revision {seen} of plan {kept.Id} was looked at, and it is revision {kept.Newest.Number} by now. Look at it again: its steps may be others.");
        }

        // What is accepted must not become another plan meanwhile.
        kept.CutShort("Steps of it were accepted.");
        var chosen = kept.Newest.Plan;
        if (steps.Named is { } named && named.Where(e => chosen.StepOf(e) is null).ToImmutableArray() is { IsEmpty: false } unknown)
        {
            return ApiProblem.OfField("steps", $"names {string.Join(", ", unknown)}, for whom plan {kept.Id} has no step");
        }

        var acceptance = new Acceptance(kept, chosen, new House(grains, kept.Hospital, by.Actor, by.At), by.Overriding(body.Value.Override));
        var outcomes = await acceptance.Run(step => steps.Takes(step.Encounter));
        var position = outcomes.Select(o => o.Position).DefaultIfEmpty().Max();
        if (position > 0)
        {
            await boards.WaitForAsync(kept.Hospital, position, Acknowledgement.BoardWaitMax, http.RequestAborted);
        }

        return Results.Json(new AcceptanceAnswer(kept.Id, position > 0 ? position : boards.Find(kept.Hospital)?.Position ?? 0, outcomes, chosen.Surge.Nurses), DomainJson.Options);
    }
}

/// <param name="Position">Of the log: from there on the outcomes are true.</param>
internal sealed record AcceptanceAnswer(
    string Plan,
    long Position,
    ImmutableArray<StepOutcome> Steps,
    [property: Description("Whom the plan reckons with beyond those on duty: somebody has to call them in, and they have to begin their shift.")]
    ImmutableArray<NursesCalledIn> ToCallIn);

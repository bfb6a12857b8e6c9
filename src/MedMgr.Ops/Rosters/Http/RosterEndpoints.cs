using MedMgr.Ops.Api;
using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Rosters.Http;

/// <summary>Rosters over HTTP. They stand here and not in the API's project because only the executable knows the boards, the simulation and the optimiser.</summary>
internal static class RosterEndpoints
{
    private const int BytesMax = 4 * 1024 * 1024;

    public static void MapRosters(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGuarded().MapGroup("/api/hospitals/{hospital}/rosters").WithTags("Rosters");
        all.MapRosterFiles();
        var rosters = all.MapGroup("/{unit}");
        rosters.MapGet("", RosterFileEndpoints.Negotiated).Query<RosterRecord>("getRosters", "The published rosters of a unit; as CSV or iCalendar with Accept, or under …/{unit}.csv and …/{unit}.ics");
        rosters.MapPost("", Publish).WithMetadata(new BodyLimit(BytesMax)).Command<RosterAnswer>(
            "publishRoster", "Publishes a roster: on its days it takes the place of the standing patterns and of what was published before; staffed beds follow",
            """{ "from": "2026-11-30", "until": "2026-12-06", "shifts": [{ "staff": "MED-4E-RN-D01", "start": "2026-11-30T07:00:00-08:00", "end": "2026-11-30T19:00:00-08:00", "shift": "D", "charge": true }] }""");
        rosters.MapPost("/withdrawal", Withdraw).Command<RosterAnswer>(
            "withdrawRoster", "Takes the published rosters back from a day on: the standing patterns hold again", """{ "from": "2026-12-05", "reason": "negotiations" }""");
        rosters.MapDrafts();
        rosters.MapPost("/plans", Plan).Creation<RosterDocument>(
            "planRoster", "Plans a roster for the patients that the live board leads to. Nothing is published", """{ "from": "2026-11-30", "weeks": 4, "seconds": 20 }""");
        rosters.MapPost("/repair", Repair).Creation<RosterDocument>(
            "repairRoster", "Who could stand in for those who call in sick: the published roster with few changes, each with its price. Nothing is published",
            """{ "sick": [{ "staff": "MED-4E-RN-D01", "from": "2026-12-01" }], "seconds": 10 }""");
    }

    private static Task<IResult> Publish(HttpContext http, RequestedRoster requested, Body<PublishBody> body, CommandContext by, HospitalRosters rosters, IBoardFeeds boards)
    {
        var (from, until, shifts, @override, why) = body.Value;
        var command = new RosterCommand.Publish(
            from, until.AddDays(1), [.. shifts.Select(s => s.ToShift())], by.Overriding(@override), new PublicationNote(by.Actor, by.At, why), Knowing(http)) { At = by.At };
        return Carry(http, requested, command, by, rosters, boards);
    }

    /// <summary>If-Match: the version that the publisher has seen; null publishes over whatever is there.</summary>
    internal static string? Knowing(HttpContext http) => http.Request.GetTypedHeaders().IfMatch is [var seen, ..] && seen.Tag != "*" ? seen.Tag.Value!.Trim('"') : null;

    private static Task<IResult> Withdraw(HttpContext http, RequestedRoster requested, Body<WithdrawBody> body, CommandContext by, HospitalRosters rosters, IBoardFeeds boards) =>
        Carry(http, requested, new RosterCommand.Withdraw(body.Value.From, body.Value.Reason) { At = by.At }, by, rosters, boards);

    /// <summary>Answers once the board shows who is on duty now.</summary>
    internal static async Task<IResult> Carry(
        HttpContext http, RequestedRoster requested, RosterCommand command, CommandContext by, HospitalRosters rosters, IBoardFeeds boards)
    {
        var reply = await rosters.Execute(requested.Hospital, requested.Unit.Id, command, by.Origin);
        return await Acknowledged(http, requested, reply, boards);
    }

    /// <inheritdoc cref="Carry"/>
    internal static async Task<IResult> Acknowledged(HttpContext http, RequestedRoster requested, RosterReply reply, IBoardFeeds boards)
    {
        if (reply.Because is { } because)
        {
            return ApiProblem.Of(because);
        }

        if (reply.Kind == ReplyKind.Duplicate)
        {
            http.Response.Headers[CommandContext.ReplayedHeader] = "true";
        }

        var hospital = requested.Hospital.Definition.Id;
        if (reply.Position > 0)
        {
            await boards.WaitForAsync(hospital, reply.Position, Acknowledgement.BoardWaitMax, http.RequestAborted);
        }

        http.Response.Headers.ETag = $"\"{reply.State.Version}\"";
        return Results.Json(new RosterAnswer(reply.Kind, reply.Position, requested.Record(reply.State)), DomainJson.Options);
    }

    private static async Task<IResult> Plan(HttpContext http, RequestedRoster requested, Body<PlanRosterBody> body, HospitalRosters rosters)
    {
        var asked = body.Value;
        return await Answer(http, rosters.Plan(requested.Order(asked, rosters.Now), RequestedRoster.LimitOf(asked.Seconds)));
    }

    private static async Task<IResult> Repair(HttpContext http, RequestedRoster requested, Body<RepairBody> body, HospitalRosters rosters)
    {
        var asked = body.Value;
        if (asked.Sick.IsEmpty)
        {
            return ApiProblem.OfField("sick", "names nobody: say who is away");
        }

        var from = asked.Sick.Min(s => s.From);
        if (await requested.PublishedOn(rosters, from) is not { } known)
        {
            return requested.NothingPublishedOn(from);
        }

        return await Answer(http, rosters.Repair(requested.Order(asked, known), known.Shifts, from, RequestedRoster.LimitOf(asked.Seconds)));
    }

    private static async Task<IResult> Answer(HttpContext http, Task<RosterDocument?> roster)
    {
        try
        {
            return await roster.WaitAsync(http.RequestAborted) is { } made
                ? Results.Json(made, DomainJson.Options, statusCode: StatusCodes.Status201Created)
                : ApiProblem.Make(StatusCodes.Status503ServiceUnavailable, "busy", $"One roster is made at a time, and {RosterQueue.WaitingMax} are waiting. Ask again in a minute.");
        }
        catch (ArgumentException e)
        {
            return ApiProblem.Make(StatusCodes.Status409Conflict, "no-forecast", e.Message);
        }
        catch (SolverUnavailableException e)
        {
            return ApiProblem.Make(StatusCodes.Status503ServiceUnavailable, "no-solver", $"The solver gave no answer: {e.Message}");
        }
    }
}

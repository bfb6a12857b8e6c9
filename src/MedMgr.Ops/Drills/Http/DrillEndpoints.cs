using System.Collections.Immutable;
using MedMgr.Ops.Api;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Drills.Pages;
using MedMgr.Ops.WallBoard;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Sim.Hospital.Drills;
using MedMgr.Sim.Reports;
using MedMgr.Sim.Reports.Json;
using MedMgr.Sim.Reports.Pages;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.Drills.Http;

/// <summary>The lead's controls of a drill, and its report.</summary>
internal static class DrillEndpoints
{
    private const string ReportPath = "/drill/report";

    public static void MapDrill(this IEndpointRouteBuilder routes)
    {
        var drill = routes.MapGuarded().MapGroup("/api/drill").WithTags("Drill");
        drill.MapGet("", (DrillDesk desk) => With(desk, Show)).Query<DrillAnswer>("getDrill", "The drill as it stands: clock, figures against the control run, objectives, injects, timeline");
        drill.MapClock();
        drill.MapPost("/inject", (DrillDesk desk, Body<InjectBody> body, CommandContext by) => With(desk, c => Inject(c, body.Value, by.Actor)))
            .Command<DrillAnswer>("inject", "Lets something happen to the hospital, now or at a moment", """{ "kind": "bus-crash", "patients": 40, "withinMinutes": 60 }""");
        drill.MapPost("/objectives", (DrillDesk desk, Body<ObjectiveBody> body, CommandContext by) => With(desk, c => Assign(c, body.Value, by.Actor)))
            .Command<DrillAnswer>(
                "assignObjective", "Adds an objective, or replaces the one of the same id",
                """{ "id": "icu", "title": "Nobody waits longer than 2 h", "capability": "Medical surge", "measure": "wait.longest", "atMost": 2, "assignedTo": "bed manager" }""");
        drill.MapPost("/objectives/{objective}/assess", (DrillDesk desk, string objective, Body<AssessmentBody> body, CommandContext by) => With(desk, c => Assess(c, objective, body.Value, by.Actor)))
            .Command<DrillAnswer>("assessObjective", "Rates an objective, instead of the rating proposed from its figure", """{ "rating": "S", "comment": "surge beds opened late" }""");
        drill.MapPost("/improvements", (DrillDesk desk, Body<ImprovementBody> body, CommandContext by) => With(desk, c => Improve(c, body.Value, by.Actor)))
            .Command<DrillAnswer>(
                "addImprovement", "Enters an improvement item; owner and date may follow on paper",
                """{ "capability": "Medical surge", "issue": "No one opened the surge beds of TELE", "action": "Name who does", "owner": "house supervisor", "due": "2027-02-01" }""");
        drill.MapGet("/report", (DrillDesk desk) => With(desk, c => Task.FromResult(Report(c, r => Results.Content(AfterActionJson.Of(r), "application/json; charset=utf-8")))))
            .Query<object>("getDrillReport", "The after-action report, once the drill is over; for people it is at /drill/report");
        DrillFiles.All.Map(routes);
        routes.MapHub<DrillHub>(DrillHub.Path, hub => hub.Limit(routes.ServiceProvider.GetRequiredService<IOptions<WallBoardOptions>>().Value));
        routes.MapGet("/drill", (HttpContext http, DrillPages pages) => pages.Show(http)).ExcludeFromDescription();
        routes.MapGet(ReportPath, (HttpContext http, DrillDesk desk) => With(desk, c => Task.FromResult(Report(c, r => Page(http, r))))).ExcludeFromDescription();
    }

    private static void MapClock(this RouteGroupBuilder drill)
    {
        drill.MapPost("/pause", (DrillDesk desk, Body<NothingBody> _, CommandContext by) => With(desk, c => Done(c, c.Pause(by.Actor)))).Command<DrillAnswer>("pauseDrill", "The drill's time stands still; displays do not");
        drill.MapPost("/resume", (DrillDesk desk, Body<NothingBody> _, CommandContext by) => With(desk, c => Done(c, c.Resume(by.Actor)))).Command<DrillAnswer>("resumeDrill", "The drill's time runs");
        drill.MapPost("/pace", (DrillDesk desk, Body<PaceBody> body, CommandContext by) => With(desk, c => Done(c, c.SetPace(body.Value.Pace, by.Actor))))
            .Command<DrillAnswer>("setPace", "How many minutes of the drill pass in a minute", """{ "pace": 60 }""");
        drill.MapPost("/jump", (DrillDesk desk, Body<JumpBody> body, CommandContext by) => With(desk, c => Jump(c, body.Value, by.Actor)))
            .Command<DrillAnswer>("jump", "On to a later moment, as fast as the doors allow; the greedy policy gives the beds meanwhile", """{ "hours": 2 }""");
        drill.MapPost("/end", (DrillDesk desk, Body<NothingBody> _, CommandContext by) => With(desk, c => Done(c, c.End(by.Actor))))
            .Command<DrillAnswer>("endDrill", "Ends the drill before its time; the control runs and the report follow");
    }

    private static async Task<IResult> With(DrillDesk desk, Func<DrillConductor, Task<IResult>> act) => desk.Conductor is { } conductor
        ? await act(conductor)
        : ApiProblem.Make(StatusCodes.Status404NotFound, "no-drill", "No drill is led from this server. 'medmgr drill SCENARIO' starts one, with a hospital of its own.");

    private static Task<IResult> Show(DrillConductor conductor) => Task.FromResult(Answer(conductor));

    private static IResult Answer(DrillConductor conductor) => Results.Json(DrillAnswers.Of(conductor.Order, conductor.State), DomainJson.Options);

    private static async Task<IResult> Done(DrillConductor conductor, Task<string?> asked) => await asked is { } whyNot
        ? ApiProblem.Make(StatusCodes.Status409Conflict, "drill-can-not", whyNot)
        : Answer(conductor);

    private static Task<IResult> Jump(DrillConductor conductor, JumpBody body, string by) => (body.To, body.Hours) switch
    {
        ({ } to, null) => Done(conductor, conductor.Jump(to, by)),
        (null, { } hours) => Done(conductor, conductor.Jump(conductor.State.Now.AddHours(hours), by)),
        _ => Task.FromResult<IResult>(ApiProblem.OfField("to", "or hours has to be given, one of the two")),
    };

    private static async Task<IResult> Inject(DrillConductor conductor, InjectBody body, string by)
    {
        var (inject, wrong) = RequestedInject.Read(body, conductor.Order.Plan);
        return inject is null ? ApiProblem.OfFields(wrong) : await Done(conductor, conductor.Let(inject, body.At, by));
    }

    private static async Task<IResult> Assign(DrillConductor conductor, ObjectiveBody body, string by)
    {
        var wrong = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        if (body.AtMost is null && body.TimesControl is null)
        {
            wrong["atMost"] = ["or timesControl has to be given: an objective needs a limit"];
        }

        if (conductor.State.Figures is { } figures && figures[body.Measure] is null && body.Measure != UsualObjectives.SurgeDelay)
        {
            wrong["measure"] = [$"is '{body.Measure}', which no drill measures; for example boarding.over4h, wait.longest, ed.leftUnseen"];
        }

        if (wrong.Count > 0)
        {
            return ApiProblem.OfFields(wrong);
        }

        return await Done(conductor, conductor.Assign(new Objective(body.Id, body.Title, body.Capability, body.Measure, body.AtMost, body.TimesControl, body.AssignedTo), by));
    }

    private static async Task<IResult> Assess(DrillConductor conductor, string objective, AssessmentBody body, string by) => DrillWords.Rated(body.Rating) is { } rating
        ? await Done(conductor, conductor.Assess(objective, rating, body.Comment, by))
        : ApiProblem.OfField("rating", $"is '{body.Rating}', and has to be P, S, M or U");

    private static async Task<IResult> Improve(DrillConductor conductor, ImprovementBody body, string by) =>
        await Done(conductor, conductor.Improve(new ImprovementItem(body.Capability, body.Issue, body.Action, body.Owner, body.Due, by)));

    private static IResult Report(DrillConductor conductor, Func<AfterAction, IResult> show) => conductor.State.Report is { } report
        ? show(report)
        : ApiProblem.Make(StatusCodes.Status409Conflict, "drill-not-over", "The report is there when the drill is over and its control runs are done.");

    private static IResult Page(HttpContext http, AfterAction report)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(AfterActionPage.Of(report), "text/html; charset=utf-8");
    }
}

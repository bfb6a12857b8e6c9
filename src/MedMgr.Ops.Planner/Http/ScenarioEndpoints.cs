using System.Collections.Immutable;
using System.Text;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Definitions;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Planner.Editing;
using MedMgr.Ops.Planner.Library;
using MedMgr.Sim.Hospital.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace MedMgr.Ops.Planner.Http;

/// <summary>/api/scenarios: the library of scenarios.</summary>
internal static class ScenarioEndpoints
{
    /// <summary>JSON may write a character in six.</summary>
    private const int BytesMax = 2 * ScenarioFile.BytesMax;

    public static void MapScenarioLibrary(this IEndpointRouteBuilder scenarios)
    {
        scenarios.MapGet("", List).Query<IReadOnlyCollection<ScenarioSummary>>("listScenarios", "The scenarios on this server: those that came with it, and the planners' own");
        scenarios.MapPost("/validate", Validate).WithMetadata(new BodyLimit(BytesMax)).Creation<ValidateAnswer>(
            "validateScenario", "What is wrong with a scenario, with line and way out; edits are carried out in its text before. Nothing is kept",
            """{ "text": "extends: winter-week.yaml\nid: more\ntitle: More patients\n", "edits": [{ "path": "emergency.arrivalsPerDay", "value": "230" }] }""", StatusCodes.Status200OK);
        scenarios.MapGet("/{scenario}", Show).Query<ScenarioAnswer>("getScenario", "A scenario with its text; its version is in ETag");
        scenarios.MapGet("/{scenario}/yaml", Download).Query<string>("downloadScenario", "A scenario as the YAML file that it is");
        scenarios.MapPut("/{scenario}", Save).WithMetadata(new BodyLimit(BytesMax)).Command<ScenarioAnswer>(
            "saveScenario", "Saves an own scenario: with If-Match: \"version\" in place of that one, with If-None-Match: * as a new one",
            """{ "text": "extends: winter-week.yaml\nid: more\ntitle: More patients\n" }""").Preconditions();
        scenarios.MapDelete("/{scenario}", Delete).Command<ScenarioSummary>("deleteScenario", "Deletes an own scenario; its runs stay").Preconditions();
    }

    private static IResult List(ScenarioLibrary library) => Answer(library.All.Select(ScenarioSummary.Of));

    private static IResult Show(HttpContext http, RequestedScenario requested) => WithVersion(http, requested.Entry, StatusCodes.Status200OK);

    private static IResult Download(RequestedScenario requested) =>
        Results.File(Encoding.UTF8.GetBytes(requested.Entry.Text), "application/yaml; charset=utf-8", requested.Entry.Id + ".yaml");

    private static IResult Validate(Body<ValidateBody> body, ScenarioLibrary library)
    {
        var check = DraftCheck.Of(library, body.Value.Scenario ?? "new-scenario", body.Value.Text, body.Value.Edits ?? []);
        return Answer(new ValidateAnswer(check.Scenario is not null, check.Text, check.NotEdited, check.Faults));
    }

    private static IResult Save(HttpContext http, string scenario, Body<SaveScenarioBody> body, CommandContext by, ScenarioLibrary library)
    {
        _ = by; // Its headers are checked; the file itself has no place for a name.
        var (expected, isNew) = Expected(http);
        if (expected is null && !isNew)
        {
            return ApiProblem.Make(
                StatusCodes.Status428PreconditionRequired, "version-missing", "Say what you change: send If-Match with the ETag that you got, or If-None-Match: * for a new scenario.");
        }

        return library.Save(scenario, body.Value.Text, expected) switch
        {
            ScenarioSaving.Saved saved => WithVersion(http, saved.Entry, saved.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK),
            ScenarioSaving.Faulty faulty => Faulty(faulty.Errors),
            var other => NotDone(scenario, other),
        };
    }

    private static IResult Delete(HttpContext http, string scenario, CommandContext by, ScenarioLibrary library)
    {
        _ = by;
        if (library.Find(scenario) is null)
        {
            return RequestedScenario.Unknown(scenario);
        }

        var deleting = library.Delete(scenario, Expected(http).Version);
        return deleting is ScenarioSaving.Saved saved ? Answer(ScenarioSummary.Of(saved.Entry)) : NotDone(scenario, deleting);
    }

    /// <summary>Each fault under its line.</summary>
    public static ApiProblem Faulty(ImmutableArray<DefinitionError> faults) => ApiProblem.OfFields(faults.GroupBy(f => $"{f.File} line {f.Line}")
        .ToDictionary(g => g.Key, g => g.Select(f => $"{f.Path} {f.What}. How to fix: {f.HowToFix.TrimEnd('.')}".Trim()).ToImmutableArray()));

    private static ApiProblem NotDone(string id, ScenarioSaving why) => why switch
    {
        ScenarioSaving.Refused refused => ApiProblem.Make(StatusCodes.Status409Conflict, "not-yours", $"{id} {refused.Why}."),
        ScenarioSaving.Overtaken { Now: null } => ApiProblem.Make(StatusCodes.Status412PreconditionFailed, "gone", $"{id} has been deleted since you looked at it. Save it under a new name, or with If-None-Match: *."),
        ScenarioSaving.Overtaken { Now: var now } => ApiProblem.Make(
            StatusCodes.Status412PreconditionFailed, "changed-meanwhile",
            $"{id} has been saved by somebody else at {now.Changed:yyyy-MM-dd HH:mm} UTC, since you opened it. Save yours under another name, or look at theirs first."),
        _ => throw new InvalidOperationException($"No words for {why.GetType().Name}"),
    };

    private static (string? Version, bool IsNew) Expected(HttpContext http)
    {
        var headers = http.Request.GetTypedHeaders();
        return (headers.IfMatch is [{ IsWeak: false } tag] ? tag.Tag.Value?.Trim('"') : null, headers.IfNoneMatch is [var none] && none.Equals(EntityTagHeaderValue.Any));
    }

    private static IResult WithVersion(HttpContext http, ScenarioEntry entry, int status)
    {
        http.Response.Headers.ETag = $"\"{entry.Version}\"";
        return Answer(ScenarioAnswer.Of(entry), status);
    }

    internal static IResult Answer<T>(T answer, int status = StatusCodes.Status200OK) => Results.Json(answer, DomainJson.Options, statusCode: status);

    private static void Preconditions(this RouteHandlerBuilder route)
    {
        foreach (var status in new[] { StatusCodes.Status412PreconditionFailed, StatusCodes.Status428PreconditionRequired })
        {
            route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ApiProblem), [ApiProblem.ContentType]));
        }
    }
}

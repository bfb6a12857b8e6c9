using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Planner.Editing;
using MedMgr.Ops.Planner.Library;
using MedMgr.Ops.Planner.Running;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Reports.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedMgr.Ops.Planner.Http;

/// <summary>/api/scenarios/runs: asked for, watched, cancelled, looked at.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder scenarios)
    {
        scenarios.MapGet("/comparison", Compare).Query<object>("compareRuns", "Two runs of one seed: the paired differences of every measure, second minus first (?runs=FIRST,SECOND)");
        var runs = scenarios.MapGroup("/runs");
        runs.MapGet("", List).Query<IReadOnlyCollection<RunAnswer>>("listRuns", "Runs, the newest first");
        runs.MapPost("", Start).WithMetadata(new BodyLimit(2 * Sim.Hospital.Scenarios.ScenarioFile.BytesMax)).Command<RunAnswer>(
            "startRun", "Asks for a run: one at a time is carried out, the others wait", """{ "scenario": "flu-season-surge", "replications": 100, "seed": 7 }""");
        var run = runs.MapGroup("/{run}");
        run.MapGet("", Show).Query<RunAnswer>("getRun", "A run as it stands");
        run.MapDelete("", Cancel).Command<RunAnswer>("cancelRun", "Stops a run: what is finished is kept and marked as partial");
        run.MapGet("/events", Follow).Events<RunAnswer>("followRun", "A run's progress as server-sent events; ends with the run");
        run.MapGet("/result", Result).Query<object>("getRunResult", "What its replications found: measures with intervals, units, curves over time");
        run.MapGet("/measures.csv", Measures).Query<string>("getRunMeasures", "The measures as CSV, hospital and units");
        run.MapGet("/series.csv", Series).Query<string>("getRunSeries", "One curve over time as CSV (?name=boarding)");
        run.MapPost("/recording", Record).Command<RecordingAnswer>("recordRun", "Records the run's first replication, to be replayed on the wall");
    }

    private static IResult List(RunDesk desk) => ScenarioEndpoints.Answer(desk.All.Select(r => RunAnswer.Of(r, desk)));

    private static IResult Show(RequestedRun requested, RunDesk desk) => ScenarioEndpoints.Answer(RunAnswer.Of(requested.Run, desk));

    private static IResult Start(HttpContext http, Body<RunBody> body, CommandContext by, ScenarioLibrary library, RunDesk desk)
    {
        var asked = body.Value;
        if (library.Find(asked.Scenario) is not { } entry)
        {
            return RequestedScenario.Unknown(asked.Scenario);
        }

        var check = DraftCheck.Of(library, entry.Id, asked.Text ?? entry.Text, []);
        if (check.Scenario is not { } scenario)
        {
            return ScenarioEndpoints.Faulty(check.Faults);
        }

        var ask = new RunAsk(
            entry.Id, check.Text, scenario, asked.Replications ?? scenario.Replications, (ulong?)asked.Seed ?? scenario.Seed, check.Text != entry.Text, by.Actor,
            by.NamesItsKey ? by.Origin.Id : null);
        if (desk.Ask(ask) is not var (run, isRepeat))
        {
            return ApiProblem.Make(StatusCodes.Status503ServiceUnavailable, "busy", "Too many runs are waiting. Cancel one, or ask again when the first of them has ended.");
        }

        if (isRepeat)
        {
            http.Response.Headers[CommandContext.ReplayedHeader] = "true";
        }

        http.Response.Headers.Location = PlannerPlaces.ApiRun(run.Id);
        return ScenarioEndpoints.Answer(RunAnswer.Of(run, desk), StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Cancel(RequestedRun requested, CommandContext by, RunDesk desk, CancellationToken cancellationToken)
    {
        var id = requested.Run.Id;
        if (!desk.Cancel(id, by.Actor))
        {
            return ApiProblem.Make(StatusCodes.Status409Conflict, "has-ended", "The run has ended already: there is nothing to cancel.");
        }

        // Answered when it stands still, which takes a part of a replication at most.
        while (true)
        {
            var changed = desk.Changed;
            if (desk.Find(id) is not { HasEnded: false } run)
            {
                return ScenarioEndpoints.Answer(RunAnswer.Of(desk.Find(id) ?? requested.Run, desk));
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private static IResult Follow(RequestedRun requested, RunDesk desk, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(Progress(requested.Run.Id, desk, cancellationToken));

    private static async IAsyncEnumerable<SseItem<RunAnswer>> Progress(string id, RunDesk desk, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = desk.Changed;
            if (desk.Find(id) is not { } run)
            {
                yield break;
            }

            yield return new SseItem<RunAnswer>(RunAnswer.Of(run, desk), run.HasEnded ? "ended" : "progress");
            if (run.HasEnded || desk.IsStopping)
            {
                yield break;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private static IResult Result(RequestedRun requested, RunStore store) =>
        store.Result(requested.Run) is { } result ? Results.Text(RunJson.Of(result), "application/json; charset=utf-8") : NoResult(requested.Run);

    private static IResult Measures(RequestedRun requested, RunStore store) => store.Result(requested.Run) is { } result
        ? Csv(ResultCsv.Measures(result), $"{requested.Run.Scenario}-measures")
        : NoResult(requested.Run);

    private static IResult Series(RequestedRun requested, RunStore store, string? name)
    {
        if (store.Result(requested.Run) is not { } result)
        {
            return NoResult(requested.Run);
        }

        return result.Series.FirstOrDefault(s => s.Name == name) is { } series
            ? Csv(ResultCsv.Series(result, series), $"{requested.Run.Scenario}-{series.Name.Replace('/', '-')}")
            : ApiProblem.OfField("name", $"is no curve of this run: use one of {string.Join(", ", result.Series.Select(s => s.Name))}");
    }

    private static IResult Compare(string? runs, RunDesk desk, RunStore store)
    {
        if (runs?.Split(',') is not [var a, var b])
        {
            return ApiProblem.OfField("runs", "names two runs with a comma between them");
        }

        if (desk.Find(a) is not { } first || desk.Find(b) is not { } second)
        {
            return RequestedRun.Unknown(desk.Find(a) is null ? a : b);
        }

        var pairing = RunPairing.Of(first, second, store.Result);
        return pairing.Comparison is { } comparison
            ? Results.Text(ComparisonJson.Of(comparison), "application/json; charset=utf-8")
            : ApiProblem.Make(StatusCodes.Status409Conflict, "not-paired", string.Join(' ', pairing.WhyNot));
    }

    private static async Task<IResult> Record(RequestedRun requested, CommandContext by, RunRecorder recorder, CancellationToken cancellationToken)
    {
        _ = by;
        if (!requested.Run.HasResult)
        {
            return NoResult(requested.Run);
        }

        try
        {
            return await recorder.RecordAsync(requested.Run, cancellationToken) is { } name
                ? ScenarioEndpoints.Answer(new RecordingAnswer(name, PlannerPlaces.Replay(name)))
                : ApiProblem.Make(StatusCodes.Status409Conflict, "scenario-changed", "What the scenario stands on has changed since the run, and it can not be read any more.");
        }
        catch (PolicyUnavailableException e)
        {
            return ApiProblem.Make(StatusCodes.Status503ServiceUnavailable, "no-solver", e.Message);
        }
    }

    private static ApiProblem NoResult(RunRecord run) => ApiProblem.Make(
        StatusCodes.Status409Conflict, "no-result", run.HasEnded ? "The run ended before its first replication: there is no result." : "The run has not ended: there is no result yet.");

    private static IResult Csv(string text, string name) => Results.File(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", name + ".csv");
}

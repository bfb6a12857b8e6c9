using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Pages;
using MedMgr.Ops.Planner.Editing;
using MedMgr.Ops.Planner.Http;
using MedMgr.Ops.Planner.Library;
using MedMgr.Ops.Planner.Running;
using MedMgr.Sim.Reports.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.Planner.Pages;

/// <summary>The planner's pages and the fragments that are streamed into them.</summary>
internal sealed class PlannerPages
{
    /// <summary>Fragments go out at most so often, and a sign of life at least so often: a page that hears nothing says so.</summary>
    private static readonly TimeSpan NotOftenerThan = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(10);

    private readonly PageRenderer _renderer;
    private readonly ScenarioLibrary _library;
    private readonly RunDesk _desk;
    private readonly RunStore _store;
    private readonly PlannerOptions _options;
    private readonly PagesOptions _server;
    private readonly TimeProvider _time;

    public PlannerPages(
        PageRenderer renderer, ScenarioLibrary library, RunDesk desk, RunStore store, IOptions<PlannerOptions> options, IOptions<PagesOptions> server, TimeProvider time) =>
        (_renderer, _library, _desk, _store, _options, _server, _time) = (renderer, library, desk, store, options.Value, server.Value, time);

    public Task<IResult> List(HttpContext http, string? theme) =>
        Page<ScenariosPage>(http, theme, new() { ["Scenarios"] = _library.All, ["Desk"] = _desk });

    public Task<IResult> Edit(HttpContext http, string scenario, string? theme) => _library.Find(scenario) is { } entry
        ? Page<EditorPage>(http, theme, new() { ["Entry"] = entry, ["Library"] = _library, ["Desk"] = _desk })
        : Unknown(http, $"No scenario {scenario}", "It has been deleted, or never was on this server.");

    public Task<IResult> Run(HttpContext http, string run, string? theme) => _desk.Find(run) is { } record
        ? Page<RunPage>(http, theme, new() { ["Run"] = record, ["Desk"] = _desk, ["Result"] = _store.Result(record) })
        : Unknown(http, "No such run", "The oldest runs go when there are too many.");

    public Task<IResult> Compare(HttpContext http, string? runs, string? theme)
    {
        var chosen = (runs ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Select(_desk.Find).OfType<RunRecord>().ToList();
        return chosen.Count < 2
            ? Unknown(http, "Nothing to compare", "Choose two or more runs that have results in the list of runs.")
            : Page<ComparePage>(http, theme, new() { ["Pairings"] = chosen.Skip(1).Select(second => RunPairing.Of(chosen[0], second, _store.Result)).ToImmutableArray() });
    }

    /// <summary>The same report as medmgr simulate --report writes, with a bar to print it.</summary>
    public async Task<IResult> Report(HttpContext http, string run)
    {
        if (_desk.Find(run) is not { } record || _store.Result(record) is not { } result)
        {
            return await Unknown(http, "No report", "There is no such run, or it has no result to report.");
        }

        var facts = new ReportFacts(
            record.HospitalName, record.Assumptions, record.Files, _options.Version,
            $"medmgr simulate {record.Files[0].Name} --replications {result.Replications} --seed {record.Seed} --report FILE");
        var note = record.IsPartial ? $"The run was stopped after {record.Done} of {record.Replications} replications: these figures are less certain than they would have been." : null;
        var frame = new ReportFrame(["/scenarios/report.css", PlannerFiles.Url("print.css")], PlannerFiles.Url("print.js"), PlannerPlaces.Run(record.Id), note, _server.Exercise);
        Guard(http);
        return Results.Content(ReportPage.Of(result, facts, frame), "text/html; charset=utf-8");
    }

    public static IResult ReportStyle() => Results.Text(MedMgr.Sim.Reports.Pages.ReportStyle.Css(), "text/css; charset=utf-8");

    /// <summary>A draft's text after its edits, with the form and the faults as fragments. Nothing is kept.</summary>
    public async Task<IResult> Draft(RequestedScenario requested, Body<ValidateBody> body)
    {
        var entry = requested.Entry;
        var check = DraftCheck.Of(_library, entry.Id, body.Value.Text, (body.Value.Edits ?? []).Where(e => e is not { Path: "plan", Value: "=" }));
        return ScenarioEndpoints.Answer(new DraftAnswer(
            check.Text, check.Scenario is not null, check.Draft.IsYaml,
            await _renderer.RenderAsync<EditorForm>(new() { ["Check"] = check, ["Library"] = _library }),
            await _renderer.RenderAsync<FaultList>(new() { ["Check"] = check, ["File"] = System.IO.Path.GetFileName(entry.Path) })));
    }

    /// <summary>Fragments by element id, as they change: of one run, of one scenario's runs, or of all runs.</summary>
    public IResult Stream(string? run, string? scenario, CancellationToken cancellationToken) => TypedResults.ServerSentEvents(Fragments(run, scenario, cancellationToken));

    private async IAsyncEnumerable<SseItem<Dictionary<string, string>>> Fragments(string? run, string? scenario, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = _desk.Changed;
            yield return run is null ? await TableAsync(scenario) : await StandingAsync(run);
            if (_desk.IsStopping || (run is not null && _desk.Find(run) is not { HasEnded: false }))
            {
                yield break;
            }

            await Task.Delay(NotOftenerThan, _time, cancellationToken);
            while (await Task.WhenAny(changed, Task.Delay(AliveEvery, _time, cancellationToken)) != changed)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new SseItem<Dictionary<string, string>>([], "alive");
            }
        }
    }

    private async Task<SseItem<Dictionary<string, string>>> TableAsync(string? scenario) => new(
        new() { ["runs"] = await _renderer.RenderAsync<RunsTable>(new() { ["Runs"] = _desk.All.Where(r => scenario is null || r.Scenario == scenario).ToImmutableArray(), ["Desk"] = _desk }) }, "fragments");

    private async Task<SseItem<Dictionary<string, string>>> StandingAsync(string run) => _desk.Find(run) is { } record
        ? new(new() { ["standing"] = await _renderer.RenderAsync<RunStanding>(new() { ["Run"] = record, ["Desk"] = _desk }) }, record.HasEnded ? "ended" : "fragments")
        : new([], "ended");

    private Task<IResult> Page<T>(HttpContext http, string? theme, Dictionary<string, object?> parameters) where T : IComponent
    {
        parameters["Theme"] = theme is "light" or "dark" ? theme : null;
        return _renderer.PageAsync<T>(http, StatusCodes.Status200OK, parameters);
    }

    private Task<IResult> Unknown(HttpContext http, string heading, string says) =>
        _renderer.PageAsync<UnknownPage>(http, StatusCodes.Status404NotFound, new() { ["Heading"] = heading, ["Says"] = says });

    private static void Guard(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = PageRenderer.ContentSecurityPolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
    }
}

/// <summary>What the editor shows of a draft.</summary>
/// <param name="Form">Fragment.</param>
/// <param name="Faults">Fragment.</param>
internal sealed record DraftAnswer(string Text, bool Runnable, bool IsYaml, string Form, string Faults);

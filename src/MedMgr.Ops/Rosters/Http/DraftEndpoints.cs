using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using MedMgr.Ops.Api;
using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.Rosters.Drafts;

namespace MedMgr.Ops.Rosters.Http;

/// <summary>Drafts over HTTP: begun, followed, changed by hand, published.</summary>
internal static class DraftEndpoints
{
    private const int BytesMax = 4 * 1024 * 1024;
    private const string CopyExample = """{ "copy": { "on": "2026-11-30" } }""";

    public static void MapDrafts(this RouteGroupBuilder roster)
    {
        roster.MapGet("/drafts", List).Query<ImmutableArray<DraftLine>>("listRosterDrafts", "Rosters of the unit in the making, the latest change first");
        roster.MapPost("/drafts", Begin).WithMetadata(CommandRoute.Mark).Creation<DraftAnswer>(
            "beginRosterDraft", "Begins a draft: a new roster, a repair after sick calls, or a copy of what is published. Searched for in the background; follow its progress", CopyExample);
        roster.MapPost("/drafts", Bring).Accepts<string>(RosterFileEndpoints.Csv, RosterFileEndpoints.Calendar).WithMetadata(new BodyLimit(BytesMax)).ExcludeFromDescription();
        var draft = roster.MapGroup("/drafts/{draft}");
        draft.MapGet("", Show).Query<DraftAnswer>("getRosterDraft", "A draft with what is wrong with it, what it costs and what it changes");
        draft.MapGet("/progress", Follow).Events<DraftProgress>("followRosterDraft", "Each better roster as it is found, as server-sent events; the last one, \"done\", says that the search has ended");
        draft.MapPost("/stop", Stop).Command<DraftAnswer>("stopRosterDraft", "Ends the search; the best roster so far stays");
        draft.MapPost("/edits", Edit).Command<DraftAnswer>(
            "editRosterDraft", "Changes one day of one person; broken rules are in the answer, and nothing is refused that publishing would let pass with a reason",
            """{ "staff": "MED-4E-RN-D01", "date": "2026-12-01", "shift": "D" }""");
        draft.MapPost("/undo", (RequestedDraft requested, Body<StepBody> body, RosterDrafting drafting) =>
            Step(requested, body, drafting, drafting.Undo)).Command<DraftAnswer>("undoRosterDraft", "Takes the last change back", """{ "revision": 4 }""");
        draft.MapPost("/redo", (RequestedDraft requested, Body<StepBody> body, RosterDrafting drafting) =>
            Step(requested, body, drafting, drafting.Redo)).Command<DraftAnswer>("redoRosterDraft", "Makes the change again that was taken back last", """{ "revision": 5 }""");
        draft.MapPost("/publication", Publish).Command<RosterAnswer>(
            "publishRosterDraft", "Publishes a draft and lets it go; refused with 412 when somebody has published or withdrawn meanwhile", """{ "why": "two sick calls", "knowing": "3.28" }""");
        draft.MapDelete("", Discard).Command<DraftLine>("discardRosterDraft", "Throws a draft away");
    }

    private static IResult List(RequestedRoster requested, RosterDrafting drafting) =>
        Results.Json(drafting.Of(requested.Hospital.Definition.Id, requested.Unit.Id).Select(DraftLine.Of), DomainJson.Options);

    private static async Task<IResult> Begin(HttpContext http, RequestedRoster requested, Body<DraftBody> body, CommandContext by, HospitalRosters rosters, RosterDrafting drafting)
    {
        switch (body.Value)
        {
            case { Plan: { } plan, Repair: null, Copy: null }:
                return await Begun(http, requested, drafting, await drafting.Plan(requested.Order(plan, rosters.Now), RequestedRoster.LimitOf(plan.Seconds), by));
            case { Plan: null, Repair: { } repair, Copy: null } when repair.Sick.IsEmpty:
                return ApiProblem.OfField("repair.sick", "names nobody: say who is away");
            case { Plan: null, Repair: { } repair, Copy: null }:
                var from = repair.Sick.Min(s => s.From);
                return await requested.PublishedOn(rosters, from) is { } known
                    ? await Begun(http, requested, drafting, await drafting.Repair(requested.Order(repair, known), known, from, RequestedRoster.LimitOf(repair.Seconds), by))
                    : requested.NothingPublishedOn(from);
            case { Plan: null, Repair: null, Copy: { } copy }:
                var day = copy.On ?? WallClock.DayOf(TimeZoneInfo.FindSystemTimeZoneById(requested.Hospital.Definition.TimeZone), rosters.Now);
                return await requested.PublishedOn(rosters, day, orNext: copy.On is null) is { } published
                    ? await Begun(http, requested, drafting, await drafting.Copy(requested.Order(published), published, by))
                    : requested.NothingPublishedOn(day);
            default:
                return ApiProblem.OfField("", "must have exactly one of plan, repair and copy");
        }
    }

    private static async Task<IResult> Bring(HttpContext http, RequestedRoster requested, CommandContext by, RosterDrafting drafting)
    {
        var shifts = await RosterFileEndpoints.Shifts(http, requested);
        return shifts.IsEmpty
            ? ApiProblem.OfField("", "has no shift: a draft needs one at least, as its days are the weeks of its shifts")
            : await Begun(http, requested, drafting, await drafting.Bring(requested.Order(RosterSpan.Of(shifts)), shifts, by));
    }

    private static async Task<IResult> Begun(HttpContext http, RequestedRoster requested, RosterDrafting drafting, RosterDraft? draft)
    {
        if (draft is null)
        {
            return ApiProblem.Make(
                StatusCodes.Status409Conflict, "too-many-drafts", $"{requested.Unit.Id} has {RosterDrafts.OfUnitMax} drafts: publish one or throw one away, then begin the next.");
        }

        http.Response.Headers.Location = $"/api/hospitals/{draft.Hospital}/rosters/{draft.Unit}/drafts/{draft.Id}";
        return Results.Json(DraftAnswer.Of(await drafting.Look(requested.Hospital, draft)), DomainJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static Task<IResult> Show(RequestedDraft requested, RosterDrafting drafting) => Answer(requested, drafting, requested.Draft);

    private static IResult Follow(RequestedDraft requested, RosterDrafting drafting, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(Progress(drafting.SearchOf(requested.Draft.Id), cancellationToken));

    private static async IAsyncEnumerable<SseItem<DraftProgress>> Progress(DraftSearch? search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = new DraftProgress(0, 0, 0, "");
        if (search is not null)
        {
            await foreach (var step in search.Follow(cancellationToken))
            {
                last = step;
                yield return new SseItem<DraftProgress>(step, "better");
            }
        }

        yield return new SseItem<DraftProgress>(last, "done");
    }

    private static Task<IResult> Stop(RequestedDraft requested, Body<NothingBody> body, RosterDrafting drafting)
    {
        drafting.Stop(requested.Draft.Id);
        return Answer(requested, drafting, requested.Draft);
    }

    private static async Task<IResult> Edit(RequestedDraft requested, Body<EditBody> body, CommandContext by, RosterDrafting drafting)
    {
        if (NotReady(requested.Draft) is { } problem)
        {
            return problem;
        }

        var (staff, date, shift, place, charge) = body.Value;
        try
        {
            return await Answer(requested, drafting, await drafting.Edit(requested.Hospital, requested.Draft, new RosterEdit(staff, date, shift, place, charge ?? false), by.Actor));
        }
        catch (ArgumentException e)
        {
            return ApiProblem.Make(StatusCodes.Status409Conflict, "no-such-cell", e.Message);
        }
    }

    private static async Task<IResult> Step(RequestedDraft requested, Body<StepBody> body, RosterDrafting drafting, Func<string, int, RosterDraft?> step)
    {
        var seen = body.Value.Revision;
        return NotReady(requested.Draft) is { } problem ? problem
            : requested.Draft.Revision != seen ? ApiProblem.Make(
                StatusCodes.Status409Conflict, "draft-changed",
                $"Revision {seen} of the draft was looked at, and it is revision {requested.Draft.Revision} by now: somebody else works on it too. Look at it again.")
            : await Answer(requested, drafting, step(requested.Draft.Id, seen));
    }

    private static async Task<IResult> Publish(
        HttpContext http, RequestedDraft requested, Body<PublishDraftBody> body, CommandContext by, RosterDrafting drafting, IBoardFeeds boards)
    {
        if (NotReady(requested.Draft) is { } problem)
        {
            return problem;
        }

        var (why, knowing, @override) = body.Value;
        var view = await drafting.Look(requested.Hospital, requested.Draft);
        if (view.Judgement!.Breaches is [var breach, ..] && string.IsNullOrWhiteSpace(why) && @override is null)
        {
            return ApiProblem.Make(
                StatusCodes.Status409Conflict, "rules-broken",
                $"The draft breaks {view.Judgement.Breaches.Length} hard rules, first: {breach.Says} Mend it, or say why it is published even so.") with { Overridable = breach.Publication != PublicationStop.Never };
        }

        var reply = await drafting.Publish(requested.Hospital, requested.Draft, why, by.Overriding(@override), knowing ?? requested.Draft.KnownVersion, by);
        return await RosterEndpoints.Acknowledged(http, requested.Roster, reply, boards);
    }

    private static IResult Discard(RequestedDraft requested, RosterDrafting drafting)
    {
        drafting.Discard(requested.Draft.Id);
        return Results.Json(DraftLine.Of(requested.Draft), DomainJson.Options);
    }

    private static ApiProblem? NotReady(RosterDraft draft) => draft.State == DraftState.Ready ? null : ApiProblem.Make(
        StatusCodes.Status409Conflict, "draft-not-ready", draft.Why ?? "The draft is still searched for: wait for it, or stop the search and take what there is.");

    private static async Task<IResult> Answer(RequestedDraft requested, RosterDrafting drafting, RosterDraft? draft) => draft is null
        ? throw RequestedDraft.Unknown(requested.Draft.Id)
        : Results.Json(DraftAnswer.Of(await drafting.Look(requested.Hospital, draft)), DomainJson.Options);
}

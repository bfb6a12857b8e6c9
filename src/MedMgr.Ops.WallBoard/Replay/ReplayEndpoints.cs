using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Pages;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Replay.Playing;
using MedMgr.Ops.WallBoard.Replay.Recorded;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>The pages of recordings and replays.</summary>
internal static class ReplayEndpoints
{
    public static void MapReplay(this IEndpointRouteBuilder app, WallBoardOptions options)
    {
        app.MapHub<ReplayHub>(ReplayHub.Path, hub => hub.Limit(options));
        app.MapGet(ReplayAddress.List, ListAsync).ExcludeFromDescription();
        app.MapGet(ReplayAddress.List + "/{recording}", OneAsync).ExcludeFromDescription();
        app.MapGet(ReplayAddress.List + "/{recording}/with/{other}", TwoAsync).ExcludeFromDescription();
        app.MapGet(ReplayAddress.List + "/{recording}/pane", PaneAsync).ExcludeFromDescription();
        app.MapGet(ReplayAddress.List + "/{recording}/progress", Progress).ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(HttpContext http, IRecordings recordings, IOptions<ReplayOptions> options, PageRenderer renderer) =>
        await renderer.PageAsync<RecordingsPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(RecordingsPage.Recordings)] = await recordings.ListAsync(http.RequestAborted),
            [nameof(RecordingsPage.Folder)] = options.Value.Folder,
        });

    private static async Task<IResult> OneAsync(
        HttpContext http, string recording, string? from, string? to, Recordings recordings, IOptions<ReplayOptions> options, PageRenderer renderer, ReplayPages pages)
    {
        if (RecordingReference.Parse(recording) is RecordingReference.OfLog { From: null } live)
        {
            return await SpanAsync(http, live.Hospital, from, to, recordings, renderer);
        }

        return await ReplayAsync(http, [recording], recordings, options, renderer, pages);
    }

    private static Task<IResult> TwoAsync(
        HttpContext http, string recording, string other, Recordings recordings, IOptions<ReplayOptions> options, PageRenderer renderer, ReplayPages pages) =>
        ReplayAsync(http, [recording, other], recordings, options, renderer, pages);

    /// <summary>A live log without times: on to the address that names them, which stays the same recording for good.</summary>
    private static async Task<IResult> SpanAsync(HttpContext http, HospitalId hospital, string? from, string? to, Recordings recordings, PageRenderer renderer)
    {
        var (begin, end) = (Moment(from), Moment(to));
        if ((begin is null && !string.IsNullOrEmpty(from)) || (end is null && !string.IsNullOrEmpty(to)))
        {
            return await FaultAsync(http, renderer, 400, "No such span", "'from' and 'to' are moments such as 2025-01-14T08:30:00Z.");
        }

        var span = await recordings.SpanAsync(hospital, begin, end, http.RequestAborted);
        if (span is null)
        {
            return await UnknownAsync(http, renderer, hospital.Value);
        }

        return span.From < span.To
            ? Results.Redirect(ReplayAddress.Of(span.Id))
            : await FaultAsync(http, renderer, 400, "No such span", $"The span would begin at {begin:u} and end at {span.To:u}. 'from' must be before 'to' and before the end of the log.");

        static DateTimeOffset? Moment(string? text) => string.IsNullOrEmpty(text) ? null : ReplayAddress.Moment(text);
    }

    private static async Task<IResult> ReplayAsync(
        HttpContext http, ImmutableArray<string> ids, Recordings recordings, IOptions<ReplayOptions> options, PageRenderer renderer, ReplayPages pages)
    {
        if (ReplayQuestion.Read(http.Request.Query, out var question) is { } wrong)
        {
            return await FaultAsync(http, renderer, 400, "No such place", wrong);
        }

        var openings = new List<Opening>();
        foreach (var id in ids)
        {
            if (RecordingReference.Parse(id) is not { } reference || await recordings.OpenAsync(reference, http.RequestAborted) is not { } opening)
            {
                return await UnknownAsync(http, renderer, id);
            }

            openings.Add(opening);
        }

        Task all = Task.WhenAll(openings.Select(o => o.Index));
        await all.WaitAsync(options.Value.ProgressAfter, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.RequestAborted.ThrowIfCancellationRequested();
        if (openings.FirstOrDefault(o => o.Index.IsFaulted) is { } failed)
        {
            return await FaultAsync(http, renderer, 422, "This recording can not be replayed", $"{failed.Id}: {ReplayPages.Why(failed)}");
        }

        if (!all.IsCompletedSuccessfully)
        {
            return await renderer.PageAsync<OpeningPage>(http, StatusCodes.Status200OK, new()
            {
                [nameof(OpeningPage.Openings)] = openings.Select(o => new OpeningPage.OpeningView(o.Id, o.Share)).ToImmutableArray(),
            });
        }

        return await renderer.PageAsync<ReplayPage>(
            http, StatusCodes.Status200OK, pages.Replay([.. await Task.WhenAll(openings.Select(o => o.Index))], question));
    }

    private static async Task<IResult> PaneAsync(HttpContext http, string recording, Recordings recordings, PageRenderer renderer, ReplayPages pages)
    {
        if (RecordingReference.Parse(recording) is not { } reference || await recordings.OpenAsync(reference, http.RequestAborted) is not { } opening)
        {
            return await UnknownAsync(http, renderer, recording);
        }

        if (ReplayQuestion.Read(http.Request.Query, out var question) is { } wrong)
        {
            return await FaultAsync(http, renderer, 400, "No such place", wrong);
        }

        try
        {
            var index = await opening.Index.WaitAsync(http.RequestAborted);
            return await renderer.PageAsync<ReplayPanePage>(http, StatusCodes.Status200OK, await pages.PaneAsync(index, question, http.RequestAborted));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or EventLogException or System.Data.Common.DbException)
        {
            return await FaultAsync(http, renderer, 422, "This recording can not be replayed", e.Message);
        }
    }

    private static IResult Progress(string recording, Recordings recordings) =>
        RecordingReference.Parse(recording) is { } reference && recordings.Peek(reference) is { } opening
            ? Results.Json(new { opening.Share, Ready = opening.Index.IsCompletedSuccessfully, Failed = opening.Index.IsFaulted ? ReplayPages.Why(opening) : null })
            : Results.NotFound();

    private static Task<IResult> UnknownAsync(HttpContext http, PageRenderer renderer, string asked) => FaultAsync(
        http, renderer, 404, "No such recording", $"There is no recording '{asked}' here.");

    private static Task<IResult> FaultAsync(HttpContext http, PageRenderer renderer, int status, string heading, string says) =>
        renderer.PageAsync<ReplayFaultPage>(http, status, new() { [nameof(ReplayFaultPage.Heading)] = heading, [nameof(ReplayFaultPage.Says)] = says });
}

using MedMgr.Ops.Consoles.Live;
using MedMgr.Ops.Consoles.Pictures;
using MedMgr.Ops.Consoles.Rendering;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Pages;
using MedMgr.Ops.Pages.Pieces;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.Consoles;

/// <summary>GET /console/{hospital}: complete as it is served, and kept up to date over the hub from then on.</summary>
internal sealed class ConsolePages
{
    private const string Light = "light";
    private const string Dark = "dark";

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(20);

    private readonly IBoards _boards;
    private readonly ConsoleFeeds _consoles;
    private readonly PieceRenderer _renderer;
    private readonly PageRenderer _pages;
    private readonly TimeProvider _time;
    private readonly WallBoardOptions _wall;

    public ConsolePages(IBoards boards, ConsoleFeeds consoles, PieceRenderer renderer, PageRenderer pages, TimeProvider time, IOptions<WallBoardOptions> wall) =>
        (_boards, _consoles, _renderer, _pages, _time, _wall) = (boards, consoles, renderer, pages, time, wall.Value);

    public async Task<IResult> Show(HttpContext http, string hospital)
    {
        if (IdRules.WhatIsWrongWith(hospital) is not null || _boards.Find(HospitalId.Of(hospital)) is not { } board || _consoles.Of(board.Hospital) is not { } feed)
        {
            return await _pages.PageAsync<UnknownHospital>(
                http, StatusCodes.Status404NotFound, new() { [nameof(UnknownHospital.Asked)] = hospital, [nameof(UnknownHospital.Boards)] = _boards.All });
        }

        var theme = http.Request.Query["theme"].ToString();
        if (theme is not ("" or Light or Dark))
        {
            return await _pages.PageAsync<WrongAddress>(http, StatusCodes.Status400BadRequest, new()
            {
                [nameof(WrongAddress.What)] = $"theme is \"{theme}\": write theme=light or theme=dark, or leave it out for what your system prefers.",
            });
        }

        await Task.WhenAny(feed.Ready, Task.Delay(ReadyWithin, http.RequestAborted));
        return feed.Ready.IsCompletedSuccessfully
            ? await Page(http, await feed.Fresh(http.RequestAborted), feed.Build, feed.IsOver ? Stopped : null, theme)
            : feed.Ready.IsCompleted ? await Page(http, await LastKnown(board), feed.Build, Stopped, theme)
            : await _pages.PageAsync<StillReading>(http, StatusCodes.Status503ServiceUnavailable, new() { [nameof(StillReading.Name)] = board.Hospital.Value });
    }

    private const string Stopped = "What you see is the last known state. Nothing can be changed here; the server's log says what happened.";

    private async Task<PiecePublication<ConsolePicture>> LastKnown(IHospitalBoardFeed board)
    {
        var picture = Photographer.Last(board.Picture, _time.GetUtcNow());
        var markup = await _renderer.Render(ConsolePieces.OfPage(picture));
        return new PiecePublication<ConsolePicture>("", 0, picture, markup, new(() => Task.FromResult(markup)));
    }

    private async Task<IResult> Page(HttpContext http, PiecePublication<ConsolePicture> shown, string build, string? trouble, string theme)
    {
        var now = _time.GetUtcNow();
        var data = shown.JoinedBy(ConsoleHub.Path, build, _time, _wall.StaleAfter, shown.Picture.Zone);
        data["data-hospital"] = shown.Picture.Hospital.Value;
        data["data-link"] = trouble is null ? "waiting" : "stopped";
        if (shown.Picture.View.AsOf is { } asOf)
        {
            data["data-as-of"] = WallBoard.Rendering.Words.Iso(asOf);
        }

        return await _pages.PageAsync<ConsolePage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(ConsolePage.Picture)] = shown.Picture,
            [nameof(ConsolePage.Pieces)] = await shown.Page.Value,
            [nameof(ConsolePage.Now)] = now,
            [nameof(ConsolePage.Data)] = data,
            [nameof(ConsolePage.Trouble)] = trouble,
            [nameof(ConsolePage.Theme)] = theme is "" ? null : theme,
        });
    }
}

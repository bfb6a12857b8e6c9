using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Pages;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Watching;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.WallBoard;

/// <summary>The pages of the walls as a browser first loads them: complete, readable before any script, and each with a way back by itself.</summary>
internal sealed class WallPages
{
    /// <summary>A board that is not read by then is shown as being read.</summary>
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(1);

    private readonly Boards _boards;
    private readonly BoardRenderer _renderer;
    private readonly PageRenderer _pages;
    private readonly TimeProvider _time;
    private readonly WallBoardOptions _options;
    private readonly ILogger<WallPages> _logger;

    public WallPages(Boards boards, BoardRenderer renderer, PageRenderer pages, TimeProvider time, IOptions<WallBoardOptions> options, ILogger<WallPages> logger)
    {
        _boards = boards;
        _renderer = renderer;
        _pages = pages;
        _time = time;
        _options = options.Value;
        _logger = logger;
    }

    public Task<IResult> Home(HttpContext http) => _pages.PageAsync<HomePage>(http, StatusCodes.Status200OK, new() { [nameof(HomePage.Boards)] = _boards.All });

    public Task<IResult> Overview(HttpContext http, string hospital) => Guarded(http, () => Wall(http, hospital, query => new BoardPage(WallPageKind.Overview, query.Pin)));

    public Task<IResult> Flow(HttpContext http, string hospital) => Guarded(http, () => Wall(http, hospital, _ => BoardPage.Flow));

    public Task<IResult> Unit(HttpContext http, string hospital, string unit) => Guarded(http, () => IdRules.WhatIsWrongWith(unit) is { } wrong
        ? Refused(http, $"The unit's id {wrong}.")
        : Wall(http, hospital, _ => new BoardPage(WallPageKind.Unit, UnitId.Of(unit))));

    /// <summary>Whatever goes wrong, a screen without a keyboard gets a page that says so and asks again.</summary>
    internal async Task<IResult> Guarded(HttpContext http, Func<Task<IResult>> page)
    {
        try
        {
            return await page();
        }
        catch (Exception e) when (e is not OperationCanceledException || !http.RequestAborted.IsCancellationRequested)
        {
            _logger.LogError(e, "The wall {Path} could not be made.", http.Request.Path);
            return await _pages.PageAsync<TroublePage>(http, StatusCodes.Status500InternalServerError, []);
        }
    }

    private async Task<IResult> Wall(HttpContext http, string hospital, Func<WallQuery, BoardPage> choose)
    {
        if (IdRules.WhatIsWrongWith(hospital) is not null || _boards.Feed(HospitalId.Of(hospital)) is not { } feed)
        {
            return await _pages.PageAsync<UnknownHospitalPage>(
                http, StatusCodes.Status404NotFound, new() { [nameof(UnknownHospitalPage.Asked)] = hospital, [nameof(UnknownHospitalPage.Boards)] = _boards.All });
        }

        // A feed that has failed still has its last picture; its display will say how old that is.
        await feed.Ready.WaitAsync(ReadyWithin, TimeProvider.System, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var published = feed.Published;
        var picture = published.Picture;
        if (WallQuery.Read(http.Request.Query, picture.Wall, out var wrong) is not { } query)
        {
            return await Refused(http, wrong);
        }

        var page = choose(query);
        if (!picture.IsLoading && !page.IsOn(picture.View))
        {
            return await _pages.PageAsync<UnknownUnitPage>(
                http, StatusCodes.Status404NotFound, new() { [nameof(UnknownUnitPage.Asked)] = page.Unit!.Value.Value, [nameof(UnknownUnitPage.View)] = picture.View });
        }

        var now = _time.GetUtcNow();
        return await _pages.PageAsync<WallPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(WallPage.Picture)] = picture,
            [nameof(WallPage.Format)] = new BoardFormat(page).Name,
            [nameof(WallPage.Board)] = await _renderer.BoardAsync(picture, page),
            [nameof(WallPage.Epoch)] = published.Epoch,
            [nameof(WallPage.Sequence)] = published.Sequence,
            [nameof(WallPage.Now)] = now,
            [nameof(WallPage.Options)] = _options,
            [nameof(WallPage.Theme)] = query.Theme ?? Daylight.ThemeAt(picture.Wall, picture.Zone, now),
            [nameof(WallPage.ThemeIsFixed)] = query.Theme is not null,
            [nameof(WallPage.TurnSeconds)] = query.TurnSeconds,
            [nameof(WallPage.Turns)] = query.TurnSeconds is null ? [] : Turns(picture, query.Pin),
        });
    }

    private static ImmutableArray<string> Turns(BoardPicture picture, UnitId? pin) =>
        [.. picture.Wall.Pages.Select(p => BoardPage.Of(p, pin)).Where(p => p.IsOn(picture.View)).Select(p => new BoardFormat(p).Name)];

    private Task<IResult> Refused(HttpContext http, string what) => _pages.PageAsync<RefusedPage>(http, StatusCodes.Status400BadRequest, new() { [nameof(RefusedPage.What)] = what });
}

using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Pages;
using MedMgr.Ops.RosterPages.Rendering;
using MedMgr.Ops.RosterPages.Sheets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.RosterPages;

/// <summary>The roster pages as a browser first loads them, and the pieces of them that it asks for again.</summary>
internal sealed partial class RosterPages(IRosterBook book, PageRenderer renderer, ILogger<RosterPages> logger)
{
    public Task<IResult> Units(HttpContext http) => Guarded(http, async () =>
    {
        var asked = http.Request.Query["hospital"].ToString();
        return HospitalOf(asked) is not { } hospital
            ? await Missing(http, null, "No such hospital", asked.Length == 0 ? "This server serves no hospital yet." : $"There is no hospital “{asked}” here.")
            : await renderer.PageAsync<UnitsPage>(http, StatusCodes.Status200OK, new()
            {
                [nameof(UnitsPage.Hospital)] = hospital,
                [nameof(UnitsPage.Standings)] = await book.StandingsAsync(hospital),
                [nameof(UnitsPage.Others)] = book.Hospitals,
            });
    });

    public Task<IResult> Unit(HttpContext http, string unit) => Guarded(http, async () =>
    {
        if (Asked(http, unit) is not { } asked)
        {
            return await Missing(http, null, "No such unit", $"No hospital of this server has a unit “{unit}”.");
        }

        return await SheetOf(http, asked) is { } sheet
            ? await renderer.PageAsync<UnitPage>(http, StatusCodes.Status200OK, new() { [nameof(UnitPage.Sheet)] = sheet })
            : await Missing(http, asked.Hospital.Definition, "This draft is gone", "It was published or thrown away. What is published stands on the page of the unit.");
    });

    public Task<IResult> Sheet(HttpContext http, string unit) => Piece<SheetBody>(http, unit, sheet => new() { [nameof(SheetBody.Sheet)] = sheet });

    /// <summary>Details of one cell (row and day), or of one shift of a day (cover and day).</summary>
    public Task<IResult> Cell(HttpContext http, string unit) => Guarded(http, async () =>
    {
        var query = http.Request.Query;
        if (DayOf(query["day"].ToString()) is not { } day || Asked(http, unit) is not { } asked || await SheetOf(http, asked) is not { HasRoster: true } sheet)
        {
            return Results.NotFound();
        }

        return query.ContainsKey("cover")
            ? ShiftDetails.Of(sheet, query["cover"].ToString(), day) is { } shift
                ? await Fragment<ShiftPanel>(http, new() { [nameof(ShiftPanel.Sheet)] = sheet, [nameof(ShiftPanel.Details)] = shift })
                : Results.NotFound()
            : CellDetails.Of(sheet, query["row"].ToString(), day) is { } cell
                ? await Fragment<CellPanel>(http, new() { [nameof(CellPanel.Sheet)] = sheet, [nameof(CellPanel.Details)] = cell })
                : Results.NotFound();
    });

    public Task<IResult> State(HttpContext http, string unit) => Guarded(http, async () =>
    {
        http.Response.Headers.CacheControl = "no-store";
        return Asked(http, unit) is { } asked && await book.StateAsync(asked.Hospital, asked.Unit, DraftOf(http)) is { } state
            ? Results.Json(state)
            : Results.NotFound();
    });

    private Task<IResult> Piece<T>(HttpContext http, string unit, Func<RosterSheet, Dictionary<string, object?>> parameters) where T : IComponent => Guarded(http, async () =>
        Asked(http, unit) is { } asked && await SheetOf(http, asked) is { } sheet ? await Fragment<T>(http, parameters(sheet)) : Results.NotFound());

    private async Task<IResult> Fragment<T>(HttpContext http, Dictionary<string, object?> parameters) where T : IComponent
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(await renderer.RenderAsync<T>(parameters), "text/html; charset=utf-8");
    }

    private Task<RosterSheet?> SheetOf(HttpContext http, (HospitalMap Hospital, UnitDefinition Unit) asked) =>
        book.SheetAsync(asked.Hospital, asked.Unit, DraftOf(http), DayOf(http.Request.Query["on"].ToString()));

    private static string? DraftOf(HttpContext http) => http.Request.Query["draft"].ToString() is { Length: > 0 } draft ? draft : null;

    private static DateOnly? DayOf(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Without a hospital the first that has the unit is meant.</summary>
    private (HospitalMap Hospital, UnitDefinition Unit)? Asked(HttpContext http, string unit)
    {
        if (IdRules.WhatIsWrongWith(unit) is not null)
        {
            return null;
        }

        var named = http.Request.Query["hospital"].ToString();
        foreach (var hospital in named.Length == 0 ? book.Hospitals : [.. book.Hospitals.Where(h => h.Definition.Id.Value == named)])
        {
            if (hospital.Unit(new UnitId(unit)) is { } known)
            {
                return (hospital, known);
            }
        }

        return null;
    }

    private HospitalMap? HospitalOf(string named) => named.Length == 0 ? book.Hospitals.FirstOrDefault() : book.Hospitals.FirstOrDefault(h => h.Definition.Id.Value == named);

    private Task<IResult> Missing(HttpContext http, HospitalDefinition? hospital, string heading, string says) => renderer.PageAsync<NotFoundPage>(
        http, StatusCodes.Status404NotFound, new() { [nameof(NotFoundPage.Hospital)] = hospital, [nameof(NotFoundPage.Heading)] = heading, [nameof(NotFoundPage.Says)] = says });

    /// <summary>Whatever goes wrong, the reader gets a page that says so, and the fault is in the log.</summary>
    private async Task<IResult> Guarded(HttpContext http, Func<Task<IResult>> page)
    {
        try
        {
            return await page();
        }
        catch (Exception e) when (e is not OperationCanceledException || !http.RequestAborted.IsCancellationRequested)
        {
            LogFailure(e, http.Request.Path);
            return await renderer.PageAsync<NotFoundPage>(http, StatusCodes.Status500InternalServerError, new()
            {
                [nameof(NotFoundPage.Heading)] = "This page could not be made", [nameof(NotFoundPage.Says)] = "The fault is in the server's log. Load the page again in a moment.",
            });
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The roster page {Path} could not be made.")]
    private partial void LogFailure(Exception fault, string path);
}

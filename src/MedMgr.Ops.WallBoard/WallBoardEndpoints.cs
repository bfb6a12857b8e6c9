using MedMgr.Ops.Domain;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Replay;
using MedMgr.Ops.WallBoard.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace MedMgr.Ops.WallBoard;

/// <summary>The wall's pages, what they load, and the hub.</summary>
public static class WallBoardEndpoints
{
    /// <remarks>
    /// Everything comes from this server; no script stands in the page. The exception is the style attribute: it carries the computed grid,
    /// made of numbers only.
    /// </remarks>
    internal const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    public static string WallPath(HospitalId hospital) => "/wall/" + Uri.EscapeDataString(hospital.Value);

    public static IEndpointRouteBuilder MapWallBoard(this IEndpointRouteBuilder app)
    {
        var options = app.ServiceProvider.GetRequiredService<IOptions<WallBoardOptions>>().Value;
        app.MapHub<BoardHub>(BoardHub.Path, hub => hub.Limit(options));
        app.MapGet("/", HomeAsync).ExcludeFromDescription();
        app.MapGet("/wall/{hospital}", WallAsync).ExcludeFromDescription();
        app.MapGet(BrowserFiles.Path + "/{name}", File).ExcludeFromDescription();
        app.MapReplay(options);
        app.MapGet("/favicon.ico", (HttpContext http) => File(http, "favicon.svg")).ExcludeFromDescription();
        return app;
    }

    /// <summary>What a connection that streams boards may hold of the server.</summary>
    internal static void Limit(this HttpConnectionDispatcherOptions hub, WallBoardOptions options)
    {
        hub.Transports = HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents;
        hub.TransportMaxBufferSize = options.DisplayBufferBytesMax;
        hub.ApplicationMaxBufferSize = 16 * 1024;
        hub.TransportSendTimeout = options.SlowDisplayTimeout;
    }

    private static async Task<IResult> WallAsync(
        HttpContext http, string hospital, string? theme, Boards boards, BoardRenderer renderer, TimeProvider time, IOptions<WallBoardOptions> options)
    {
        if (boards.Feed(HospitalId.Of(hospital)) is not { } feed)
        {
            return await PageAsync<UnknownHospitalPage>(
                http, renderer, StatusCodes.Status404NotFound, new() { [nameof(UnknownHospitalPage.Asked)] = hospital, [nameof(UnknownHospitalPage.Boards)] = boards.All });
        }

        // A feed that has failed still has its last picture; its display will say how old that is.
        await feed.Ready.WaitAsync(http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var published = feed.Published;
        return await PageAsync<WallPage>(http, renderer, StatusCodes.Status200OK, new()
        {
            [nameof(WallPage.Picture)] = published.Picture,
            [nameof(WallPage.Board)] = await renderer.BoardAsync(published.Picture),
            [nameof(WallPage.Epoch)] = published.Epoch,
            [nameof(WallPage.Sequence)] = published.Sequence,
            [nameof(WallPage.Now)] = time.GetUtcNow(),
            [nameof(WallPage.Options)] = options.Value,
            [nameof(WallPage.Theme)] = theme is "dark" or "light" ? theme : null,
        });
    }

    private static Task<IResult> HomeAsync(HttpContext http, Boards boards, BoardRenderer renderer) =>
        PageAsync<HomePage>(http, renderer, StatusCodes.Status200OK, new() { [nameof(HomePage.Boards)] = boards.All });

    private static async Task<IResult> PageAsync<T>(HttpContext http, BoardRenderer renderer, int status, Dictionary<string, object?> parameters)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(await renderer.ComponentAsync<T>(parameters), "text/html; charset=utf-8", statusCode: status);
    }

    private static IResult File(HttpContext http, string name)
    {
        if (!BrowserFiles.All.TryGetValue(name, out var asset))
        {
            return Results.NotFound();
        }

        var pinned = http.Request.Query["v"] == asset.Version;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = pinned ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(asset.Content, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{asset.Version}\""));
    }
}

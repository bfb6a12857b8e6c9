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
    public static string WallPath(HospitalId hospital) => "/wall/" + Uri.EscapeDataString(hospital.Value);

    public static string FlowPath(HospitalId hospital) => WallPath(hospital) + "/flow";

    public static string UnitPath(HospitalId hospital, UnitId unit) => WallPath(hospital) + "/units/" + Uri.EscapeDataString(unit.Value);

    public static IEndpointRouteBuilder MapWallBoard(this IEndpointRouteBuilder app)
    {
        var options = app.ServiceProvider.GetRequiredService<IOptions<WallBoardOptions>>().Value;
        app.MapHub<BoardHub>(BoardHub.Path, hub => hub.Limit(options));
        var pages = app.ServiceProvider.GetRequiredService<WallPages>();
        app.MapGet("/", (Delegate)pages.Home).ExcludeFromDescription();
        app.MapGet("/wall/{hospital}", pages.Overview).ExcludeFromDescription();
        app.MapGet("/wall/{hospital}/flow", pages.Flow).ExcludeFromDescription();
        app.MapGet("/wall/{hospital}/units/{unit}", pages.Unit).ExcludeFromDescription();
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

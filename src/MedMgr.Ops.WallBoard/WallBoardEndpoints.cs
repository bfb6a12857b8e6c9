using MedMgr.Ops.Domain;
using MedMgr.Ops.Pages;
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

namespace MedMgr.Ops.WallBoard;

/// <summary>The wall's pages, what they load, and the hub.</summary>
public static class WallBoardEndpoints
{
    public static string WallPath(HospitalId hospital) => Places.Wall(hospital);

    public static string FlowPath(HospitalId hospital) => WallPath(hospital) + "/flow";

    public static string UnitPath(HospitalId hospital, UnitId unit) => WallPath(hospital) + "/units/" + Uri.EscapeDataString(unit.Value);

    public static IEndpointRouteBuilder MapWallBoard(this IEndpointRouteBuilder app)
    {
        var options = app.ServiceProvider.GetRequiredService<IOptions<WallBoardOptions>>().Value;
        app.MapPages();
        app.MapHub<BoardHub>(BoardHub.Path, hub => hub.Limit(options));
        var pages = app.ServiceProvider.GetRequiredService<WallPages>();
        app.MapGet("/", (Delegate)pages.Home).ExcludeFromDescription();
        app.MapGet("/wall/{hospital}", pages.Overview).ExcludeFromDescription();
        app.MapGet("/wall/{hospital}/flow", pages.Flow).ExcludeFromDescription();
        app.MapGet("/wall/{hospital}/units/{unit}", pages.Unit).ExcludeFromDescription();
        WallFiles.All.Map(app);
        app.MapReplay(options);
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
}

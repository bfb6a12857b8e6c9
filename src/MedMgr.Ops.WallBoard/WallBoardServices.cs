using MedMgr.Ops.Pages;
using MedMgr.Ops.WallBoard.Frames;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Replay;
using MedMgr.Ops.WallBoard.Watching;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.WallBoard;

/// <summary>Puts the live boards into a host.</summary>
public static class WallBoardServices
{
    /// <summary>Needs an <see cref="EventLog.IEventLog"/> and an <see cref="EventLog.ISnapshotStore"/> in the same services.</summary>
    public static IServiceCollection AddWallBoard(this IServiceCollection services, Action<WallBoardOptions>? configure = null)
    {
        services.AddOptions<WallBoardOptions>().Configure(configure ?? (_ => { }));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IOutlooks, NoOutlooks>();
        services.AddPages();
        services.AddSingleton<BoardRenderer>();
        services.AddSingleton<FrameMaker>();
        services.AddSingleton<WallPages>();
        services.AddSingleton<Boards>();
        services.AddSingleton<IBoards>(s => s.GetRequiredService<Boards>());
        services.AddHostedService(s => s.GetRequiredService<Boards>());
        services.AddSignalR();
        services.AddReplay();
        services.AddOptions<HubOptions<BoardHub>>().Configure<IOptions<WallBoardOptions>>((hub, wall) => hub.LikeTheBoards(wall.Value));
        return services;
    }

    /// <summary>The limits of every hub that streams boards.</summary>
    internal static void LikeTheBoards<THub>(this HubOptions<THub> hub, WallBoardOptions wall) where THub : Hub
    {
        hub.KeepAliveInterval = wall.HeartbeatInterval;

        // The browser's client pings every 15 s unless told otherwise: less than two of its pings would drop it silently.
        hub.ClientTimeoutInterval = TimeSpan.FromSeconds(40);
        hub.MaximumReceiveMessageSize = 4 * 1024;
    }
}

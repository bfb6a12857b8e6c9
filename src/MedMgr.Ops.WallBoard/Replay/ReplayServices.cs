using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Watching;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>Puts recordings and their replay into a host; part of the wall board's services.</summary>
internal static class ReplayServices
{
    public static void AddReplay(this IServiceCollection services)
    {
        services.AddOptions<ReplayOptions>();
        services.AddSingleton<Recordings>();
        services.AddSingleton<IRecordings>(s => s.GetRequiredService<Recordings>());
        services.AddSingleton<ReplaySessions>();
        services.AddSingleton<ReplayPages>();
        services.AddOptions<HubOptions<ReplayHub>>().Configure<IOptions<WallBoardOptions>>((hub, wall) => hub.LikeTheBoards(wall.Value));
    }
}

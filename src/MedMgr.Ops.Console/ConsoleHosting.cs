using MedMgr.Ops.Consoles.Choosing;
using MedMgr.Ops.Consoles.Live;
using MedMgr.Ops.Consoles.Rendering;
using MedMgr.Ops.WallBoard;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.Consoles;

/// <summary>Puts the consoles into a host that has the wall board.</summary>
public static class ConsoleHosting
{
    /// <summary>Plans are shown where the host has an <see cref="IConsolePlans"/>.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services, Action<ConsoleOptions>? configure = null)
    {
        services.AddOptions<ConsoleOptions>().Configure(configure ?? (_ => { }));
        services.TryAddSingleton<IConsolePlans, NoConsolePlans>();
        services.AddSingleton<ConsoleFeeds>();
        services.AddSingleton<ConsolePages>();
        services.AddSingleton<ChoicePages>();
        services.AddHostedService(s => s.GetRequiredService<ConsoleFeeds>());
        services.AddOptions<HubOptions<ConsoleHub>>().Configure<IOptions<WallBoardOptions>>((hub, wall) => hub.LikeTheBoards(wall.Value));
        return services;
    }

    public static IEndpointRouteBuilder MapConsole(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var wall = app.ServiceProvider.GetRequiredService<IOptions<WallBoardOptions>>().Value;
        app.MapHub<ConsoleHub>(ConsoleHub.Path, hub => hub.Limit(wall));
        app.MapGet("/console/{hospital}", app.ServiceProvider.GetRequiredService<ConsolePages>().Show).ExcludeFromDescription();
        app.MapGet("/console/{hospital}/choice/{encounter}", app.ServiceProvider.GetRequiredService<ChoicePages>().Show).ExcludeFromDescription();
        ConsoleFiles.All.Map(app);
        return app;
    }
}

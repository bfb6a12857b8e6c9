using MedMgr.Ops.Drills.Pages;
using MedMgr.Ops.Pages;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.Drills.Http;

/// <summary>GET /drill: complete as it is served, and kept up to date over the hub from then on.</summary>
internal sealed class DrillPages(DrillDesk desk, DrillFeed feed, PageRenderer pages, TimeProvider time, IOptions<WallBoardOptions> wall, IOptions<PagesOptions> server)
{
    public async Task<IResult> Show(HttpContext http)
    {
        if (desk.Conductor is not { Order: var order })
        {
            return server.Value.Exercise
                ? await pages.PageAsync<OpeningDrillPage>(http, StatusCodes.Status503ServiceUnavailable, [])
                : await pages.PageAsync<NoDrillPage>(http, StatusCodes.Status200OK, []);
        }

        var shown = await feed.Fresh(http.RequestAborted);
        var zone = shown.Picture.Zone;
        return await pages.PageAsync<DrillPage>(http, StatusCodes.Status200OK, new()
        {
            [nameof(DrillPage.Hospital)] = order.Plan.Hospital,
            [nameof(DrillPage.Title)] = order.Plan.Scenario.Title,
            [nameof(DrillPage.Decider)] = order.Decider,
            [nameof(DrillPage.Pieces)] = await shown.Page.Value,
            [nameof(DrillPage.Now)] = WallBoard.Rendering.Words.LocalTime(time.GetUtcNow(), zone),
            [nameof(DrillPage.Data)] = shown.JoinedBy(DrillHub.Path, feed.Build, time, wall.Value.StaleAfter, zone),
            [nameof(DrillPage.Theme)] = http.Request.Query["theme"].ToString() is "light" or "dark" ? http.Request.Query["theme"].ToString() : null,
        });
    }
}

/// <summary>Puts the lead's desk into a host that has the wall board.</summary>
internal static class DrillHosting
{
    public static IServiceCollection AddDrill(this IServiceCollection services)
    {
        services.AddSingleton<DrillDesk>();
        services.AddSingleton<DrillFeed>();
        services.AddSingleton<DrillPages>();
        services.AddHostedService<DrillFeeding>();
        services.AddOptions<Microsoft.AspNetCore.SignalR.HubOptions<DrillHub>>().Configure<IOptions<WallBoardOptions>>((hub, wall) => WallBoard.WallBoardServices.LikeTheBoards(hub, wall.Value));
        return services;
    }
}

using MedMgr.Ops.Pages;
using MedMgr.Ops.RosterPages.Rendering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Ops.RosterPages;

/// <summary>Puts the roster pages into a host. Needs from it an <see cref="IRosterBook"/>.</summary>
public static class RosterPagesServices
{
    public static IServiceCollection AddRosterPages(this IServiceCollection services)
    {
        services.AddPages();
        services.AddSingleton<RosterPages>();
        return services;
    }

    /// <summary>Maps /rosters and what its pages load; what all pages share is mapped by <see cref="PageServices.MapPages"/>.</summary>
    public static IEndpointRouteBuilder MapRosterPages(this IEndpointRouteBuilder app)
    {
        RosterAssets.All.Map(app);
        var pages = app.MapGroup("/rosters").ExcludeFromDescription();
        pages.MapGet("", (HttpContext http, RosterPages rosters) => rosters.Units(http));
        pages.MapGet("/{unit}", (HttpContext http, string unit, RosterPages rosters) => rosters.Unit(http, unit));
        pages.MapGet("/{unit}/sheet", (HttpContext http, string unit, RosterPages rosters) => rosters.Sheet(http, unit));
        pages.MapGet("/{unit}/state", (HttpContext http, string unit, RosterPages rosters) => rosters.State(http, unit));
        pages.MapGet("/{unit}/cell", (HttpContext http, string unit, RosterPages rosters) => rosters.Cell(http, unit));
        return app;
    }
}

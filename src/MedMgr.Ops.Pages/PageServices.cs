using MedMgr.Ops.Pages.Pieces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MedMgr.Ops.Pages;

/// <summary>Puts what all pages share into a host.</summary>
public static class PageServices
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddOptions<PagesOptions>();
        services.TryAddSingleton<PageRenderer>();
        services.TryAddSingleton<PieceRenderer>();
        return services;
    }

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder app)
    {
        BrowserFiles.Shared.Map(app);
        app.MapGet("/favicon.ico", (HttpContext http) => BrowserFiles.Shared.Serve(http, "favicon.svg")).ExcludeFromDescription();
        return app;
    }
}

using MedMgr.Ops.Api;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Pages;
using MedMgr.Ops.Planner.Http;
using MedMgr.Ops.Planner.Library;
using MedMgr.Ops.Planner.Pages;
using MedMgr.Ops.Planner.Running;
using MedMgr.Sim.Hospital.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MedMgr.Ops.Planner;

/// <summary>Puts the planner into a host: its pages under /scenarios, its API under /api/scenarios.</summary>
public static class PlannerServices
{
    /// <remarks>Needs the API (AddMedMgrApi) in the same services.</remarks>
    public static IServiceCollection AddPlanner(this IServiceCollection services, Action<PlannerOptions> configure)
    {
        services.AddOptions<PlannerOptions>().Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddPages();
        services.AddSingleton<ScenarioLibrary>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<RunDesk>();
        services.AddHostedService(s => s.GetRequiredService<RunDesk>());
        services.AddSingleton<RunRecorder>();
        services.AddSingleton<PlannerPages>();
        return services;
    }

    public static IEndpointRouteBuilder MapPlanner(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var api = app.MapGuarded().MapGroup("/api/scenarios").WithTags("Scenarios");
        api.MapScenarioLibrary();
        api.MapRuns();

        PlannerFiles.All.Map(app);
        var pages = app.ServiceProvider.GetRequiredService<PlannerPages>();
        var places = app.MapGuarded().MapGroup(PlannerPlaces.List).ExcludeFromDescription();
        places.MapGet("", pages.List);
        places.MapGet("/compare", pages.Compare);
        places.MapGet("/stream", pages.Stream);
        places.MapGet("/report.css", PlannerPages.ReportStyle);
        places.MapGet("/runs/{run}", pages.Run);
        places.MapGet("/runs/{run}/report", pages.Report);
        places.MapGet("/{scenario}", pages.Edit);
        places.MapPost("/{scenario}/draft", (Delegate)pages.Draft).WithMetadata(new BodyLimit(2 * ScenarioFile.BytesMax));
        return app;
    }
}

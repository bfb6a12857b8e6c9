using MedMgr.Ops.Api.Alerts;
using MedMgr.Ops.Api.Beds;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Discrepancies;
using MedMgr.Ops.Api.Encounters;
using MedMgr.Ops.Api.Health;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Journal;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Api.Quarantine;
using MedMgr.Ops.Api.Staffing;
using MedMgr.Ops.Api.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MedMgr.Ops.Api;

/// <summary>The HTTP API: everything that a bed manager does, and the board to see it on.</summary>
public static class MedMgrApi
{
    /// <remarks>
    /// Needs from the host: the grains and their <c>HospitalDirectory</c>, <c>IEventLog</c>, <see cref="Boards.IBoardFeeds"/> and
    /// <see cref="IQuarantineDesk"/>. Health checks that the host adds count for /readyz.
    /// </remarks>
    public static IServiceCollection AddMedMgrApi(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Acknowledgement>();
        services.AddSingleton<FaultsAsProblems>();
        services.AddSingleton<IStartupFilter, BareStatuses>();
        services.AddHealth();
        services.AddDocument();
        return services;
    }

    /// <summary>Maps /api, /openapi/v1.json, /healthz and /readyz.</summary>
    public static IEndpointRouteBuilder MapMedMgrApi(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var api = routes.MapGuarded();
        api.MapHospitals();
        api.MapEncounters();
        api.MapSwap();
        api.MapBeds();
        api.MapUnits();
        api.MapStaff();
        api.MapDiscrepancies();
        api.MapAlerts();
        api.MapQuarantine();
        api.MapJournal();
        routes.MapHealth();
        routes.MapOpenApi();
        return routes;
    }

    /// <summary>For endpoints of the API: whatever ends a request there, its caller gets a problem that can be read.</summary>
    internal static RouteGroupBuilder MapGuarded(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("");
        FaultsAsProblems.Guard(api);
        return api;
    }
}

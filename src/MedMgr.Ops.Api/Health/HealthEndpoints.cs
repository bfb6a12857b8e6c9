using System.Text.Json.Nodes;
using MedMgr.Ops.Domain.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedMgr.Ops.Api.Health;

/// <summary>For whoever watches the process.</summary>
internal static class HealthEndpoints
{
    public static void AddHealth(this IServiceCollection services) => services
        .AddHealthChecks()
        .AddCheck<LogReachable>("log")
        .AddCheck<BoardsCaughtUp>("boards");

    /// <summary>/healthz: the process is alive, and nothing else. /readyz: every registered check passes; 503 until then.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write });
        routes.MapHealthChecks("/readyz", new HealthCheckOptions { ResponseWriter = Write });
    }

    private static Task Write(HttpContext http, HealthReport report)
    {
        var checks = report.Entries.Select(e => (JsonNode)new JsonObject
        {
            ["name"] = e.Key,
            ["status"] = Name(e.Value.Status),
            ["says"] = e.Value.Description,
        });
        return http.Response.WriteAsJsonAsync(
            new JsonObject { ["status"] = Name(report.Status), ["checks"] = new JsonArray([.. checks]) }, DomainJson.Options, http.RequestAborted);
    }

    private static string Name(HealthStatus status) => status.ToString().ToLowerInvariant();
}

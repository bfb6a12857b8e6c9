using System.Text.Json.Nodes;
using MedMgr.Ops.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace MedMgr.Ops.Api.Description;

/// <summary>What the OpenAPI document says of a route.</summary>
internal static class RouteDescriptions
{
    private static readonly int[] OfQueries = [400, 404, 500, 503];
    private static readonly int[] OfCommands = [400, 404, 409, 413, 415, 421, 500, 503];

    /// <param name="id">Names the operation for generated clients.</param>
    public static RouteHandlerBuilder Query<TAnswer>(this RouteHandlerBuilder route, string id, string summary) =>
        route.Described<TAnswer>(id, summary, OfQueries);

    /// <param name="id">Names the operation for generated clients.</param>
    /// <param name="example">A body, as JSON; null where the path says all.</param>
    public static RouteHandlerBuilder Command<TAnswer>(this RouteHandlerBuilder route, string id, string summary, string? example = null)
    {
        if (example is not null)
        {
            route.WithMetadata(new BodyExample(example));
        }

        return route.Described<TAnswer>(id, summary, OfCommands).WithMetadata(CommandRoute.Mark);
    }

    /// <summary>Of something that is made anew at each request and changes nothing else.</summary>
    /// <inheritdoc cref="Command"/>
    /// <param name="status">200 where nothing is kept that could be asked for again.</param>
    public static RouteHandlerBuilder Creation<TAnswer>(
        this RouteHandlerBuilder route, string id, string summary, string example, int status = StatusCodes.Status201Created) =>
        route.WithMetadata(new BodyExample(example)).Described<TAnswer>(id, summary, OfCommands, status);

    /// <summary>Of an answer that is written event by event.</summary>
    /// <param name="id">Names the operation for generated clients.</param>
    public static RouteHandlerBuilder Events<TEvent>(this RouteHandlerBuilder route, string id, string summary) =>
        route.Described<TEvent>(id, summary, OfQueries, contentType: "text/event-stream");

    private static RouteHandlerBuilder Described<TAnswer>(
        this RouteHandlerBuilder route, string id, string summary, int[] errors, int status = StatusCodes.Status200OK, string? contentType = null)
    {
        route.WithName(id).WithSummary(summary).Produces<TAnswer>(status, contentType);
        foreach (var error in errors)
        {
            route.WithMetadata(new ProducesResponseTypeMetadata(error, typeof(ApiProblem), [ApiProblem.ContentType]));
        }

        return route;
    }
}

/// <summary>A body that a reader of the document may copy.</summary>
internal sealed record BodyExample(string Json)
{
    public JsonNode Parse() => JsonNode.Parse(Json)!;
}

/// <summary>The route takes the headers of a command.</summary>
internal sealed class CommandRoute
{
    public static readonly CommandRoute Mark = new();

    private CommandRoute() { }
}

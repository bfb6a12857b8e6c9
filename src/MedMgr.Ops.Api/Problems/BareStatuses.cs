using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace MedMgr.Ops.Api.Problems;

/// <summary>Gives the words to what routing refuses by a status alone, for the paths of the API only: pages have words of their own.</summary>
internal sealed class BareStatuses : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase),
            api => api.Use(async (HttpContext http, RequestDelegate rest) =>
            {
                await rest(http);
                if (http.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentType: null, ContentLength: null })
                {
                    await BareStatus(http).ExecuteAsync(http);
                }
            }));
        next(app);
    };

    private static ApiProblem BareStatus(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => ApiProblem.Make(404, "not-found", $"There is nothing at {http.Request.Path}. What there is stands in /openapi/v1.json."),
        StatusCodes.Status405MethodNotAllowed => ApiProblem.Make(
            405, "method-not-allowed", $"{http.Request.Path} does not take {http.Request.Method}, only {http.Response.Headers.Allow}."),
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType(http),
        var status => ApiProblem.Make(status, "not-carried-out", "The request was not carried out."),
    };

    public static ApiProblem UnsupportedMediaType(HttpContext http) => ApiProblem.Make(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type",
        $"The body is {(http.Request.ContentType is { Length: > 0 } type ? $"'{type}'" : "of no stated type")}: send JSON with Content-Type: application/json.");
}

using MedMgr.Ops.EventLog;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Api.Problems;

/// <summary>Whatever ends a request of the API, its caller gets a problem that can be read, and nothing of our insides.</summary>
internal sealed class ProblemMiddleware
{
    private readonly RequestDelegate _next;
    private readonly IHostEnvironment _environment;
    private readonly ILogger<ProblemMiddleware> _logger;

    public ProblemMiddleware(RequestDelegate next, IHostEnvironment environment, ILogger<ProblemMiddleware> logger)
    {
        _next = next;
        _environment = environment;
        _logger = logger;
    }

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await _next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more to be told anything.
            return;
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await ProblemOf(fault, http).ExecuteAsync(http);
            return;
        }

        if (http.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentType: null, ContentLength: null })
        {
            await BareStatus(http).ExecuteAsync(http);
        }
    }

    private ApiProblem ProblemOf(Exception fault, HttpContext http)
    {
        switch (fault)
        {
            case ProblemException { Problem: var problem }:
                return problem;
            case BadHttpRequestException bad:
                return ApiProblem.Make(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "too-large" : "invalid", bad.Message);
            case TimeoutException or EventLogException or OrleansMessageRejectionException:
                _logger.LogWarning(fault, "{Method} {Path} could not be carried out for now.", http.Request.Method, http.Request.Path);
                return ApiProblem.Make(
                    StatusCodes.Status503ServiceUnavailable, "unavailable",
                    "The event log or a part of the system did not answer in time. Whether the command was carried out is not known: "
                    + "repeat it with the same Idempotency-Key, then it is done once.");
            default:
                _logger.LogError(fault, "{Method} {Path} failed.", http.Request.Method, http.Request.Path);
                return ApiProblem.Make(
                    StatusCodes.Status500InternalServerError, "internal", $"A fault of ours. It is in the server's log under {http.TraceIdentifier}.") with
                {
                    Fault = _environment.IsDevelopment() ? fault.ToString() : null,
                };
        }
    }

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

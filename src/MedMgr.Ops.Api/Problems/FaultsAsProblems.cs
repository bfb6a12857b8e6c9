using MedMgr.Ops.EventLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Api.Problems;

/// <summary>Whatever ends a request of the API, its caller gets a problem that can be read, and nothing of our insides.</summary>
internal sealed class FaultsAsProblems
{
    private readonly IHostEnvironment _environment;
    private readonly ILogger<FaultsAsProblems> _logger;

    public FaultsAsProblems(IHostEnvironment environment, ILogger<FaultsAsProblems> logger)
    {
        _environment = environment;
        _logger = logger;
    }

    /// <remarks>Around each endpoint and its reading of the request, so that no page for exceptions of the host comes in between.</remarks>
    public static void Guard(IEndpointConventionBuilder routes) => routes.Add(endpoint =>
    {
        var guarded = endpoint.RequestDelegate ?? throw new InvalidOperationException($"{endpoint.DisplayName} does nothing.");
        endpoint.RequestDelegate = http => http.RequestServices.GetRequiredService<FaultsAsProblems>().Run(http, guarded);
    });

    private async Task Run(HttpContext http, RequestDelegate guarded)
    {
        try
        {
            await guarded(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more to be told anything.
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await ProblemOf(fault, http).ExecuteAsync(http);
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
                return ApiProblem.Make(StatusCodes.Status503ServiceUnavailable, "unavailable", "The event log or a part of the system did not answer in time. " + WayOut(http.Request.Method));
            default:
                _logger.LogError(fault, "{Method} {Path} failed.", http.Request.Method, http.Request.Path);
                return ApiProblem.Make(
                    StatusCodes.Status500InternalServerError, "internal", $"A fault of ours and not of the request: it is in the server's log under {http.TraceIdentifier}. " + WayOut(http.Request.Method)) with
                {
                    Fault = _environment.IsDevelopment() ? fault.ToString() : null,
                };
        }
    }

    private static string WayOut(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method)
        ? "Ask again in a moment; if it stays so, tell whoever runs the server."
        : "Whether the command was carried out is not known: repeat it with the same Idempotency-Key, then it is done once.";
}

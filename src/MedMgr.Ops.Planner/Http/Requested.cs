using System.Reflection;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Planner.Library;
using MedMgr.Ops.Planner.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Ops.Planner.Http;

/// <summary>The scenario that the path names.</summary>
internal sealed record RequestedScenario(ScenarioEntry Entry)
{
    /// <exception cref="ProblemException">There is none of this name.</exception>
    public static ValueTask<RequestedScenario?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var id = (string)http.GetRouteValue("scenario")!;
        return http.RequestServices.GetRequiredService<ScenarioLibrary>().Find(id) is { } entry
            ? ValueTask.FromResult<RequestedScenario?>(new(entry))
            : throw new ProblemException(Unknown(id));
    }

    public static ApiProblem Unknown(string id) => ApiProblem.Make(
        StatusCodes.Status404NotFound, "scenario-unknown", $"There is no scenario {id}. GET /api/scenarios lists those that there are.");
}

/// <summary>The run that the path names.</summary>
internal sealed record RequestedRun(RunRecord Run)
{
    /// <exception cref="ProblemException">There is none of this name.</exception>
    public static ValueTask<RequestedRun?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var id = (string)http.GetRouteValue("run")!;
        return http.RequestServices.GetRequiredService<RunDesk>().Find(id) is { } run
            ? ValueTask.FromResult<RequestedRun?>(new(run))
            : throw new ProblemException(Unknown(id));
    }

    public static ApiProblem Unknown(string id) => ApiProblem.Make(
        StatusCodes.Status404NotFound, "run-unknown", $"There is no run {id}. GET /api/scenarios/runs lists those that there are; the oldest go when there are too many.");
}

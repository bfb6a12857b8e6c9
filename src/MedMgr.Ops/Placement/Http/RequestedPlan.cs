using System.Reflection;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Placement.Plans;

namespace MedMgr.Ops.Placement.Http;

/// <summary>The plan that the path names: its id, or "latest".</summary>
internal sealed record RequestedPlan(KeptPlan Kept)
{
    private const string Latest = "latest";

    /// <exception cref="ProblemException">No such hospital, or no such plan of it.</exception>
    public static ValueTask<RequestedPlan?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var hospital = RequestedHospital.Of(http).Id;
        var desk = http.RequestServices.GetRequiredService<PlacementDesk>();
        var id = PathIds.Text(http, "plan");
        return (id == Latest ? desk.Latest(hospital) : desk.Find(hospital, id)) is { } kept
            ? ValueTask.FromResult<RequestedPlan?>(new RequestedPlan(kept))
            : throw new ProblemException(ApiProblem.Make(
                StatusCodes.Status404NotFound, "plan-unknown",
                (id == Latest ? $"No plan has been made for {hospital} yet." : $"There is no plan {id}, or it is no longer kept.") + " POST to …/placement/plans makes one."));
    }
}

using System.Reflection;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using Microsoft.AspNetCore.Http;

namespace MedMgr.Ops.Api.Units;

/// <summary>The nurse of an agency that the path names: nobody whom the hospital's definition knows, so only the unit notes who is there.</summary>
internal sealed record AgencyNurse(StaffId Id)
{
    /// <exception cref="ProblemException">No such hospital, no id, or somebody of the hospital's own staff.</exception>
    public static ValueTask<AgencyNurse?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var hospital = RequestedHospital.Of(http);
        var id = PathIds.Id<StaffId>(http, "nurse");
        return hospital.Map.Staff(id) is null
            ? ValueTask.FromResult<AgencyNurse?>(new AgencyNurse(id))
            : throw new ProblemException(ApiProblem.Of(new Rejection(
                RejectionCode.Invalid, $"{id} is on the hospital's own staff: begin and end the shift under /staff/{id}, where rest and hours are kept.")));
    }
}

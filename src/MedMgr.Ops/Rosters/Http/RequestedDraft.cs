using System.Reflection;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Rosters.Drafts;

namespace MedMgr.Ops.Rosters.Http;

/// <summary>The draft that the path names.</summary>
internal sealed record RequestedDraft(RequestedRoster Roster, RosterDraft Draft)
{
    public HospitalMap Hospital => Roster.Hospital;

    /// <exception cref="ProblemException">No such hospital, unit or draft.</exception>
    public static async ValueTask<RequestedDraft?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var roster = (await RequestedRoster.BindAsync(http, parameter))!;
        var id = PathIds.Text(http, "draft");
        return http.RequestServices.GetRequiredService<RosterDrafts>().Find(roster.Hospital.Definition.Id, roster.Unit.Id, id) is { } draft
            ? new RequestedDraft(roster, draft)
            : throw Unknown(id);
    }

    public static ProblemException Unknown(string id) => new(ApiProblem.Make(
        StatusCodes.Status404NotFound, "draft-unknown", $"There is no draft {id} of this unit: it was published or thrown away."));
}

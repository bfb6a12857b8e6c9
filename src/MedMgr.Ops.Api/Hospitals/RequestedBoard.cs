using System.Reflection;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Ops.Api.Hospitals;

/// <summary>The board of the hospital that the path names. A board may be followed of a hospital that takes no commands here, as in a replay.</summary>
internal sealed record RequestedBoard(BoardView View)
{
    /// <exception cref="ProblemException">No such hospital.</exception>
    public static ValueTask<RequestedBoard?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var id = PathIds.Id<HospitalId>(http, RequestedHospital.Parameter);
        return http.RequestServices.GetRequiredService<IBoardFeeds>().Find(id) is { } view
            ? ValueTask.FromResult<RequestedBoard?>(new RequestedBoard(view))
            : throw RequestedHospital.Unknown(id);
    }
}

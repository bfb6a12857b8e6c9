using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedMgr.Ops.Api.Bodies;

/// <summary>Ids in the path of a request.</summary>
internal static class PathIds
{
    /// <exception cref="ProblemException">The text can be no id.</exception>
    public static TId Id<TId>(HttpContext http, string name) where TId : struct, IId<TId>
    {
        var text = Text(http, name);
        return IdRules.WhatIsWrongWith(text) is { } wrong ? throw new ProblemException(ApiProblem.OfField(name, wrong)) : TId.Of(text);
    }

    /// <summary>An id that the system made of other names. Servers leave an escaped slash escaped, and such an id may hold one.</summary>
    public static string Text(HttpContext http, string name) =>
        ((string)http.GetRouteValue(name)!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}

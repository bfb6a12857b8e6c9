using System.Reflection;
using System.Text.Json;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace MedMgr.Ops.Api.Bodies;

/// <summary>A body of JSON that has been checked whole: every fault in it is reported at once.</summary>
/// <param name="Json">As sent, for commands where leaving a field out differs from sending null.</param>
internal sealed record Body<T>(T Value, JsonElement Json) : IEndpointParameterMetadataProvider
    where T : class
{
    /// <exception cref="ProblemException">Too large (413), no JSON by its type (415), or not what <typeparamref name="T"/> asks for (400).</exception>
    public static async ValueTask<Body<T>?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var json = await BodyReading.ReadAsync(http);
        var errors = BodyCheck.ErrorsIn(json, typeof(T));
        return errors.Count > 0
            ? throw new ProblemException(ApiProblem.OfFields(errors))
            : new Body<T>(json.Deserialize<T>(DomainJson.Options)!, json);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T), isOptional: !BodyCheck.Requires(typeof(T))));
}

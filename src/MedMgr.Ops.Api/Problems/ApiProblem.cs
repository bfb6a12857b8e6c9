using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace MedMgr.Ops.Api.Problems;

/// <summary>Why a request was not carried out, as application/problem+json (RFC 9457).</summary>
[Description("Why the request was not carried out (RFC 9457).")]
public sealed record ApiProblem(
    [property: Description("The HTTP status in words.")] string Title,
    int Status,
    [property: Description("Names the rule that refused, or what is wrong: made for programs.")] string Code,
    [property: Description("What is wrong, and the way out where there is one: made for people.")] string Detail,
    [property: Description("Of rules: true where a person may set the rule aside with an override.")] bool? Overridable = null,
    [property: Description("Of requests that can not be read: what is wrong, by the path of the field in the body, or the name of the header or path parameter.")]
    ImmutableSortedDictionary<string, ImmutableArray<string>>? Errors = null,
    [property: Description("The fault itself; only while developing.")] string? Fault = null)
    : IResult
{
    public const string ContentType = "application/problem+json";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public static ApiProblem Of(Rejection rejection)
    {
        ArgumentNullException.ThrowIfNull(rejection);
        return Make(StatusOf(rejection.Code), NameOf(rejection.Code), rejection.Because) with { Overridable = rejection.Overridable };
    }

    public static ApiProblem OfFields(IReadOnlyDictionary<string, ImmutableArray<string>> errors)
    {
        var detail = string.Join(" ", errors.OrderBy(e => e.Key, StringComparer.Ordinal).SelectMany(e => e.Value.Select(what => Sentence(e.Key, what))));
        return Make(StatusCodes.Status400BadRequest, NameOf(RejectionCode.Invalid), detail) with
        {
            Errors = errors.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    public static ApiProblem OfField(string field, string what) => OfFields(new Dictionary<string, ImmutableArray<string>> { [field] = [what] });

    public static ApiProblem Make(int status, string code, string detail) => new(ReasonPhrases.GetReasonPhrase(status), status, code, detail);

    public static string NameOf(RejectionCode code) => JsonSerializer.SerializeToElement(code, DomainJson.Options).GetString()!;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.StatusCode = Status;
        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        await httpContext.Response.WriteAsJsonAsync(this, DomainJson.Options, ContentType, httpContext.RequestAborted);
    }

    private static int StatusOf(RejectionCode code) => code switch
    {
        RejectionCode.HospitalUnknown or RejectionCode.UnitUnknown or RejectionCode.BedUnknown or RejectionCode.StaffUnknown
            or RejectionCode.EncounterUnknown or RejectionCode.DiscrepancyUnknown or RejectionCode.AlertUnknown or RejectionCode.QuarantineUnknown
            or RejectionCode.BarrierUnknown => StatusCodes.Status404NotFound,
        RejectionCode.ReasonMissing or RejectionCode.Invalid => StatusCodes.Status400BadRequest,
        RejectionCode.RosterChanged => StatusCodes.Status412PreconditionFailed,
        _ => StatusCodes.Status409Conflict,
    };

    private static string Sentence(string field, string what) => $"{(field.Length == 0 ? "The body" : field)} {what}.";
}

using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedMgr.Ops.Api.Journal;

/// <summary>Who did what, and why: the log in plain words.</summary>
internal static class JournalEndpoints
{
    private const int LimitDefault = 50;
    private const int LimitMax = 500;

    public static void MapJournal(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/hospitals/{hospital}/journal", Read).WithTags("Hospital")
            .Query<JournalPage>("readJournal", "Who did what and why, newest first, out of the log");

    // Texts and not numbers: what can not be read gets an answer in our words.
    private static async Task<IResult> Read(
        HttpContext http,
        RequestedHospital house,
        IEventLog log,
        [Description("Only what was written before this log position: the next page's is in the answer.")] string? before,
        [Description("1 to 500; 50 if left out.")] string? limit,
        [Description("Only what this person, interface or system did.")] string? actor,
        [Description("Only what this kind did: user, interface, scenario, reconciler, system.")] string? kind,
        [Description("Only what concerned this bed, visit, unit or member of staff.")] string? about)
    {
        if (before is not null && !(long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position >= 1))
        {
            return ApiProblem.OfField("before", "is a log position: a whole number from 1");
        }

        if (limit is not null && !(int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= LimitMax))
        {
            return ApiProblem.OfField("limit", $"is a whole number from 1 to {LimitMax}");
        }

        if (kind is not null && !Enum.GetNames<CauseKind>().Contains(kind, StringComparer.OrdinalIgnoreCase))
        {
            return ApiProblem.OfField("kind", "is one of user, interface, scenario, reconciler, system");
        }

        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(house.Map.Definition.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var page = await new JournalReading(log, house.Id, zone).Read(
            before is null ? null : long.Parse(before, CultureInfo.InvariantCulture),
            limit is null ? LimitDefault : int.Parse(limit, CultureInfo.InvariantCulture),
            deed => (actor is null || deed.Actor == actor)
                && (kind is null || string.Equals(deed.Kind.ToString(), kind, StringComparison.OrdinalIgnoreCase))
                && (about is null || deed.About.Contains(about)),
            http.RequestAborted);
        return Results.Json(page, DomainJson.Options);
    }
}

internal sealed record JournalPage(
    [property: Description("Newest first.")] ImmutableArray<JournalDeed> Deeds,
    [property: Description("Ask with before = this for what is older; absent when there is nothing older. A page may be empty and still name an older one: "
        + "a filter is given only so much of the log for each request.")] long? Before);

internal sealed record JournalDeed(
    [property: Description("Of its last event in the log.")] long Position,
    DateTimeOffset At,
    CauseKind Kind,
    [property: Description("The user, sending application or part of this system that did it.")] string Actor,
    [property: Description("The request's or message's id.")] string Cause,
    [property: Description("In plain words; times of day are the hospital's.")] string Says,
    [property: Description("The reason that was given.")] string? Why,
    [property: Description("What came with it.")] ImmutableArray<string> Also,
    [property: Description("Ids of the beds, visits, units and staff it concerned.")] ImmutableArray<string> About);

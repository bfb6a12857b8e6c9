using System.Collections.Immutable;
using System.ComponentModel;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Grains.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedMgr.Ops.Api.Discrepancies;

/// <summary>What was told and what is known do not fit, until a person has looked at it.</summary>
internal static class DiscrepancyEndpoints
{
    private const string Parameter = "discrepancy";

    public static void MapDiscrepancies(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/api/hospitals/{hospital}/discrepancies").WithTags("Discrepancies");
        all.MapGet("", (RequestedBoard board) => Results.Json(board.View.Discrepancies, DomainJson.Options))
            .Query<ImmutableArray<Discrepancy>>("listDiscrepancies", "The open discrepancies, oldest first");
        all.MapPost("/{discrepancy}/resolve", Resolve)
            .Command<DiscrepancyAnswer>("resolveDiscrepancy", "A person has looked at it", """{ "how": "patient is in 4E-12A, registration corrected" }""");
    }

    private static async Task<IResult> Resolve(HttpContext http, RequestedHospital hospital, Body<ResolveBody> body, CommandContext by)
    {
        var (id, how) = (PathIds.Text(http, Parameter), body.Value.How);

        // An id may look as if it belonged to a visit and still be the hospital's own: then the visit does not know it.
        if (Discrepancy.HolderOf(id) is { } visit && IdRules.WhatIsWrongWith(visit.Value) is null)
        {
            var reply = await hospital.Encounter(visit).Execute(new EncounterCommand.ResolveDiscrepancy(id, how) { At = by.At }, by.Origin);
            if (reply.Because?.Code != RejectionCode.DiscrepancyUnknown)
            {
                return await Acknowledge(hospital, by, Outcome.Of(reply), Streams.Of(visit), id);
            }
        }

        var own = await hospital.Grain.Execute(new HospitalCommand.ResolveDiscrepancy(id, how) { At = by.At }, by.Origin);
        return await Acknowledge(hospital, by, Outcome.Of(own), Streams.Hospital, id);
    }

    private static Task<IResult> Acknowledge(RequestedHospital hospital, CommandContext by, Outcome outcome, string stream, string id) =>
        hospital.Acknowledge(by, outcome, [stream], (kind, position) => new DiscrepancyAnswer(kind, position, id));
}

internal sealed record ResolveBody([property: Description("What was found and done.")] string How);

internal sealed record DiscrepancyAnswer(ReplyKind Kind, long Position, [property: Description("The id of what is resolved.")] string Discrepancy);

using System.Collections.Immutable;
using System.ComponentModel;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Grains.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedMgr.Ops.Api.Alerts;

/// <summary>What the board calls somebody for, and who has said to see to it.</summary>
internal static class AlertEndpoints
{
    private const string Parameter = "alert";

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/api/hospitals/{hospital}/alerts").WithTags("Alerts");
        all.MapGet("", (RequestedBoard board) => Results.Json(board.View.Alerts, DomainJson.Options))
            .Query<ImmutableArray<Alert>>("listAlerts", "What stands now, the most severe first, then the oldest");
        all.MapPost("/{alert}/owner", Take)
            .Command<AlertAnswer>("takeAlert", "A person sees to it; holds for 12 hours", """{ "who": "M. Ruiz, bed manager" }""");
    }

    private static async Task<IResult> Take(HttpContext http, RequestedHospital hospital, RequestedBoard board, Body<OwnerBody> body, CommandContext by)
    {
        var alert = PathIds.Text(http, Parameter);
        var stands = board.View.Alerts.Any(a => a.Id == alert);
        var reply = await hospital.Grain.Execute(new HospitalCommand.TakeAlert(alert, body.Value.Who, stands) { At = by.At }, by.Origin);
        return await hospital.Acknowledge(by, Outcome.Of(reply), [Streams.Hospital], (kind, position) => new AlertAnswer(kind, position, alert));
    }
}

internal sealed record OwnerBody([property: Description("Who sees to it.")] string Who);

internal sealed record AlertAnswer(ReplyKind Kind, long Position, [property: Description("The id of what is taken.")] string Alert);

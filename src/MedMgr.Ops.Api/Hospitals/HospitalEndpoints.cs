using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Grains.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedMgr.Ops.Api.Hospitals;

/// <summary>The hospitals, their boards and their surge level.</summary>
internal static class HospitalEndpoints
{
    public static void MapHospitals(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/api/hospitals").WithTags("Hospital");
        all.MapGet("", (IBoardFeeds boards) => Results.Json(boards.Hospitals, DomainJson.Options))
            .Query<IReadOnlyCollection<HospitalName>>("listHospitals", "The hospitals of this server");
        all.MapGet("/{hospital}/board", (RequestedBoard board) => Results.Json(board.View, DomainJson.Options))
            .Query<BoardView>("getBoard", "The whole hospital as of one position of the log");
        all.MapPost("/{hospital}/surge-level", SetSurgeLevel)
            .Command<HospitalAnswer>("setSurgeLevel", "Sets the level of the surge plan", """{ "level": 2, "reason": "influenza, 12 boarding" }""");
    }

    private static async Task<IResult> SetSurgeLevel(RequestedHospital house, Body<SurgeLevelBody> body, CommandContext by)
    {
        var reply = await house.Grain.Execute(new HospitalCommand.SetSurgeLevel(body.Value.Level, body.Value.Reason ?? "") { At = by.At }, by.Origin);
        return await house.Acknowledge(
            by, Outcome.Of(reply), [Streams.Hospital], (kind, position) => new HospitalAnswer(kind, position, new HospitalRecord(house.Id, reply.SurgeLevel)));
    }
}

internal sealed record SurgeLevelBody(
    [property: Range(0, HospitalRules.SurgeLevelMax), Description("0 is an ordinary day.")] int Level, string? Reason = null);

/// <param name="SurgeLevel">0 (ordinary) to 4.</param>
internal sealed record HospitalRecord(HospitalId Id, int SurgeLevel);

internal sealed record HospitalAnswer(ReplyKind Kind, long Position, HospitalRecord Hospital);

using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedMgr.Ops.Api.Encounters;

/// <summary>Two patients exchange beds.</summary>
internal static class SwapEndpoints
{
    public static void MapSwap(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/hospitals/{hospital}/swap", Swap)
            .WithTags("Encounters")
            .Command<SwapAnswer>("swap", "Two patients exchange beds in one step: no display ever shows half of it", """{ "a": "V-1001", "b": "V-1002" }""");

    private static async Task<IResult> Swap(RequestedHospital house, Body<SwapBody> body, CommandContext by)
    {
        var (a, b, overriding) = body.Value;
        var reply = await house.Grain.Swap(a, b, reported: false, by.Overriding(overriding), by.At, by.Origin);
        var (recordOfA, recordOfB) = (await RecordOf(house, a), await RecordOf(house, b));
        return await house.Acknowledge(
            by, Outcome.Of(reply), [Streams.Of(a), Streams.Of(b)], (kind, position) => new SwapAnswer(kind, position, recordOfA, recordOfB));
    }

    private static async Task<EncounterRecord> RecordOf(RequestedHospital hospital, EncounterId id) =>
        EncounterRecord.Of(id, (await hospital.Encounter(id).Get()).State);
}

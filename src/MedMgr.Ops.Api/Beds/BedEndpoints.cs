using System.ComponentModel;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedMgr.Ops.Api.Beds;

/// <summary>What housekeeping, maintenance and bed managers do to a bed. Who lies in it is the encounter's matter.</summary>
internal static class BedEndpoints
{
    public static void MapBeds(this IEndpointRouteBuilder routes)
    {
        var bed = routes.MapGroup("/api/hospitals/{hospital}/beds/{bed}").WithTags("Beds");
        bed.MapGet("", (RequestedBed bed) => bed.Show()).Query<BedRecord>("getBed", "One bed as it stands");
        bed.MapService();
        bed.MapHousekeeping();
        bed.MapPost("/precautions", (RequestedBed bed, Body<PrecautionsBody> body, CommandContext by) =>
                bed.Execute(by, new BedCommand.SetPrecautions(body.Value.Isolation) { At = by.At }))
            .Command<BedAnswer>(
                "setBedPrecautions", "Sets the precautions of the bed itself, or takes them back",
                """{ "isolation": { "precautions": "contact", "organism": "c-difficile" } }""");
    }

    private static void MapService(this RouteGroupBuilder bed)
    {
        bed.MapPost("/block", (RequestedBed bed, Body<BlockBody> body, CommandContext by) =>
                bed.Execute(by, new BedCommand.Block(body.Value.Reason, body.Value.Until) { At = by.At }))
            .Command<BedAnswer>("blockBed", "Makes an empty bed unusable for a while", """{ "reason": "call bell broken", "until": "2026-01-05T16:00:00Z" }""");
        bed.MapPost("/unblock", (RequestedBed bed, Body<NothingBody> _, CommandContext by) => bed.Execute(by, new BedCommand.Unblock { At = by.At }))
            .Command<BedAnswer>("unblockBed", "Makes a blocked bed usable again: ready, or dirty if it was");
        bed.MapPost("/close", (RequestedBed bed, Body<RequiredReasonBody> body, CommandContext by) =>
                bed.Execute(by, new BedCommand.Close(body.Value.Reason) { At = by.At }))
            .Command<BedAnswer>("closeBed", "Takes an empty bed out of service", """{ "reason": "no nurse for it tonight" }""");
        bed.MapPost("/open", (RequestedBed bed, Body<NothingBody> _, CommandContext by) => bed.Execute(by, new BedCommand.Open { At = by.At }))
            .Command<BedAnswer>("openBed", "Brings a closed bed back into service: ready, or dirty if it was");
        bed.MapPost("/contaminate", (RequestedBed bed, Body<ContaminateBody> body, CommandContext by) =>
                bed.Execute(by, new BedCommand.Contaminate(body.Value.Organism) { At = by.At }))
            .Command<BedAnswer>("contaminateBed", "An empty bed needs a special clean before anybody may lie in it", """{ "organism": "norovirus" }""");
    }

    private static void MapHousekeeping(this RouteGroupBuilder bed)
    {
        bed.MapPost("/mark-dirty", (RequestedBed bed, Body<ReasonBody> body, CommandContext by) =>
                bed.Execute(by, new BedCommand.MarkDirty(body.Value.Reason ?? $"said {by.Actor}") { At = by.At }))
            .Command<BedAnswer>("markBedDirty", "An empty bed has to be cleaned", """{ "reason": "used by a visitor" }""");
        bed.MapPost("/clean-start", (RequestedBed bed, Body<CleanerBody> body, CommandContext by) =>
                bed.Execute(by, new BedCommand.StartCleaning(body.Value.By ?? by.Actor) { At = by.At }))
            .Command<BedAnswer>("startCleaning", "Housekeeping begins to clean a dirty or contaminated bed", """{ "by": "evs-12" }""");
        bed.MapPost("/clean-finish", (RequestedBed bed, Body<CleanerBody> body, CommandContext by) =>
                bed.Execute(by, new BedCommand.FinishCleaning(body.Value.By ?? by.Actor) { At = by.At }))
            .Command<BedAnswer>("finishCleaning", "The bed is clean: ready", """{ "by": "evs-12" }""");
        bed.MapPost("/clean-next", (RequestedBed bed, Body<RequiredReasonBody> body, CommandContext by) =>
                bed.Execute(by, new BedCommand.CleanNext(body.Value.Reason) { At = by.At }))
            .Command<BedAnswer>("cleanNext", "Housekeeping is to take this bed before the others", """{ "reason": "ICU patient waits for it" }""");
        bed.MapPost("/clean-in-turn", (RequestedBed bed, Body<NothingBody> _, CommandContext by) => bed.Execute(by, new BedCommand.CleanInTurn { At = by.At }))
            .Command<BedAnswer>("cleanInTurn", "Takes back that the bed was put first");
        bed.MapPost("/clean-interrupt", (RequestedBed bed, Body<ReasonBody> body, CommandContext by) =>
                bed.Execute(by, new BedCommand.InterruptCleaning(body.Value.Reason ?? $"said {by.Actor}") { At = by.At }))
            .Command<BedAnswer>("interruptCleaning", "Cleaning stops unfinished: dirty, or contaminated as it was", """{ "reason": "called to the ED" }""");
    }
}

internal sealed record BlockBody(
    [property: Description("Shown on the board.")] string Reason,
    [property: Description("When the bed unblocks by itself; until somebody does it if left out.")] DateTimeOffset? Until = null);

internal sealed record ContaminateBody(string? Organism = null);

internal sealed record CleanerBody([property: Description("Who cleans; the actor of the request unless somebody else is named.")] string? By = null);

internal sealed record PrecautionsBody([property: Description("Null, or left out, takes them back.")] Isolation? Isolation = null);

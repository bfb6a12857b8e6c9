using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Domain.Encounters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedMgr.Ops.Api.Encounters;

/// <summary>From the request for a bed to the departure.</summary>
internal static class EncounterEndpoints
{
    public static void MapEncounters(this IEndpointRouteBuilder routes)
    {
        var visit = routes.MapGroup("/api/hospitals/{hospital}/encounters/{encounter}").WithTags("Encounters");
        visit.MapGet("", (RequestedEncounter visit) => visit.Show()).Query<EncounterRecord>("getEncounter", "One visit, also after its departure");
        visit.MapRequests();
        visit.MapMovements();
        visit.MapDischarge();
    }

    private static void MapRequests(this RouteGroupBuilder visit)
    {
        visit.MapPost("/request", (RequestedEncounter visit, Body<RequestBody> body, CommandContext by) => visit.RequestBed(by, body))
            .Command<EncounterAnswer>(
                "requestBed", "Asks for a bed; a visit not heard of before becomes an expected one",
                """{ "needs": { "levelOfCare": "telemetry", "gender": "female", "acuity": 2 }, "target": "4E", "reason": "chest pain, admit" }""");
        visit.MapPost("/cancel-request", (RequestedEncounter visit, Body<ReasonBody> body, CommandContext by) =>
                visit.Execute(by, new EncounterCommand.CancelRequest(body.Value.Reason ?? $"cancelled by {by.Actor}") { At = by.At }))
            .Command<EncounterAnswer>("cancelRequest", "Takes the pending request back; a reserved bed is free again", """{ "reason": "goes home" }""");
        visit.MapPost("/assign", (RequestedEncounter visit, Body<BedChoiceBody> body, CommandContext by) => visit.Assign(by, body.Value))
            .Command<EncounterAnswer>(
                "assignBed", "Reserves a ready bed for the pending request",
                """{ "bed": "4E-12A", "override": { "reason": "telemetry box brought along", "by": "Dr. Lindqvist" } }""");
        visit.MapPost("/unassign", (RequestedEncounter visit, Body<ReasonBody> body, CommandContext by) =>
                visit.Execute(by, new EncounterCommand.Unassign(body.Value.Reason ?? $"unassigned by {by.Actor}") { At = by.At }))
            .Command<EncounterAnswer>("unassignBed", "The reserved bed is free again; the request stays", """{ "reason": "needs a single room" }""");
        visit.MapPost("/needs", (RequestedEncounter visit, Body<NeedsBody> body, CommandContext by) => visit.ChangeNeeds(by, body))
            .Command<EncounterAnswer>(
                "changeNeeds", "Changes what the patient needs of a bed; what is left out stays as it is",
                """{ "isolation": { "precautions": "droplet", "organism": "influenza-a" } }""");
    }

    private static void MapMovements(this RouteGroupBuilder visit)
    {
        visit.MapPost("/transit", (RequestedEncounter visit, Body<NothingBody> _, CommandContext by) =>
                visit.Execute(by, new EncounterCommand.StartTransit { At = by.At }))
            .Command<EncounterAnswer>("startTransit", "The patient is on the way to the assigned bed");
        visit.MapPost("/arrive", (RequestedEncounter visit, Body<ArriveBody> body, CommandContext by) =>
                visit.Arrive(by, body.Value.Bed, body.Value.Override))
            .Command<EncounterAnswer>("arrive", "The patient lies in the assigned bed, or in the one named; the bed left is dirty", """{ "bed": "4E-12A" }""");
        visit.MapPost("/transfer", (RequestedEncounter visit, Body<BedChoiceBody> body, CommandContext by) =>
                visit.Arrive(by, body.Value.Bed, body.Value.Override))
            .Command<EncounterAnswer>("transfer", "Moves the patient to the bed named, in one step", """{ "bed": "ICU-03" }""");
    }

    private static void MapDischarge(this RouteGroupBuilder visit)
    {
        visit.MapPost("/discharge-expected", (RequestedEncounter visit, Body<ExpectedDischargeBody> body, CommandContext by) =>
                visit.Execute(by, new EncounterCommand.ExpectDischarge(body.Value.Expected) { At = by.At }))
            .Command<EncounterAnswer>("expectDischarge", "When the patient is expected to leave", """{ "expected": "2026-01-06T11:00:00-08:00" }""");
        visit.MapPost("/discharge-ordered", (RequestedEncounter visit, Body<NothingBody> _, CommandContext by) =>
                visit.Execute(by, new EncounterCommand.OrderDischarge { At = by.At }))
            .Command<EncounterAnswer>("orderDischarge", "The order only: the bed stays occupied until the departure");
        visit.MapPost("/cancel-discharge-order", (RequestedEncounter visit, Body<NothingBody> _, CommandContext by) =>
                visit.Execute(by, new EncounterCommand.CancelDischargeOrder { At = by.At }))
            .Command<EncounterAnswer>("cancelDischargeOrder", "The patient stays");
        visit.MapPost("/raise-barrier", (RequestedEncounter visit, Body<RaiseBarrierBody> body, CommandContext by) =>
                visit.Execute(by, new EncounterCommand.RaiseBarrier(body.Value.Kind, body.Value.Note, body.Value.ClearsAt) { At = by.At }))
            .Command<EncounterAnswer>(
                "raiseBarrier", "Something keeps the patient from leaving; raised again, its note and time are changed",
                """{ "kind": "transport", "note": "ambulance, lying", "clearsAt": "2036-01-06T14:00:00-08:00" }""");
        visit.MapPost("/clear-barrier", (RequestedEncounter visit, Body<ClearBarrierBody> body, CommandContext by) =>
                visit.Execute(by, new EncounterCommand.ClearBarrier(body.Value.Kind, body.Value.How) { At = by.At }))
            .Command<EncounterAnswer>("clearBarrier", "It no longer stands in the way", """{ "kind": "transport", "how": "ambulance is here" }""");
        visit.MapPost("/depart", (RequestedEncounter visit, Body<DepartBody> body, CommandContext by) =>
                visit.Execute(by, new EncounterCommand.Depart(body.Value.Disposition ?? "discharged") { At = by.At }))
            .Command<EncounterAnswer>("depart", "The patient has left the hospital; the bed is dirty", """{ "disposition": "home" }""");
    }
}

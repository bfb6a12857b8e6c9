using System.Collections.Immutable;
using System.ComponentModel;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedMgr.Ops.Api.Units;

/// <summary>Opening and closing whole units and their surge beds.</summary>
internal static class UnitEndpoints
{
    public static void MapUnits(this IEndpointRouteBuilder routes)
    {
        var unit = routes.MapGroup("/api/hospitals/{hospital}/units/{unit}").WithTags("Units");
        unit.MapGet("", (RequestedUnit unit) => unit.Show()).Query<UnitRecord>("getUnit", "One unit: open or closed, its staff and what they may care for");
        unit.MapPost("/close", (RequestedUnit unit, Body<RequiredReasonBody> body, CommandContext by) =>
                unit.Execute(by, new UnitCommand.Close(body.Value.Reason) { At = by.At }))
            .Command<UnitAnswer>("closeUnit", "Closes an empty unit and all its beds", """{ "reason": "renovation" }""");
        unit.MapPost("/open", (RequestedUnit unit, Body<NothingBody> _, CommandContext by) => unit.Execute(by, new UnitCommand.Open { At = by.At }))
            .Command<UnitAnswer>("openUnit", "Opens a closed unit with the beds that were closed with it");
        unit.MapPost("/surge-open", (RequestedUnit unit, Body<SurgeBedsBody> body, CommandContext by) =>
                unit.SetSurgeBeds(by, open: true, body.Value.Beds, body.Value.Reason ?? "surge"))
            .Command<UnitAnswer>("openSurgeBeds", "Opens surge beds, all at once", """{ "beds": ["4E-S1", "4E-S2"], "reason": "12 boarding in the ED" }""");
        unit.MapPost("/surge-close", (RequestedUnit unit, Body<SurgeBedsBody> body, CommandContext by) =>
                unit.SetSurgeBeds(by, open: false, body.Value.Beds, body.Value.Reason ?? "surge bed, not opened"))
            .Command<UnitAnswer>("closeSurgeBeds", "Closes surge beds, all at once", """{ "reason": "surge is over" }""");
    }
}

internal sealed record SurgeBedsBody(
    [property: Description("Left out or empty: all surge beds of the unit (to open), all empty ones (to close). One that is named and in use is refused.")]
    ImmutableArray<BedId>? Beds = null,
    string? Reason = null);

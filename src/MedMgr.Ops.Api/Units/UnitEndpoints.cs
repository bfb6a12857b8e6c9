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
        var agency = unit.MapGroup("/agency/{nurse}");
        agency.MapPost("/on", (RequestedUnit unit, AgencyNurse nurse, Body<AgencyShiftBody> body, CommandContext by) => unit.AgencyNurseComes(by, nurse, body.Value.Until))
            .Command<UnitAnswer>("agencyNurseOn", "An agency's registered nurse begins a shift on the unit; the id is the agency's", """{ "until": "2026-01-05T19:30:00-08:00" }""");
        agency.MapPost("/off", (RequestedUnit unit, AgencyNurse nurse, Body<NothingBody> _, CommandContext by) =>
                unit.Execute(by, new UnitCommand.StaffLeaves(nurse.Id) { At = by.At }))
            .Command<UnitAnswer>("agencyNurseOff", "An agency's nurse ends the shift on the unit");
    }
}

internal sealed record AgencyShiftBody([property: Description("Planned end, later than now and within 24 hours.")] DateTimeOffset Until);

internal sealed record SurgeBedsBody(
    [property: Description("Left out or empty: all surge beds of the unit (to open), all empty ones (to close). One that is named and in use is refused.")]
    ImmutableArray<BedId>? Beds = null,
    string? Reason = null);

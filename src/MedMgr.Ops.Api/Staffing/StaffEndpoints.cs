using System.ComponentModel;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Staffing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedMgr.Ops.Api.Staffing;

/// <summary>Who works, and where.</summary>
internal static class StaffEndpoints
{
    public static void MapStaff(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/api/hospitals/{hospital}/staff").WithTags("Staff");
        staff.MapGet("/on-duty", OnDuty).Query<IReadOnlyList<StaffOnDuty>>("listStaffOnDuty", "Everybody on duty, by unit");

        var person = staff.MapGroup("/{staff}");
        person.MapGet("", (RequestedStaff staff) => staff.Show()).Query<StaffRecord>("getStaff", "One member of staff, with the shifts of the last 7 days");
        person.MapPost("/on", (RequestedStaff staff, Body<StartShiftBody> body, CommandContext by) => staff.StartShift(by, body.Value))
            .Command<StaffAnswer>("startShift", "Begins a shift", """{ "unit": "ICU", "until": "2026-01-05T19:30:00-08:00" }""");
        person.MapPost("/off", (RequestedStaff staff, Body<ReasonBody> body, CommandContext by) =>
                staff.Execute(by, new StaffCommand.EndShift(body.Value.Reason ?? "end of shift") { At = by.At }))
            .Command<StaffAnswer>("endShift", "Ends the shift", """{ "reason": "sent home, low census" }""");
        person.MapPost("/float", (RequestedStaff staff, Body<FloatBody> body, CommandContext by) =>
                staff.Execute(by, new StaffCommand.Float(body.Value.Unit, by.Overriding(body.Value.Override), body.Value.Reason) { At = by.At }))
            .Command<StaffAnswer>("floatStaff", "Goes on with the same shift on another unit", """{ "unit": "4E" }""");
    }

    private static async Task<IResult> OnDuty(RequestedHospital hospital)
    {
        var units = hospital.Map.Definition.Units;
        var replies = await Task.WhenAll(units.Select(u => hospital.Unit(u.Id).Get()));
        var people = units.Zip(replies).SelectMany(x => x.Second.State.OnDuty.Select(p =>
            new StaffOnDuty(p.Staff, hospital.Map.Staff(p.Staff)?.Name ?? p.Staff.Value, p.Role, x.First.Id, p.Since, p.Until)));
        return Results.Json(people.ToList(), DomainJson.Options);
    }
}

internal sealed record StartShiftBody(
    [property: Description("The person's home unit if left out.")] UnitId? Unit = null,
    [property: Description("Planned end; as long as the person's standing pattern if left out.")] DateTimeOffset? Until = null,
    OverrideBody? Override = null,
    [property: Description("Why somebody is called in; kept with the shift.")] string? Reason = null);

internal sealed record FloatBody(
    [property: Description("Where to.")] UnitId Unit, OverrideBody? Override = null, [property: Description("Kept with the change.")] string? Reason = null);

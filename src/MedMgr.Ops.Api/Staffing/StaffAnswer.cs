using System.Collections.Immutable;
using System.ComponentModel;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Api.Staffing;

internal sealed record StaffRecord(
    StaffId Id,
    string Name,
    StaffRole Role,
    UnitId HomeUnit,
    ImmutableArray<LevelOfCare> Skills,
    DateOnly? LicenceUntil,
    [property: Description("Null while off duty.")] Shift? Current,
    [property: Description("The shifts of the last 7 days, oldest first.")] ImmutableArray<Shift> Past)
{
    public static StaffRecord Of(StaffDefinition person, StaffState state) =>
        new(person.Id, person.Name, person.Role, person.HomeUnit, person.Skills, person.LicenceUntil, state.Current, state.Past);
}

internal sealed record StaffAnswer(ReplyKind Kind, long Position, StaffRecord Staff);

internal sealed record StaffOnDuty(StaffId Id, string Name, StaffRole Role, UnitId Unit, DateTimeOffset Since, DateTimeOffset Until);

using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Staffing;

/// <summary>The nurses of a unit against its patients, now and at the next handover. Nurses are those who count for the ratio.</summary>
/// <param name="Needed">For the patients and claims of now.</param>
/// <param name="Spare">Who could go elsewhere and the ratio would still hold.</param>
/// <param name="Gap">Who are missing; 0 when there are enough.</param>
/// <param name="NextOnDuty">Planned from the next handover on, by roster or standing pattern.</param>
/// <param name="NextGap">Missing then, were the patients those of now.</param>
public sealed record UnitStaffing(UnitId Unit, int OnDuty, int Needed, int Spare, int Gap, int NextOnDuty, int NextGap);

/// <summary>Somebody who could come, by the rules that will decide when the person is asked for.</summary>
/// <param name="From">The unit that the person works on now, or is at home on.</param>
/// <param name="Until">End of the shift.</param>
/// <param name="Note">What speaks for the person, in words.</param>
public sealed record StaffOption(StaffId Staff, string Name, StaffRole Role, UnitId From, DateTimeOffset Until, string Note);

/// <summary>Who works this shift, what is missing, who could float and who could be called in. By the rules of shifts, rest, hours and licences.</summary>
public sealed class StaffingNow
{
    private readonly HospitalMap _map;
    private readonly ImmutableArray<UnitView> _units;
    private readonly IReadOnlyDictionary<StaffId, StaffState> _staff;
    private readonly DutyPlan _plan;
    private readonly TimeZoneInfo _zone;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<UnitId, UnitStaffing> _staffing;

    /// <param name="staff">Those who never had a shift may be missing.</param>
    /// <param name="nextHandover">Null where none is near: then the next figures are those of now.</param>
    public StaffingNow(
        HospitalMap map, ImmutableArray<UnitView> units, IReadOnlyDictionary<StaffId, StaffState> staff, DutyPlan plan, DateTimeOffset? nextHandover, DateTimeOffset now)
    {
        (_map, _units, _staff, _plan, _now) = (map, units, staff, plan, now);
        _zone = TimeZoneInfo.FindSystemTimeZoneById(map.Definition.TimeZone);
        var next = nextHandover is { } at
            ? plan.At(at).Where(d => d.Kind == ShiftKind.Agency || Counts(map.Staff(d.Staff)?.Role)).CountBy(d => d.Unit).ToDictionary()
            : null;
        _staffing = units.ToDictionary(u => u.Definition.Id, u => Of(u, next is null ? u.State.NursesOnDuty : next.GetValueOrDefault(u.Definition.Id)));
    }

    /// <summary>In the order of the units given.</summary>
    public ImmutableArray<UnitStaffing> Units => [.. _units.Select(u => _staffing[u.Definition.Id])];

    /// <summary>Nurses of units with some to spare who may work on this one: from where most are spare, then by id.</summary>
    public ImmutableArray<StaffOption> WhoCouldFloat(UnitId to)
    {
        var unit = _map.Unit(to)!;
        return
        [
            .. from giver in _units
               let spare = _staffing[giver.Definition.Id].Spare
               where giver.Definition.Id != to && spare > 0
               from onDuty in giver.State.OnDuty
               let person = _map.Staff(onDuty.Staff)
               where person is not null && onDuty.CountsForRatio && onDuty.Until > _now && _staff.GetValueOrDefault(onDuty.Staff) is { Current: not null }
               let state = _staff[onDuty.Staff]
               where StaffRules.Decide(person, state, new StaffCommand.Float(to) { At = _now }, unit, _map.Definition.StaffingLimits) is Decision<StaffEvent>.Accepted { Events.IsEmpty: false }
               orderby spare descending, onDuty.Staff.Value
               select new StaffOption(onDuty.Staff, person.Name, person.Role, giver.Definition.Id, onDuty.Until, $"{giver.Definition.Name} has {spare} to spare"),
        ];
    }

    /// <summary>Nurses who are off, rested, trained, licensed and within their hours, and rested again before their next shift: the unit's own first, then the longest rested.</summary>
    /// <param name="until">End of the shift asked for.</param>
    public ImmutableArray<StaffOption> WhoCouldComeIn(UnitId to, DateTimeOffset until)
    {
        var unit = _map.Unit(to)!;
        var limits = _map.Definition.StaffingLimits;
        return
        [
            .. from person in _map.Definition.Staff
               where Counts(person.Role)
               let state = _staff.GetValueOrDefault(person.Id, StaffState.New)
               where state.Current is null
                   && StaffRules.Decide(person, state, new StaffCommand.StartShift(to, until) { At = _now }, unit, limits) is Decision<StaffEvent>.Accepted
                   && RestsBeforeTheNext(person, until, limits)
               let rested = state.Past.IsEmpty ? (TimeSpan?)null : _now - state.Past[^1].Until
               orderby person.HomeUnit == to ? 0 : 1, rested ?? TimeSpan.MaxValue descending, person.Id.Value
               select new StaffOption(
                   person.Id, person.Name, person.Role, person.HomeUnit, until,
                   rested is { } hours ? FormattableString.Invariant($"off for {hours.TotalHours:0} h") : "no shift in the last 7 days"),
        ];
    }

    private static bool Counts(StaffRole? role) => role is StaffRole.RegisteredNurse or StaffRole.PracticalNurse;

    private static UnitStaffing Of(UnitView unit, int next)
    {
        var (patients, each) = (unit.PatientsAndClaims, unit.Definition.Ratio.PatientsPerNurse);
        var (missing, over) = (Math.Max(0, patients - unit.StaffedCapacity), Math.Max(0, unit.StaffedCapacity - patients));
        return new UnitStaffing(
            unit.Definition.Id, unit.State.NursesOnDuty, (patients + each - 1) / each, Math.Min(over / each, unit.State.NursesOnDuty), (missing + each - 1) / each, next,
            Math.Max(0, ((patients + each - 1) / each) - next));
    }

    private bool RestsBeforeTheNext(StaffDefinition person, DateTimeOffset until, StaffingLimits limits)
    {
        var clear = until.AddHours(limits.RestHoursMin);
        for (var day = WallClock.DayOf(_zone, _now).AddDays(-1); day <= WallClock.DayOf(_zone, clear); day = day.AddDays(1))
        {
            if (_plan.On(person, day) is { } duty && duty.End > _now && duty.Start < clear)
            {
                return false;
            }
        }

        return true;
    }
}

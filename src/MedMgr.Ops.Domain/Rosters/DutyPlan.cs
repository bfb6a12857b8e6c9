using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Rosters;

/// <summary>A shift that is due.</summary>
/// <param name="Kind">Of a roster; null for a shift of the standing pattern.</param>
public sealed record PlannedDuty(StaffId Staff, UnitId Unit, DateTimeOffset Start, DateTimeOffset End, ShiftKind? Kind);

/// <summary>Who should be on shift where: by the published rosters, and by the standing patterns where no roster rules.</summary>
/// <remarks>A shift belongs to the local day on which it begins. A rostered shift anywhere takes the place of a standing shift at the same time.</remarks>
public sealed class DutyPlan
{
    private readonly HospitalMap _hospital;
    private readonly IReadOnlyDictionary<UnitId, RosterState> _rosters;
    private readonly TimeZoneInfo _zone;
    private readonly ILookup<StaffId, (UnitId Unit, RosteredShift Shift)> _rostered;

    /// <param name="rosters">Units that have never published may be missing.</param>
    public DutyPlan(HospitalMap hospital, IReadOnlyDictionary<UnitId, RosterState> rosters)
    {
        _hospital = hospital;
        _rosters = rosters;
        _zone = TimeZoneInfo.FindSystemTimeZoneById(hospital.Definition.TimeZone);
        _rostered = Rostered.Where(s => s.Shift.Kind != ShiftKind.Agency).ToLookup(s => s.Shift.Staff);
    }

    private IEnumerable<(UnitId Unit, RosteredShift Shift)> Rostered =>
        from unit in _hospital.Definition.Units
        where _rosters.ContainsKey(unit.Id)
        from roster in _rosters[unit.Id].Rosters
        from shift in roster.Shifts
        select (unit.Id, shift);

    /// <summary>The shifts that cover the instant: first those of rosters, then those of the standing patterns.</summary>
    public ImmutableArray<PlannedDuty> At(DateTimeOffset instant) =>
    [
        .. from s in Rostered where s.Shift.Covers(instant) select new PlannedDuty(s.Shift.Staff, s.Unit, s.Shift.Start, s.Shift.End, s.Shift.Kind),
        .. from person in _hospital.Definition.Staff
           let shift = StandingRota.ShiftAt(person.Pattern, _zone, instant)
           where shift is { } standing && Holds(person, standing)
           select new PlannedDuty(person.Id, person.HomeUnit, shift.Value.Start, shift.Value.End, null),
    ];

    /// <summary>The shift that the person begins on a local day, by roster or by pattern; null on a day off.</summary>
    public PlannedDuty? On(StaffDefinition person, DateOnly day)
    {
        foreach (var (unit, shift) in _rostered[person.Id].Where(s => s.Shift.Day == day))
        {
            return new PlannedDuty(person.Id, unit, shift.Start, shift.End, shift.Kind);
        }

        return StandingRota.ShiftOf(person.Pattern, _zone, day) is { } standing && Holds(person, standing)
            ? new PlannedDuty(person.Id, person.HomeUnit, standing.Start, standing.End, null)
            : null;
    }

    /// <summary>Whether the person came by a standing shift which a roster has taken away since.</summary>
    public bool IsNoLongerDue(StaffDefinition person, OnDuty onDuty) =>
        StandingRota.ShiftAt(person.Pattern, _zone, onDuty.Since) is { } standing
        && standing.Start == onDuty.Since && standing.End == onDuty.Until
        && !Holds(person, standing)
        && !_rostered[person.Id].Any(s => s.Shift.Overlaps(onDuty.Since, onDuty.Until));

    /// <summary>The first moment after the instant at which a shift begins or ends; an hour later where nobody works here at all.</summary>
    public DateTimeOffset NextChange(DateTimeOffset instant)
    {
        var standing = _hospital.Definition.Staff.Select(s => s.Pattern).Distinct().Select(p => StandingRota.NextChange(p, _zone, instant));
        var rostered = Rostered.SelectMany(s => new[] { s.Shift.Start, s.Shift.End }).Where(t => t > instant);
        return standing.Concat(rostered).DefaultIfEmpty(instant.AddHours(1)).Min();
    }

    private bool Holds(StaffDefinition person, RotaShift standing) =>
        !(_rosters.TryGetValue(person.HomeUnit, out var roster) && roster.Rules(person.Role, DateOnly.FromDateTime(standing.Start.DateTime)))
        && !_rostered[person.Id].Any(s => s.Shift.Overlaps(standing.Start, standing.End));
}

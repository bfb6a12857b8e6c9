using System.Collections.Immutable;
using MedMgr.Ops.Consoles.Pictures;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Consoles.Live;

/// <summary>Keeps the staffing of one hospital's pictures: looked at anew each minute and when somebody comes, goes or floats, for it asks after everybody's rest. Belongs to one reader.</summary>
internal sealed class StaffingDesk
{
    private const int OptionsMax = 3;

    /// <summary>A shift shorter than this is offered to nobody: then it goes on to the end of the next.</summary>
    private const int CallInHoursMin = 4;

    private ImmutableDictionary<StaffId, StaffState> _staff = ImmutableDictionary<StaffId, StaffState>.Empty;
    private ImmutableDictionary<UnitId, RosterState> _rosters = ImmutableDictionary<UnitId, RosterState>.Empty;
    private HospitalMap? _map;
    private DutyPlan? _plan;
    private ConsoleStaffing? _made;
    private DateTimeOffset _minute;
    private int _changes = -1;

    /// <summary>Copies what has changed. Runs on the board's own loop.</summary>
    public void Look(HospitalBoard board)
    {
        if (_changes == board.StaffChanges && ReferenceEquals(_map, board.Map))
        {
            return;
        }

        (_changes, _map, _made, _plan) = (board.StaffChanges, board.Map, null, null);
        (_staff, _rosters) = (board.Staff.ToImmutableDictionary(), board.Rosters.ToImmutableDictionary());
    }

    /// <returns>Null before the first definition.</returns>
    public ConsoleStaffing? Of(ConsolePicture picture)
    {
        if (_map is null || (_made is not null && _minute == picture.Now))
        {
            return _made;
        }

        _minute = picture.Now;
        ImmutableArray<UnitView> units = [.. picture.View.Units.Select(u => picture.Units.GetValueOrDefault(u.Id)).OfType<UnitView>()];
        var next = picture.NextShift?.At;
        var staffing = new StaffingNow(_map, units, _staff, _plan ??= new DutyPlan(_map, _rosters), next, picture.Now);
        var until = next is { } at && at - picture.Now >= TimeSpan.FromHours(CallInHoursMin) ? at : picture.Now.AddHours(Math.Min(12, _map.Definition.StaffingLimits.ShiftHoursMax));
        return _made = new ConsoleStaffing(
            staffing.Units,
            [
                .. from unit in staffing.Units
                   where unit.Gap > 0 || unit.NextGap > 0
                   select new UnitHelp(unit.Unit, [.. staffing.WhoCouldFloat(unit.Unit).Take(OptionsMax)], [.. staffing.WhoCouldComeIn(unit.Unit, until).Take(OptionsMax)]),
            ],
            next);
    }
}

using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>When a shift of a day begins and ends: by the clock on the wall, so that one hands over to the next when clocks change too.</summary>
internal static class ShiftTimes
{
    public static RosteredShift Make(TimeZoneInfo zone, DateOnly day, ShiftType type, StaffId staff, ShiftKind kind, bool charge = false)
    {
        var begin = day.ToDateTime(type.Start);
        return new RosteredShift(staff, WallClock.At(zone, begin), WallClock.At(zone, begin.AddHours(type.Hours)), type.Code, kind, charge);
    }
}

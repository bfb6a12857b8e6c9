using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Staffing;

/// <param name="Nurses">Licensed nurses whose standing pattern has them on shift then.</param>
/// <param name="Capacity">Patients that they may care for.</param>
/// <param name="PatientsPerNurse">Of the unit's ratio.</param>
public sealed record UnitNextShift(UnitId Unit, int Nurses, int Capacity, int PatientsPerNurse)
{
    /// <summary>Nurses missing for so many patients.</summary>
    public int GapFor(int patients) => (Math.Max(0, patients - Capacity) + PatientsPerNurse - 1) / PatientsPerNurse;
}

/// <summary>The nurses of the next large handover, by standing patterns: sickness and call-ins are not in it.</summary>
public sealed record NextShift(DateTimeOffset At, ImmutableArray<UnitNextShift> Units)
{
    private const int HoursAhead = 12;

    /// <returns>Null when nobody's shift begins within twelve hours.</returns>
    /// <remarks>Of all moments at which shifts begin the one at which most do, the first of them on a tie: a few who come at noon are no handover.</remarks>
    public static NextShift? Of(HospitalDefinition hospital, TimeZoneInfo zone, DateTimeOffset now)
    {
        var nurses = hospital.Staff.Where(s => s.Role is StaffRole.RegisteredNurse or StaffRole.PracticalNurse).ToList();
        var handovers = nurses.SelectMany(n => StandingRota.ShiftsBetween(n.Pattern, zone, now, now.AddHours(HoursAhead)))
            .Where(shift => shift.Start > now).CountBy(shift => shift.Start.ToUniversalTime());
        var next = handovers.OrderByDescending(h => h.Value).ThenBy(h => h.Key).Select(h => (DateTimeOffset?)h.Key).FirstOrDefault();
        return next is { } at ? new NextShift(at, [.. hospital.Units.Select(unit => On(unit, nurses.Where(n => n.HomeUnit == unit.Id), zone, at))]) : null;
    }

    private static UnitNextShift On(UnitDefinition unit, IEnumerable<StaffDefinition> nurses, TimeZoneInfo zone, DateTimeOffset at)
    {
        var count = nurses.Count(n => StandingRota.ShiftAt(n.Pattern, zone, at) is not null);
        return new UnitNextShift(unit.Id, count, count * unit.Ratio.PatientsPerNurse, unit.Ratio.PatientsPerNurse);
    }
}

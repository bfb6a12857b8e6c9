using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;

namespace MedMgr.Ops.Optimizer.Tests.Rostering.UnitRosters;

/// <summary>A house of two wards: West, whose rosters are made, and East, whose nurses may come over.</summary>
internal static class TwoWards
{
    public static readonly UnitId West = new("WEST");
    public static readonly UnitId East = new("EAST");

    /// <summary>Clocks in Los Angeles go back on the Sunday of the first week, 2026-11-01.</summary>
    public static readonly DateOnly Monday = new(2026, 10, 26);

    public static readonly ShiftType Day = new("D", "Day", new TimeOnly(7, 0), 12);
    public static readonly ShiftType Night = new("N", "Night", new TimeOnly(19, 0), 12);

    public static readonly RosterPolicy Policy = RosterPolicy.Default with
    {
        RegisteredShareMin = 50,
        Units = [new UnitRosterTerms(West, [], null, [], [East], FloatMax: 1, AgencyMax: 2, BudgetPerWeek: 20_000)],
    };

    public static readonly HospitalDefinition Definition = new(
        new HospitalId("two"),
        "Two Wards",
        "America/Los_Angeles",
        new StaffingLimits(RestHoursMin: 11, ShiftHoursMax: 13, WeeklyHoursMax: 60),
        [Ward(West, 5), Ward(East, 5)],
        [
            Nurse("W-D1", West, 7), Nurse("W-D2", West, 7), Nurse("W-D3", West, 7), Nurse("W-D4", West, 7), Nurse("W-D5", West, 7, StaffRole.PracticalNurse),
            Nurse("W-N1", West, 19), Nurse("W-N2", West, 19), Nurse("W-N3", West, 19), Nurse("W-N4", West, 19),
            Nurse("W-OLD", West, 7) with { LicenceUntil = new DateOnly(2026, 1, 1) },
            Nurse("E-D1", East, 7) with { Pattern = new StandingPattern(new TimeOnly(7, 0), 12, 7, 0, 0) },
            Nurse("E-X1", East, 7) with { Skills = [LevelOfCare.Psychiatric] },
        ],
        [],
        Policy);

    public static readonly HospitalMap Map = new(Definition);

    public static UnitRosterTask Task(int days = 7, int nurses = 2, HospitalDefinition? definition = null, params ImmutableArray<Absence> absences)
    {
        var map = new HospitalMap(definition ?? Definition);
        var needs =
            from day in Enumerable.Range(0, days)
            from shift in map.Definition.RosterPolicy.ShiftsOf(West)
            select new ShiftNeed(Monday.AddDays(day), shift.Code, 5.0 * nurses, nurses, (nurses + 1) / 2);
        return new UnitRosterTask(
            map, map.Unit(West)!, Monday, days, new UnitDemand("given", [.. needs]), absences, [], ImmutableDictionary<UnitId, RosterState>.Empty);
    }

    public static HospitalDefinition With(Func<RosterPolicy, RosterPolicy> change) => Definition with { Rosters = change(Policy) };

    /// <param name="day">0: Monday.</param>
    public static RosteredShift Shift(string staff, int day, ShiftType type, ShiftKind kind = ShiftKind.Own, bool charge = false) =>
        ShiftTimes.Make(TimeZoneInfo.FindSystemTimeZoneById(Definition.TimeZone), Monday.AddDays(day), type, new StaffId(staff), kind, charge);

    private static UnitDefinition Ward(UnitId id, int patientsPerNurse) => new(
        id, "Ward " + id.Value, LevelOfCare.General, [LevelOfCare.General], new NurseRatio(RatioMeaning.AtAllTimes, patientsPerNurse, patientsPerNurse, 0, "test"), 1, null, null, [],
        [new RoomDefinition(new RoomId(id.Value), GenderPolicy.Mixed, [], [new BedDefinition(new BedId(id.Value + "-1"))])]);

    private static StaffDefinition Nurse(string id, UnitId home, int starts, StaffRole role = StaffRole.RegisteredNurse) => new(
        new StaffId(id), "Nurse " + id, role, home, [LevelOfCare.General], new DateOnly(2030, 1, 1), new StandingPattern(new TimeOnly(starts, 0), 12, 3, 4, 0));
}

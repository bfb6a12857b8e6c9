using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Api.Tests.Hosting;

/// <summary>A house small enough to know by heart: an emergency department, a ward with a shared room and surge beds, an ICU.</summary>
internal static class House
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 7, 0, 0, TimeSpan.Zero);

    private static readonly NurseRatio OneToFive = new(RatioMeaning.AtAllTimes, 5, 5, 0, "test");

    /// <summary>As every test has it, but for the id.</summary>
    private static readonly HospitalDefinition Plan = new(
        new HospitalId("plan"),
        "Test Hospital",
        "UTC",
        new StaffingLimits(RestHoursMin: 10, ShiftHoursMax: 16, WeeklyHoursMax: 60),
        [
            Unit("ED", LevelOfCare.Emergency, Room("ED", GenderPolicy.Mixed, "ED-1", "ED-2", "ED-3")),
            Unit(
                "4E", LevelOfCare.General,
                Room("4E-1", GenderPolicy.SameGender, "4E-1A", "4E-1B"),
                Room("4E-2", GenderPolicy.Mixed, "4E-2"),
                new RoomDefinition(new RoomId("4E-S"), GenderPolicy.Mixed, [], [Surge("4E-S1"), Surge("4E-S2")])),
            Unit("ICU", LevelOfCare.Critical, Room("ICU", GenderPolicy.Mixed, "ICU-1", "ICU-2")),
        ],
        [
            Nurse("N-ED", "ED", LevelOfCare.Emergency, LevelOfCare.General),
            Nurse("N-4E", "4E", LevelOfCare.General),
            Nurse("N-ICU", "ICU", LevelOfCare.Critical, LevelOfCare.General),
            Nurse("N-SPARE", "4E", LevelOfCare.General, LevelOfCare.Emergency),
        ],
        []);

    public static HospitalDefinition Named(HospitalId id) => Plan with { Id = id };

    private static UnitDefinition Unit(string id, LevelOfCare level, params RoomDefinition[] rooms) =>
        new(new UnitId(id), id + " unit", level, [.. LevelsOfCare.AcceptedByDefault(level)], OneToFive, 1, null, null, [], [.. rooms]);

    private static RoomDefinition Room(string id, GenderPolicy gender, params string[] beds) =>
        new(new RoomId(id), gender, [], [.. beds.Select(b => new BedDefinition(new BedId(b)))]);

    private static BedDefinition Surge(string id) => new(new BedId(id), Surge: true);

    private static StaffDefinition Nurse(string id, string home, params LevelOfCare[] skills) => new(
        new StaffId(id), $"Nurse {id}", StaffRole.RegisteredNurse, new UnitId(home), [.. skills], new DateOnly(2030, 1, 1),
        new StandingPattern(new TimeOnly(7, 0), 12, 5, 2, 0));
}

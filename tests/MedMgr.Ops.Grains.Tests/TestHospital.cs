using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;

namespace MedMgr.Ops.Grains.Tests;

/// <summary>A house small enough to know by heart: an emergency department, a ward with shared rooms and surge beds, an ICU and a maternity.</summary>
internal static class TestHospital
{
    public static readonly HospitalId Id = new("test");
    public static readonly UnitId Ed = new("ED");
    public static readonly UnitId Ward = new("4E");
    public static readonly UnitId Icu = new("ICU");
    public static readonly UnitId Maternity = new("MAT");

    /// <summary>A Monday, 07:00 UTC: day 0 of the rota, and the house keeps UTC.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 7, 0, 0, TimeSpan.Zero);

    private static readonly NurseRatio OneToFive = new(RatioMeaning.AtAllTimes, 5, 5, 0, "test");
    private static readonly NurseRatio OneToTwo = new(RatioMeaning.AtAllTimes, 2, 2, 0, "test");

    public static readonly HospitalDefinition Definition = new(
        Id,
        "Test Hospital",
        "UTC",
        new StaffingLimits(RestHoursMin: 10, ShiftHoursMax: 16, WeeklyHoursMax: 72),
        [
            Unit(Ed, LevelOfCare.Emergency, OneToFive, 1, Room("ED", GenderPolicy.Mixed, "ED-1", "ED-2", "ED-3")),
            Unit(
                Ward,
                LevelOfCare.General,
                OneToFive,
                1,
                Room("4E-1", GenderPolicy.SameGender, "4E-1A", "4E-1B"),
                Room("4E-2", GenderPolicy.SameGender, "4E-2A", "4E-2B"),
                Room("4E-3", GenderPolicy.Mixed, "4E-3"),
                SurgeRoom("4E-S", "4E-S1", "4E-S2")),
            Unit(Icu, LevelOfCare.Critical, OneToTwo, 1, Room("ICU", GenderPolicy.Mixed, "ICU-1", "ICU-2")),
            Unit(Maternity, LevelOfCare.Maternity, OneToFive, 2, Room("M", GenderPolicy.Mixed, "M-1", "M-2")),
        ],
        [
            Nurse("N-ED", Ed, 7), Nurse("N-4E-1", Ward, 7), Nurse("N-4E-2", Ward, 19), Nurse("N-ICU", Icu, 7), Nurse("N-MAT", Maternity, 7),
            Nurse("N-FLOAT", Ward, 19),
            new StaffDefinition(new StaffId("HK-1"), "Housekeeper", StaffRole.Housekeeping, Ward, [], null, new StandingPattern(new TimeOnly(7, 0), 12, 5, 2, 0)),
        ],
        []);

    public static readonly HospitalMap Map = new(Definition);

    public static readonly ImmutableArray<BedId> Beds = [.. Definition.Units.SelectMany(u => u.Rooms).SelectMany(r => r.Beds).Select(b => b.Id)];

    public static Place Place(string bed) => new(Map.UnitOf(new BedId(bed))!.Id, new BedId(bed));

    public static BedNeeds Needs(Gender gender = Gender.Female) => BedNeeds.Unknown with { Gender = gender };

    public static EncounterReport Report(ReportKind kind, DateTimeOffset at, Place? location, Gender gender = Gender.Female) => new(
        kind, at, "EHR 1", ReportedDetails.Nothing with { Gender = Told.To(gender), PatientClass = Told.To("I") }, location, null, null, default, null);

    /// <summary>The fold of a bed's events.</summary>
    public static Bed NewBed(BedId bed) => Bed.New(Map.Bed(bed)!.Surge);

    private static UnitDefinition Unit(UnitId id, LevelOfCare level, NurseRatio ratio, int patientsPerBedMax, params RoomDefinition[] rooms) =>
        new(id, id.Value, level, [.. LevelsOfCare.AcceptedByDefault(level)], ratio, patientsPerBedMax, null, null, [], [.. rooms]);

    private static RoomDefinition Room(string id, GenderPolicy gender, params string[] beds) =>
        new(new RoomId(id), gender, [], [.. beds.Select(b => new BedDefinition(new BedId(b)))]);

    private static RoomDefinition SurgeRoom(string id, params string[] beds) =>
        new(new RoomId(id), GenderPolicy.Mixed, [], [.. beds.Select(b => new BedDefinition(new BedId(b), Surge: true))]);

    private static StaffDefinition Nurse(string id, UnitId home, int startsAt) => new(
        new StaffId(id), id, StaffRole.RegisteredNurse, home, [.. Enum.GetValues<LevelOfCare>()], new DateOnly(2030, 1, 1),
        new StandingPattern(new TimeOnly(startsAt, 0), 12, 5, 2, 0));
}

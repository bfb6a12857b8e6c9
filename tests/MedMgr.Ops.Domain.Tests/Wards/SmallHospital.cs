using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Tests.Wards;

/// <summary>A house with one example of everything a rule looks at.</summary>
internal static class SmallHospital
{
    public static readonly UnitId Ed = new("ED");
    public static readonly UnitId Med = new("MED");
    public static readonly UnitId Icu = new("ICU");
    public static readonly UnitId Ped = new("PED");
    public static readonly UnitId Mat = new("MAT");
    public static readonly UnitId Pacu = new("PACU");

    public static readonly StaffingLimits Limits = new(RestHoursMin: 10, ShiftHoursMax: 13, WeeklyHoursMax: 60);

    public static readonly HospitalDefinition Definition = new(
        new HospitalId("small"),
        "Small Hospital",
        "America/Los_Angeles",
        Limits,
        [
            Unit(Ed, LevelOfCare.Emergency, AtAllTimes(4), [Room("ED-R", GenderPolicy.Mixed, [], "ED-1", "ED-2") with { Beds = [new(new("ED-1")), new(new("ED-2")), new(new("ED-H"), Hallway: true)] }])
                with { Accepts = [LevelOfCare.Emergency, LevelOfCare.General, LevelOfCare.Telemetry] },
            Unit(Med, LevelOfCare.General, AtAllTimes(5), [
                Room("M1", GenderPolicy.SameGender, [], "M1-A", "M1-B"),
                Room("M2", GenderPolicy.Mixed, ["negative-pressure", "telemetry"], "M2-A"),
                Room("M3", GenderPolicy.FemaleOnly, [], "M3-A", "M3-B"),
                Room("M4", GenderPolicy.MaleOnly, [], "M4-A")]) with { AgeMin = 18 },
            Unit(Icu, LevelOfCare.Critical, AtAllTimes(2), [
                Room("I1", GenderPolicy.Mixed, ["ventilator"], "I1-A"),
                new RoomDefinition(new("I2"), GenderPolicy.Mixed, [], [new(new("I2-S"), Surge: true)])]) with { AgeMin = 16 },
            Unit(Ped, LevelOfCare.Paediatric, AtAllTimes(4), [Room("P1", GenderPolicy.Mixed, [], "P1-A", "P1-B")]) with { AgeMax = 17 },
            Unit(Mat, LevelOfCare.Maternity, AtAllTimes(4), [Room("B1", GenderPolicy.Mixed, [], "B1-A"), Room("B2", GenderPolicy.Mixed, [], "B2-A")])
                with { PatientsPerBedMax = 2 },
            Unit(Pacu, LevelOfCare.PostAnaesthesia, AtAllTimes(2), [Room("PA", GenderPolicy.Mixed, [], "PA-1", "PA-2")])
                with { Accepts = [LevelOfCare.PostAnaesthesia, LevelOfCare.General] },
        ],
        [],
        []);

    public static NurseRatio AtAllTimes(int patients) => new(RatioMeaning.AtAllTimes, patients, patients, 0, "California Title 22 s.70217");

    public static UnitDefinition Unit(UnitId id, LevelOfCare level, NurseRatio ratio, ImmutableArray<RoomDefinition> rooms) => new(
        id, "Unit " + id.Value, level, [.. LevelsOfCare.AcceptedByDefault(level)], ratio, PatientsPerBedMax: 1, AgeMin: null, AgeMax: null, [], rooms);

    public static RoomDefinition Room(string id, GenderPolicy policy, ImmutableArray<string> capabilities, params string[] beds) => new(
        new RoomId(id), policy, capabilities, [.. beds.Select(b => new BedDefinition(new BedId(b)))]);

    /// <summary>The definition with one unit changed.</summary>
    public static HospitalDefinition With(UnitId unit, Func<UnitDefinition, UnitDefinition> change) =>
        Definition with { Units = [.. Definition.Units.Select(u => u.Id == unit ? change(u) : u)] };
}

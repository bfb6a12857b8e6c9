using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Staffing;

namespace MedMgr.Ops.Definitions.Tests;

/// <summary>The demo hospital, as it stands in the repository.</summary>
public class RiversideTests
{
    private static readonly HospitalDefinition Riverside = HospitalFile.Load(RepositoryFile.Path("scenarios/hospitals/riverside.yaml")) switch
    {
        HospitalReading.Read read => read.Hospital,
        var faulty => throw new ShouldAssertException(faulty.ToString()),
    };

    private static readonly TimeZoneInfo LosAngeles = TimeZoneInfo.FindSystemTimeZoneById(Riverside.TimeZone);

    public static TheoryData<string> UnitIds => [.. Riverside.Units.Select(unit => unit.Id.Value)];

    [Fact]
    public void It_has_14_units_with_420_beds_of_which_16_are_surge_and_8_in_the_corridor()
    {
        var beds = Riverside.Units.SelectMany(unit => unit.Rooms).SelectMany(room => room.Beds).ToList();

        Riverside.Units.Select(unit => unit.Id.Value).ShouldBe(
            ["ED", "ICU", "PICU", "SDU", "TELE", "MED-4E", "MED-4W", "SURG-5E", "SURG-5W", "PEDS", "MAT", "LD", "PACU", "PSY"]);
        beds.Count.ShouldBe(420);
        beds.Count(bed => bed.Surge).ShouldBe(16);
        beds.Count(bed => bed.Hallway).ShouldBe(8);
    }

    [Fact]
    public void Each_unit_has_the_beds_that_its_ratio_divides()
    {
        Riverside.Units.Select(unit => $"{unit.Id} {OrdinaryBeds(unit)} 1:{unit.Ratio.PatientsPerNurse}").ShouldBe(
        [
            "ED 40 1:4", "ICU 28 1:2", "PICU 10 1:2", "SDU 27 1:3", "TELE 36 1:4", "MED-4E 40 1:5", "MED-4W 40 1:5",
            "SURG-5E 40 1:5", "SURG-5W 35 1:5", "PEDS 28 1:4", "MAT 28 1:4", "LD 12 1:2", "PACU 16 1:2", "PSY 24 1:6",
        ]);
        Riverside.Units.ShouldAllBe(unit => unit.Ratio.Source.StartsWith("California Title 22 s.70217"));
    }

    [Fact]
    public void It_has_about_900_staff_of_which_512_are_licensed_nurses_besides_two_whose_licence_ran_out()
    {
        Riverside.Staff.Length.ShouldBe(902);
        Riverside.Staff.Count(person => MayCount(person, new DateOnly(2027, 12, 31))).ShouldBe(512);
        Riverside.Staff.Where(person => person.LicenceUntil < new DateOnly(2026, 1, 1)).Select(person => person.Id.Value).ShouldBe(["MED-4E-RN-90", "SURG-5W-PN-90"]);
        Riverside.Staff.Where(IsNurse).Count(person => person.Skills.Length > 1).ShouldBeGreaterThan(400);
    }

    [Theory]
    [MemberData(nameof(UnitIds))]
    public void At_every_hour_of_four_weeks_the_licensed_nurses_on_duty_cover_95_to_110_percent_of_the_ordinary_beds(string id)
    {
        var unit = Riverside.Units.Single(unit => unit.Id.Value == id);
        var beds = OrdinaryBeds(unit);
        var nurses = Riverside.Staff.Where(person => person.HomeUnit == unit.Id && person.Skills.Contains(unit.LevelOfCare)).ToList();

        // Clocks go forward on 2026-03-08 and back on 2026-11-01.
        foreach (var begin in new[] { new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(-8)), new DateTimeOffset(2026, 10, 12, 0, 0, 0, TimeSpan.FromHours(-7)) })
        {
            var end = begin.AddDays(28);
            var rota = nurses.Select(nurse => (nurse, shifts: StandingRota.ShiftsBetween(nurse.Pattern, LosAngeles, begin, end).ToList())).ToList();
            for (var instant = begin; instant < end; instant = instant.AddHours(1))
            {
                var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, LosAngeles).DateTime);
                var onDuty = rota.Count(person => MayCount(person.nurse, today) && person.shifts.Exists(shift => shift.Covers(instant)));
                var covered = 100.0 * onDuty * unit.Ratio.PatientsPerNurse / beds;

                covered.ShouldBeInRange(95.0, 110.0, $"{onDuty} nurses for {beds} beds of {id} at {instant:O}");
            }
        }
    }

    [Fact]
    public void Of_the_licensed_nurses_on_duty_at_least_half_are_registered_in_every_unit()
    {
        foreach (var unit in Riverside.Units)
        {
            var nurses = Riverside.Staff.Where(person => person.HomeUnit == unit.Id && IsNurse(person)).ToList();

            (2 * nurses.Count(nurse => nurse.Role == StaffRole.RegisteredNurse)).ShouldBeGreaterThan(nurses.Count, unit.Id.Value);
        }
    }

    [Fact]
    public void Rooms_with_several_beds_are_of_one_gender_on_the_wards_and_mixed_where_care_is_critical()
    {
        var shared = Riverside.Units.SelectMany(unit => unit.Rooms.Where(room => room.Beds.Length > 1).Select(room => (unit, room))).ToList();

        shared.Where(pair => pair.room.GenderPolicy == GenderPolicy.Mixed).Select(pair => pair.unit.Id.Value).Distinct().ShouldBe(["ED", "PACU"]);
        shared.Count(pair => pair.room.GenderPolicy == GenderPolicy.SameGender).ShouldBe(86);
    }

    [Fact]
    public void Mother_and_baby_share_a_bed_and_nobody_else_does() =>
        Riverside.Units.Where(unit => unit.PatientsPerBedMax > 1).ShouldHaveSingleItem().Id.Value.ShouldBe("MAT");

    [Fact]
    public void Children_and_adults_lie_apart()
    {
        foreach (var unit in Riverside.Units.Where(unit => unit.LevelOfCare is LevelOfCare.Paediatric or LevelOfCare.PaediatricCritical))
        {
            unit.AgeMax.ShouldBe(17);
        }

        Riverside.Units.Single(unit => unit.Id.Value == "MED-4E").AgeMin.ShouldBe(18);
    }

    [Fact]
    public void Telemetry_lies_two_floors_above_the_emergency_department_and_one_below_medicine()
    {
        int? FloorOf(string id) => Riverside.Units.Single(unit => unit.Id.Value == id).Floor;

        (FloorOf("ED"), FloorOf("TELE"), FloorOf("MED-4E")).ShouldBe((1, 3, 4));
    }

    [Theory]
    [InlineData("negative-pressure", 30)]
    [InlineData("ventilator", 58)]
    [InlineData("dialysis", 14)]
    [InlineData("bariatric", 11)]
    [InlineData("telemetry", 166)]
    public void Beds_with_special_equipment_are_few_and_known(string capability, int beds) =>
        Riverside.Units.SelectMany(unit => unit.Rooms).Where(room => room.Capabilities.Contains(capability)).Sum(room => room.Beds.Length).ShouldBe(beds);

    [Fact]
    public void Bed_ids_are_short_enough_to_be_said()
    {
        var ids = Riverside.Units.SelectMany(unit => unit.Rooms).SelectMany(room => room.Beds).Select(bed => bed.Id.Value).ToList();

        ids.ShouldBeUnique();
        ids.ShouldContain("4E-12A");
        ids.Max(id => id.Length).ShouldBeLessThanOrEqualTo(7);
    }

    [Fact]
    public void An_older_sender_s_codes_are_understood()
    {
        Riverside.LocationCodes.Length.ShouldBe(22);
        Riverside.LocationCodes.ShouldContain(new LocationCode("ER^^01", UnitId.Of("ED"), BedId.Of("ED-01")));
        Riverside.LocationCodes.ShouldContain(new LocationCode("4EAST", UnitId.Of("MED-4E"), null));
    }

    private static int OrdinaryBeds(UnitDefinition unit) => unit.Rooms.SelectMany(room => room.Beds).Count(bed => !bed.Surge);

    private static bool IsNurse(StaffDefinition person) => person.Role is StaffRole.RegisteredNurse or StaffRole.PracticalNurse;

    private static bool MayCount(StaffDefinition person, DateOnly today) => IsNurse(person) && person.LicenceUntil >= today;
}

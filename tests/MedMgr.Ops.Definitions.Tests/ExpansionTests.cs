using System.Collections.Immutable;
using System.Text.Json;
using MedMgr.Ops.Definitions.Reading;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Staffing;

namespace MedMgr.Ops.Definitions.Tests;

/// <summary>What the short forms of the file stand for.</summary>
public class ExpansionTests
{
    private static readonly HospitalDefinition Small = SmallHospital.Read(SmallHospital.Yaml);

    [Theory]
    [InlineData("7", "7")]
    [InlineData("401..404", "401 402 403 404")]
    [InlineData("4E-08..4E-11", "4E-08 4E-09 4E-10 4E-11")]
    [InlineData("4E-08..10", "4E-08 4E-09 4E-10")]
    [InlineData("8..11", "8 9 10 11")]
    [InlineData("A..C", "A B C")]
    [InlineData("ICU-A..ICU-C", "ICU-A ICU-B ICU-C")]
    public void A_range_counts_what_stands_at_its_end(string range, string names) => string.Join(' ', Ranges.Expand(range).Names).ShouldBe(names);

    [Theory]
    [InlineData("4E-01..5E-10")]
    [InlineData("C..A")]
    [InlineData("a..C")]
    [InlineData("1..")]
    [InlineData("..")]
    [InlineData("1..99999999999999999999")]
    [InlineData("1..1001")]
    public void A_range_that_could_mean_two_things_or_nothing_is_refused(string range)
    {
        Ranges.Expand(range).Fault.ShouldNotBeNull();
        Ranges.Expand(range).Names.ShouldBeEmpty();
    }

    [Fact]
    public void A_room_without_beds_has_one_bed_of_its_own_name_and_letters_are_appended()
    {
        Small.Units[0].Rooms.Select(room => $"{room.Id}: {string.Join(' ', room.Beds.Select(bed => bed.Id))}")
            .ShouldBe(["401: 401", "402: 402", "403: 403", "404: 404A 404B"]);
    }

    [Fact]
    public void Whole_bed_ids_are_taken_as_they_are_and_marked_as_hallway()
    {
        Small.Units[1].Rooms.ShouldHaveSingleItem().Beds.ShouldBe([new BedDefinition(BedId.Of("H1"), Hallway: true), new BedDefinition(BedId.Of("H2"), Hallway: true)]);
    }

    [Fact]
    public void An_exception_replaces_the_gender_policy_and_adds_capabilities_in_its_rooms_only()
    {
        Small.Units[0].Rooms.Select(room => room.GenderPolicy).ShouldBe(
            [GenderPolicy.SameGender, GenderPolicy.FemaleOnly, GenderPolicy.SameGender, GenderPolicy.SameGender]);
        Small.Units[0].Rooms.Select(room => string.Join(' ', room.Capabilities)).ShouldBe(["", "dialysis", "", "telemetry"]);
    }

    [Fact]
    public void Capabilities_of_the_unit_the_room_and_the_exception_add_up()
    {
        var unit = SmallHospital.Read(SmallHospital.Yaml.Replace("name: Medicine", "name: Medicine\n    capabilities: telemetry", StringComparison.Ordinal)).Units[0];

        unit.Rooms.Select(room => string.Join(' ', room.Capabilities)).ShouldBe(["telemetry", "telemetry dialysis", "telemetry", "telemetry"]);
    }

    [Fact]
    public void Both_legal_meanings_of_a_ratio_are_read()
    {
        Small.Units[0].Ratio.ShouldBe(new NurseRatio(RatioMeaning.AtAllTimes, 5, 5, 0, "Title 22"));
        Small.Units[1].Ratio.ShouldBe(new NurseRatio(RatioMeaning.AveragedWithMaximum, 4, 5, 12, "ORS 441.765"));
    }

    [Fact]
    public void A_ratio_and_a_shift_may_be_written_out_where_they_are_used()
    {
        var hospital = SmallHospital.Read(SmallHospital.Yaml
            .Replace("ratio: ward", "ratio: {patientsPerNurse: 6, meaning: at-all-times, source: house rule}", StringComparison.Ordinal)
            .Replace("unit: ED, shift: days", "unit: ED, shift: {start: 08:30, hours: 8, onDays: 5, offDays: 2}", StringComparison.Ordinal));

        hospital.Units[0].Ratio.PatientsPerNurse.ShouldBe(6);
        hospital.Staff[^1].Pattern.ShouldBe(new StandingPattern(new TimeOnly(8, 30), 8, 5, 2, 6));
    }

    [Fact]
    public void What_a_unit_leaves_out_has_its_default()
    {
        var unit = Small.Units[0];

        unit.Accepts.ShouldBe([LevelOfCare.General]);
        unit.PatientsPerBedMax.ShouldBe(1);
        (unit.AgeMin, unit.AgeMax).ShouldBe((null, null));
        unit.Services.ShouldBeEmpty();
        unit.Floor.ShouldBeNull();
    }

    [Fact]
    public void A_group_becomes_people_of_each_unit_with_ids_spread_licences_and_their_skills()
    {
        var group = Small.Staff.Where(person => person.Role == StaffRole.RegisteredNurse).ToList();

        group.Select(person => person.Id.Value).ShouldBe(
            ["MED-RN01", "MED-RN02", "MED-RN03", "MED-RN04", "MED-RN05", "MED-RN06", "MED-RN07", "ED-RN01", "ED-RN02", "ED-RN03", "ED-RN04", "ED-RN05", "ED-RN06", "ED-RN07"]);
        group.Select(person => person.HomeUnit.Value).ShouldBe([.. Enumerable.Repeat("MED", 7), .. Enumerable.Repeat("ED", 7)]);
        group.Take(7).Select(person => person.LicenceUntil!.Value.Day).ShouldBe([1, 6, 11, 16, 21, 26, 31]);
        group.Take(7).Select(person => person.Pattern.Offset).ShouldBe([0, 1, 2, 3, 4, 5, 6]);
        group[0].Skills.ShouldBe([LevelOfCare.General, LevelOfCare.Emergency]);
    }

    [Fact]
    public void A_person_without_skills_works_at_the_level_of_the_home_unit()
    {
        Small.Staff[^1].Skills.ShouldBe([LevelOfCare.Emergency]);
        Small.Staff[^1].LicenceUntil.ShouldBeNull();
    }

    [Fact]
    public void All_stands_for_every_unit() =>
        SmallHospital.Read(SmallHospital.Yaml.Replace("units: [MED, ED]", "units: all", StringComparison.Ordinal)).Staff.Length.ShouldBe(15);

    [Fact]
    public void A_group_of_any_size_on_any_cycle_is_spread_so_that_two_days_differ_by_one_person_at_most()
    {
        for (var count = 1; count <= 12; count++)
        {
            for (var onDays = 1; onDays <= 5; onDays++)
            {
                for (var offDays = 0; offDays <= 5; offDays++)
                {
                    var staff = SmallHospital.Read(SmallHospital.Yaml
                        .Replace("count: 7", $"count: {count}", StringComparison.Ordinal)
                        .Replace("hours: 12, onDays: 3, offDays: 4", $"hours: 8, onDays: {onDays}, offDays: {offDays}", StringComparison.Ordinal)
                        .Replace(", offset: 6", "", StringComparison.Ordinal)).Staff.Where(person => person.HomeUnit.Value == "MED").ToList();
                    var onDuty = Enumerable.Range(0, onDays + offDays)
                        .Select(day => staff.Count(person => StandingRota.BeginsOn(person.Pattern, StandingRota.Day0.AddDays(day)))).ToList();

                    (onDuty.Max() - onDuty.Min()).ShouldBeLessThanOrEqualTo(1, $"{count} people, {onDays} on, {offDays} off: {string.Join(' ', onDuty)}");
                }
            }
        }
    }

    [Fact]
    public void The_same_id_has_the_same_invented_name_on_every_machine() => InventedNames.For("ICU-RN-D01").ShouldBe("Chidi Osiermont");

    [Theory]
    [InlineData(12, 3, 4, 36)]
    [InlineData(12, 3, 3, 48)]
    [InlineData(8, 5, 2, 40)]
    [InlineData(12, 7, 7, 84)]
    [InlineData(10, 1, 1, 40)]
    public void The_hours_of_a_pattern_are_the_most_of_any_seven_days(int hours, int onDays, int offDays, int weekly) =>
        StandingPatternLimits.WeeklyHours(new StandingPattern(TimeOnly.MinValue, hours, onDays, offDays, 0)).ShouldBe(weekly);

    [Fact]
    public void Location_codes_name_a_bed_with_its_unit_or_a_whole_unit()
    {
        Small.LocationCodes.ShouldBe([new LocationCode("ER^^1", UnitId.Of("ED"), BedId.Of("H1")), new LocationCode("WARD4", UnitId.Of("MED"), null)]);
    }

    [Fact]
    public void A_definition_comes_back_from_JSON_as_it_was()
    {
        var json = JsonSerializer.Serialize(Small);
        var again = JsonSerializer.Deserialize<HospitalDefinition>(json)!;

        JsonSerializer.Serialize(again).ShouldBe(json);
        again.Units[0].Rooms[3].Beds.ShouldBe(Small.Units[0].Rooms[3].Beds);
        again.Staff[0].Pattern.ShouldBe(Small.Staff[0].Pattern);
        again.LocationCodes.ShouldBe(Small.LocationCodes);
    }

    [Fact]
    public void Reading_twice_gives_the_same() =>
        JsonSerializer.Serialize(SmallHospital.Read(SmallHospital.Yaml)).ShouldBe(JsonSerializer.Serialize(Small));
}

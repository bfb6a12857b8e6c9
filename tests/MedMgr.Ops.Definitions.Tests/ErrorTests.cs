namespace MedMgr.Ops.Definitions.Tests;

/// <summary>Each kind of error, as the person who wrote the file reads it.</summary>
public class ErrorTests
{
    [Theory]
    [InlineData("id: small", "id: sm/all", "small.yaml:1:5 id: contains a slash, which no id may. How to fix: Use 1 to 64 letters, digits and dashes, as one would say them aloud: 4E-12A.")]
    [InlineData("name: Small Hospital", "name:", "small.yaml:2:6 name: is empty. How to fix: Write the text after the colon, or leave the key out where it is optional.")]
    [InlineData("id: ED\n", "id: a..b\n", "small.yaml:23:9 units[1].id: contains \"..\", which is for ranges. How to fix: Use 1 to 64 letters, digits and dashes, as one would say them aloud: 4E-12A.")]
    [InlineData("Los_Angeles", "Los_Angelos", "small.yaml:3:11 timeZone: \"America/Los_Angelos\" is not a time zone that this machine knows. How to fix: Did you mean \"America/Los_Angeles\"? Write an IANA name such as America/Los_Angeles or Europe/Zurich.")]
    [InlineData("America/Los_Angeles", "Europe", "small.yaml:3:11 timeZone: \"Europe\" is not a time zone that this machine knows. How to fix: Write an IANA name such as America/Los_Angeles or Europe/Zurich.")]
    [InlineData("America/Los_Angeles", "../../../etc/passwd", "small.yaml:3:11 timeZone: \"../../../etc/passwd\" is not a time zone that this machine knows. How to fix: Write an IANA name such as America/Los_Angeles or Europe/Zurich.")]
    public void Names_must_be_names(string written, string isReplacedBy, string error) => SmallHospital.ErrorsWhen(written, isReplacedBy).ShouldContain(error);

    [Theory]
    [InlineData("ageMin: 16", "agMin: 16", "small.yaml:28:5 units[1].agMin: is not a key that is known here. How to fix: Did you mean \"ageMin\"? Use one of: id, name, level, accepts, ratio, patientsPerBedMax, ageMin, ageMax, floor, services, gender, capabilities, rooms, except.")]
    [InlineData("ageMin: 16", "floor: -11", "small.yaml:28:12 units[1].floor: must be at least -10, but is -11. How to fix: Write a number from -10 to 200.")]
    [InlineData("ageMin: 16", "name: Again", "small.yaml:28:5 units[1].name: is given twice, first on line 24. How to fix: Keep one of the two.")]
    [InlineData("name: Small Hospital\n", "", "small.yaml:1:1 name: is missing. How to fix: Add `name: Riverside General Hospital`.")]
    [InlineData("ageMin: 16", "ageMin: sixteen", "small.yaml:28:13 units[1].ageMin: must be a whole number, but is \"sixteen\". How to fix: Write a number from 0 to 130.")]
    [InlineData("ageMin: 16", "ageMin: [16]", "small.yaml:28:13 units[1].ageMin: must be a whole number, but is a list. How to fix: Write a number from 0 to 130.")]
    [InlineData("hallway: true", "hallway: yes", "small.yaml:30:46 units[1].rooms[0].hallway: must be true or false, but is \"yes\". How to fix: Write true or false.")]
    [InlineData("name: Medicine", "name: {a: b}", "small.yaml:13:11 units[0].name: must be a text, but is a map of keys. How to fix: Write the text after the colon, or leave the key out where it is optional.")]
    [InlineData("- {code: WARD4, unit: MED}", "- WARD4", "small.yaml:38:5 locationCodes[1]: must be a map of keys, but is \"WARD4\". How to fix: Write it with these keys: code, unit, bed.")]
    [InlineData("capabilities: [telemetry, dialysis]\nratios:", "capabilities: [telemetry, dialysis]\nratios: 5\nx:", "small.yaml:6:9 ratios: must be a map of names, but is \"5\". How to fix: Write each entry as \"name: {...}\".")]
    public void Keys_and_types_must_be_those_of_the_shape(string written, string isReplacedBy, string error) => SmallHospital.ErrorsWhen(written, isReplacedBy).ShouldContain(error);

    [Theory]
    [InlineData("restHoursMin: 11", "restHoursMin: 0", "small.yaml:4:32 staffingLimits.restHoursMin: must be at least 1, but is 0. How to fix: Write a number from 1 to 24.")]
    [InlineData("shiftHoursMax: 16", "shiftHoursMax: 25", "small.yaml:4:51 staffingLimits.shiftHoursMax: must be at most 24, but is 25. How to fix: Write a number from 1 to 24.")]
    [InlineData("weeklyHoursMax: 60", "weeklyHoursMax: 9", "small.yaml:4:71 staffingLimits.weeklyHoursMax: allows 9 hours in a week, less than the 16 hours of one shift. How to fix: Raise weeklyHoursMax or lower shiftHoursMax.")]
    [InlineData("patientsPerNurse: 5", "patientsPerNurse: 0", "small.yaml:7:28 ratios.ward.patientsPerNurse: must be at least 1, but is 0. How to fix: Write a number from 1 to 100.")]
    [InlineData("patientsPerBedMax: 1", "patientsPerBedMax: 5", "small.yaml:27:24 units[1].patientsPerBedMax: must be at most 4, but is 5. How to fix: Write a number from 1 to 4.")]
    [InlineData("count: 7", "count: 0", "small.yaml:33:57 staff.groups[0].count: must be at least 1, but is 0. How to fix: Write a number from 1 to 1000.")]
    [InlineData("offset: 6", "offset: 7", "small.yaml:35:86 staff.people[0].offset: must be at most 6, but is 7. How to fix: Write a number from 0 to 6.")]
    [InlineData("ageMin: 16", "ageMin: 16\n    ageMax: 15", "small.yaml:28:13 units[1].ageMin: is 16, above ageMax, which is 15. How to fix: Exchange the two, or leave one out.")]
    public void Numbers_must_lie_in_their_range(string written, string isReplacedBy, string error) => SmallHospital.ErrorsWhen(written, isReplacedBy).ShouldContain(error);

    [Theory]
    [InlineData("maximum: 5", "maximum: 3", "small.yaml:8:33 ratios.oregon.maximum: is 3, less than the average of 4. How to fix: The maximum holds at every moment, so it is the larger of the two (Oregon ED: average 4, maximum 5).")]
    [InlineData("maximum: 5, ", "", "small.yaml:8:11 ratios.oregon.maximum: is missing for this meaning. How to fix: Write {patientsPerNurse: 5, meaning: at-all-times, ...} or {average: 4, maximum: 5, overHours: 12, meaning: averaged-with-maximum, ...}.")]
    [InlineData("meaning: averaged-with-maximum", "meaning: at-all-times", "small.yaml:8:21 ratios.oregon.average: belongs to averaged ratios, but the meaning is at-all-times. How to fix: Remove it, or write \"meaning: averaged-with-maximum\".")]
    [InlineData("meaning: at-all-times", "meaning: averaged-with-maximum", "small.yaml:7:28 ratios.ward.patientsPerNurse: belongs to ratios that hold at all times, but the meaning is averaged-with-maximum. How to fix: Write \"average\" and \"maximum\" instead.")]
    [InlineData("ratio: ward", "ratio: wart", "small.yaml:15:12 units[0].ratio: the ratio \"wart\" is not declared under \"ratios:\". How to fix: Did you mean \"ward\"? Use one of: ward, oregon.")]
    public void Ratios_must_not_contradict_themselves(string written, string isReplacedBy, string error) => SmallHospital.ErrorsWhen(written, isReplacedBy).ShouldContain(error);

    [Theory]
    [InlineData("level: general", "level: generl", "small.yaml:14:12 units[0].level: \"generl\" is not known here. How to fix: Did you mean \"general\"? Use one of: general, telemetry,")]
    [InlineData("gender: female-only", "gender: femail-only", "small.yaml:22:30 units[0].except[0].gender: \"femail-only\" is not known here. How to fix: Did you mean \"female-only\"? Use one of: mixed, same-gender, female-only, male-only.")]
    [InlineData("role: clerk", "role: clark", "small.yaml:35:48 staff.people[0].role: \"clark\" is not known here. How to fix: Did you mean \"clerk\"?")]
    [InlineData("skills: [general, emergency]", "skills: [general, emergenci]", "small.yaml:33:114 staff.groups[0].skills[1]: \"emergenci\" is not known here. How to fix: Did you mean \"emergency\"?")]
    [InlineData("capabilities: [telemetry]", "capabilities: [telemetri]", "small.yaml:20:24 units[0].rooms[1].capabilities[0]: the capability \"telemetri\" is not declared. How to fix: Did you mean \"telemetry\"? Use one of: telemetry, dialysis.")]
    [InlineData("count: 7, shift: days", "count: 7, shift: dayz", "small.yaml:33:67 staff.groups[0].shift: the shift \"dayz\" is not declared under \"shifts:\". How to fix: Did you mean \"days\"? Use one of: days.")]
    [InlineData("level: general", "level: general\n    accepts: telemetry", "small.yaml:15:14 units[0].accepts: leaves out general, the unit's own level. How to fix: Add general to the list.")]
    public void Words_must_be_of_the_vocabulary(string written, string isReplacedBy, string errorBeginsWith) =>
        SmallHospital.ErrorsWhen(written, isReplacedBy).ShouldContain(error => error.StartsWith(errorBeginsWith, StringComparison.Ordinal));

    [Theory]
    [InlineData("id: ED\n", "id: MED\n", "small.yaml:23:9 units[1].id: the unit \"MED\" is already there on line 12. How to fix: Give each unit an id of its own.")]
    [InlineData("ids: 404", "ids: 403", "small.yaml:18:14 units[0].rooms[1].ids: the room \"403\" is already there on line 17. How to fix: Name each room of the unit once.")]
    [InlineData("bedIds: H1..H2", "bedIds: 401..403", "small.yaml:30:29 units[1].rooms[0].bedIds: the bed \"401\" is already there on line 17, and so are 2 more. How to fix: Give each bed an id of its own in the hospital.")]
    [InlineData("id: clerk-1", "id: ED-RN01", "small.yaml:35:12 staff.people[0].id: the staff id \"ED-RN01\" is already there on line 33. How to fix: Give each person an id of their own.")]
    [InlineData("code: WARD4", "code: ER^^1", "small.yaml:38:12 locationCodes[1].code: the location code \"ER^^1\" is already there on line 37. How to fix: Keep one of the two.")]
    [InlineData("units: [MED, ED]", "units: [ED, ED]", "small.yaml:33:20 staff.groups[0].units[1]: the unit \"ED\" is already there on line 33. How to fix: Name each unit once in a group.")]
    public void Nothing_may_be_there_twice(string written, string isReplacedBy, string error) => SmallHospital.ErrorsWhen(written, isReplacedBy).ShouldContain(error);

    [Theory]
    [InlineData("      - {ids: HALL, bedIds: H1..H2, hallway: true}", "      []", "small.yaml:30:7 units[1].rooms: has no room, so the unit has no bed. How to fix: Add at least one room, or remove the unit.")]
    [InlineData("beds: [A, B]", "beds: []", "small.yaml:19:15 units[0].rooms[1].beds: is an empty list. How to fix: Write at least one name.")]
    [InlineData("ids: 401..403", "ids: 403..401", "small.yaml:17:14 units[0].rooms[0].ids: the range \"403..401\" counts down. How to fix: Write a range like 401..420, 4E-01..4E-10 or A..D, with the same beginning on both sides and the smaller end first.")]
    [InlineData("rooms: 402,", "rooms: 409,", "small.yaml:22:17 units[0].except[0].rooms: the unit has no room \"409\". How to fix: Did you mean \"401\"? Use one of: 401, 402, 403, 404.")]
    [InlineData("ids: HALL,", "ids: 1..2,", "small.yaml:30:29 units[1].rooms[0].bedIds: names the beds of one room, but \"ids\" names 2 rooms. How to fix: Use \"bedIds\" for a single room, \"beds: [A, B]\" for letters after the room's id.")]
    [InlineData("bedIds: H1..H2", "bedIds: H1..H2, beds: A", "small.yaml:30:29 units[1].rooms[0].bedIds: is given together with \"beds\". How to fix: Use \"bedIds\" for a single room, \"beds: [A, B]\" for letters after the room's id.")]
    public void Rooms_must_have_beds(string written, string isReplacedBy, string error) => SmallHospital.ErrorsWhen(written, isReplacedBy).ShouldContain(error);

    [Theory]
    [InlineData("unit: ED, shift", "unit: EDX, shift", "small.yaml:35:61 staff.people[0].unit: there is no unit \"EDX\". How to fix: Did you mean \"ED\"? Use one of: MED, ED.")]
    [InlineData("skills: [general, emergency]", "skills: [general]", "small.yaml:33:104 staff.groups[0].skills: lacks emergency, the level of care of the home unit ED. How to fix: Add emergency to the skills, or choose another home unit.")]
    [InlineData(", licenceUntil: 2028-01-01..2028-01-31", "", "small.yaml:33:7 staff.groups[0].licenceUntil: is missing, and a registered-nurse needs a licence. How to fix: Add `licenceUntil: 2029-12-31`.")]
    [InlineData("2028-01-01..2028-01-31", "2028-02-01..2028-01-31", "small.yaml:33:140 staff.groups[0].licenceUntil: \"2028-02-01..2028-01-31\" is not a date or a range of dates. How to fix: Write year-month-day, 2029-12-31, or a range, 2028-01-31..2031-12-31.")]
    [InlineData("offset: 6", "licenceUntil: 2028-01-01..2029-01-01", "small.yaml:35:92 staff.people[0].licenceUntil: \"2028-01-01..2029-01-01\" is not a date. How to fix: Write year-month-day: 2029-12-31.")]
    [InlineData("{unit}-RN", "RN", "small.yaml:33:83 staff.groups[0].idPrefix: would give the same ids in 2 units. How to fix: Put {unit} into it: \"{unit}-RN\".")]
    [InlineData("units: [MED, ED]", "units: []", "small.yaml:33:15 staff.groups[0].units: names no unit. How to fix: Name at least one unit, or write \"all\".")]
    public void Staff_must_fit_their_home_unit(string written, string isReplacedBy, string error) => SmallHospital.ErrorsWhen(written, isReplacedBy).ShouldContain(error);

    [Theory]
    [InlineData("start: \"07:00\"", "start: 7 am", "small.yaml:10:17 shifts.days.start: \"7 am\" is not a time of day. How to fix: Write hours and minutes with two digits each, 00:00 to 23:59: \"07:00\".")]
    [InlineData("hours: 12", "hours: 17", "small.yaml:10:33 shifts.days.hours: is 17, but staffingLimits.shiftHoursMax is 16. How to fix: Shorten the shift.")]
    [InlineData("hours: 12", "hours: 14", "small.yaml:10:33 shifts.days.hours: leaves 10 hours of rest between two shifts, but staffingLimits.restHoursMin is 11. How to fix: Shorten the shift, or put a day off between two shifts.")]
    [InlineData("onDays: 3, offDays: 4", "onDays: 6, offDays: 1", "small.yaml:10:45 shifts.days.onDays: leads to 72 hours within 7 days, but staffingLimits.weeklyHoursMax is 60. How to fix: Work fewer days in a row, have more days off, or shorten the shift.")]
    public void Standing_patterns_must_keep_the_staffing_limits(string written, string isReplacedBy, string error) => SmallHospital.ErrorsWhen(written, isReplacedBy).ShouldContain(error);

    [Theory]
    [InlineData("bed: H1", "bed: H3", "small.yaml:37:24 locationCodes[0].bed: there is no bed \"H3\". How to fix: Did you mean \"H1\"? Use one of: 401, 402, 403, 404A, 404B, H1, H2.")]
    [InlineData("unit: MED}", "unit: MAD}", "small.yaml:38:25 locationCodes[1].unit: there is no unit \"MAD\". How to fix: Did you mean \"MED\"? Use one of: MED, ED.")]
    [InlineData("bed: H1", "unit: MED, bed: H1", "small.yaml:37:35 locationCodes[0].bed: the bed \"H1\" belongs to ED, not to MED. How to fix: Leave out \"unit\": the bed says it.")]
    [InlineData(", unit: MED}", "}", "small.yaml:38:5 locationCodes[1]: names neither a unit nor a bed. How to fix: Add \"bed: 4E-12A\", or \"unit: MED-4E\" for a code of the whole unit.")]
    [InlineData("ER^^1", "ER^^", "small.yaml:37:12 locationCodes[0].code: \"ER^^\" ends with empty components. How to fix: Write \"ER\": trailing ^ are removed before codes are compared.")]
    public void Location_codes_must_lead_somewhere(string written, string isReplacedBy, string error) => SmallHospital.ErrorsWhen(written, isReplacedBy).ShouldContain(error);

    [Fact]
    public void All_errors_are_told_at_once_in_the_order_of_the_file()
    {
        var yaml = SmallHospital.Yaml
            .Replace("bed: H1", "bed: H9", StringComparison.Ordinal)
            .Replace("patientsPerNurse: 5", "patientsPerNurse: 0", StringComparison.Ordinal)
            .Replace("level: emergency", "level: urgent", StringComparison.Ordinal)
            .Replace("role: clerk", "role: porter", StringComparison.Ordinal);

        var errors = HospitalFile.Parse(yaml, "small.yaml").ShouldBeOfType<HospitalReading.Faulty>().Errors;

        errors.Select(error => (error.Line, error.Path)).ShouldBe(
            [(7, "ratios.ward.patientsPerNurse"), (25, "units[1].level"), (35, "staff.people[0].role"), (37, "locationCodes[0].bed")]);
    }

    [Fact]
    public void A_misspelt_room_is_told_once_and_not_again_where_its_beds_are_used() =>
        SmallHospital.ErrorsWhen("bedIds: H1..H2", "bedIds: H2..H1").ShouldHaveSingleItem().ShouldStartWith("small.yaml:30:29 units[1].rooms[0].bedIds: the range");
}

using System.Collections.Immutable;

namespace MedMgr.Ops.Definitions.Reading;

/// <param name="Example">What a missing key could look like, for the error message.</param>
internal sealed record Key(string Name, bool Required = false, string Example = "...");

/// <summary>The keys that one kind of map in the file may have; hospital.schema.json has the same under the same name (a test compares them).</summary>
internal sealed record Shape(string Name, ImmutableArray<Key> Keys)
{
    public IReadOnlyList<string> KeyNames { get; } = [.. Keys.Select(key => key.Name)];
}

internal static class Shapes
{
    public static readonly Shape Hospital = new("hospital",
    [
        new("id", true, "riverside"), new("name", true, "Riverside General Hospital"), new("timeZone", true, "America/Los_Angeles"),
        new("staffingLimits", true, "{restHoursMin: 11, shiftHoursMax: 16, weeklyHoursMax: 60}"),
        new("capabilities"), new("ratios"), new("shifts"), new("units", true, "[{id: MED-4E, ...}]"), new("staff"), new("locationCodes"),
    ]);

    public static readonly Shape StaffingLimits = new("staffingLimits",
        [new("restHoursMin", true, "11"), new("shiftHoursMax", true, "16"), new("weeklyHoursMax", true, "60")]);

    public static readonly Shape Ratio = new("ratio",
    [
        new("meaning", true, "at-all-times"), new("patientsPerNurse"), new("average"), new("maximum"), new("overHours"),
        new("source", true, "\"California Title 22 s.70217\""),
    ]);

    public static readonly Shape Shift = new("shift",
        [new("start", true, "\"07:00\""), new("hours", true, "12"), new("onDays", true, "3"), new("offDays", true, "4")]);

    public static readonly Shape Unit = new("unit",
    [
        new("id", true, "MED-4E"), new("name", true, "Medical 4 East"), new("level", true, "general"), new("accepts"), new("ratio", true, "medical-surgical"),
        new("patientsPerBedMax"), new("ageMin"), new("ageMax"), new("floor"), new("services"), new("gender"), new("capabilities"),
        new("rooms", true, "[{ids: 4E-01..4E-10}]"), new("except"),
    ]);

    public static readonly Shape Room = new("room",
    [
        new("ids", true, "4E-01..4E-10"), new("beds"), new("bedIds"), new("gender"), new("capabilities"), new("surge"), new("hallway"),
    ]);

    public static readonly Shape RoomException = new("roomException",
        [new("rooms", true, "[4E-03]"), new("gender"), new("capabilities"), new("surge"), new("hallway")]);

    public static readonly Shape Staff = new("staff", [new("groups"), new("people")]);

    public static readonly Shape StaffGroup = new("staffGroup",
    [
        new("units", true, "[ICU]"), new("idPrefix", true, "\"{unit}-RN-\""), new("role", true, "registered-nurse"), new("count", true, "14"),
        new("shift", true, "days"), new("skills"), new("licenceUntil"),
    ]);

    public static readonly Shape Person = new("person",
    [
        new("id", true, "ICU-RN-90"), new("name", true, "Ada Alderwick"), new("role", true, "registered-nurse"), new("unit", true, "ICU"),
        new("shift", true, "days"), new("offset"), new("skills"), new("licenceUntil"),
    ]);

    public static readonly Shape LocationCode = new("locationCode", [new("code", true, "ER^^01"), new("unit"), new("bed")]);

    public static IReadOnlyList<Shape> All { get; } =
        [Hospital, StaffingLimits, Ratio, Shift, Unit, Room, RoomException, Staff, StaffGroup, Person, LocationCode];
}

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
        new("capabilities"), new("ratios"), new("shifts"), new("units", true, "[{id: MED-4E, ...}]"), new("staff"), new("locationCodes"), new("rosters"), new("wall"), new("exercise"),
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

    public static readonly Shape Rosters = new("rosters",
    [
        new("source", true, "\"assumption\""), new("shifts"), new("consecutiveShiftsMax"), new("daysOffMin"), new("weekendsMax"), new("forbidden"), new("registeredShareMin"),
        new("demandPercentile"), new("prices"), new("weights"), new("units"),
    ]);

    public static readonly Shape RosterShift = new("rosterShift", [new("name", true, "Day"), new("start", true, "\"07:00\""), new("hours", true, "12")]);

    public static readonly Shape ForbiddenSequence = new("forbiddenSequence", [new("first", true, "L"), new("next", true, "E")]);

    public static readonly Shape RosterPrices = new("rosterPrices",
    [
        new("currency"), new("registeredNurseHour"), new("practicalNurseHour"), new("overtimePercent"), new("overtimeHoursMax"), new("floatPremiumHour"), new("agencyHour"),
    ]);

    public static readonly Shape RosterWeights = new("rosterWeights",
    [
        new("missingNurse"), new("missingRegistered"), new("spareNurse"), new("request"), new("unfair"), new("change"), new("overBudget"), new("otherShift"),
    ]);

    public static readonly Shape UnitRoster = new("unitRoster",
    [
        new("unit", true, "MED-4E"), new("shifts"), new("registeredShareMin"), new("chargeNurses"), new("floatFrom"), new("floatMax"), new("agencyMax"), new("budgetPerWeek"),
    ]);

    public static readonly Shape Wall = new("wall",
        [new("units"), new("pages"), new("rotateSeconds"), new("lightFrom"), new("lightUntil"), new("alerts"), new("owners"), new("flow")]);

    public static readonly Shape Alerts = new("alerts",
    [
        new("boardingWarningHours"), new("boardingCriticalHours"), new("cleaningMinutes"), new("dischargeMinutes"), new("dischargeOrderMinutes"),
        new("reservedMinutes"), new("blockedHours"), new("occupancyPercent"), new("nedocsWarning"), new("nedocsCritical"), new("surgeChangeMinutes"), new("flowHours"),
    ]);

    public static readonly Shape FlowColumn = new("flowColumn", [new("name", true, "Front doors"), new("units", true, "[ED, PACU]")]);

    public static IReadOnlyList<Shape> All { get; } =
    [
        Hospital, StaffingLimits, Ratio, Shift, Unit, Room, RoomException, Staff, StaffGroup, Person, LocationCode,
        Rosters, RosterShift, ForbiddenSequence, RosterPrices, RosterWeights, UnitRoster, Wall, Alerts, FlowColumn,
    ];
}

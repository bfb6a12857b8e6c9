using MedMgr.Ops.Definitions.Reading;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>The keys of a scenario file; scenario.schema.json has the same under the same names (a test compares them).</summary>
/// <remarks>Every block of rates has a key "source": a figure nobody can trace is a figure nobody may defend.</remarks>
internal static class ScenarioShapes
{
    private static readonly Key Source = new("source", true, "\"CDC NHSN, week of 2025-02-08\" or \"assumption: ...\"");

    public static readonly Shape Scenario = new("scenario",
    [
        new("extends"), new("id", true, "winter-week"), new("title", true, "A normal winter week"), new("hospital", true, "hospitals/riverside.yaml"),
        new("start", true, "2025-01-13"), new("days", true, "7"), new("warmUpDays", true, "14"), new("seed", true, "7"), new("replications", true, "100"),
        new("emergency", true, "{arrivalsPerDay: 200, ...}"), new("groups", true, "[{id: medical, ...}]"), new("elective"), new("transfersIn"), new("births"),
        new("discharge", true, "{hourShares: [...], ...}"), new("placement", true, "{transportMinutes: {mean: 30, sd: 15}, ...}"),
        new("housekeeping", true, "{wardMinutes: {mean: 42, sd: 12}, ...}"), new("staff", true, "{absence: 0.04, ...}"), new("diversion"),
        new("supplies", true, "{n95PerDay: 12, ...}"), new("cost", true, "{nurseHour: 45, ...}"), new("epidemic"), new("massCasualties"), new("wardClosures"), new("plan"),
    ]);

    public static readonly Shape Spread = new("spread", [new("mean", true, "30"), new("sd", true, "15")]);

    public static readonly Shape Emergency = new("emergency",
    [
        new("arrivalsPerDay", true, "200"), new("hourShares", true, "[2.83, ...]"), new("weekdayFactors", true, "[1.08, 1, 1, 1, 1, 1, 1]"),
        new("ambulanceShare", true, "0.17"), new("acuityWalkIn", true, "[0.002, 0.1, 0.5, 0.3, 0.1]"), new("acuityAmbulance", true, "[0.03, 0.3, 0.5, 0.15, 0.02]"),
        new("admittedByAcuity", true, "[0.8, 0.45, 0.2, 0.03, 0.01]"), new("stayMinutes", true, "{mean: [...], sd: [...]}"), new("patienceMinutes", true, "300"), Source,
    ]);

    public static readonly Shape SpreadByAcuity = new("spreadByAcuity", [new("mean", true, "[180, 240, 220, 120, 80]"), new("sd", true, "[90, 120, 110, 60, 40]")]);

    public static readonly Shape Group = new("group",
    [
        new("id", true, "medical"), new("service", true, "MED"), new("level", true, "general"), new("stayDays", true, "{mean: 4.5, sd: 4}"), new("then"),
        new("femaleShare", true, "0.5"), new("ages", true, "18-95"), new("capabilities"), new("isolation"), new("deterioratesShare"), new("deathShare"),
        new("barrierShare"), new("readmissionShare"), new("ventilatedShare"), new("from", true, "{emergency: 30}"), Source,
    ]);

    public static readonly Shape Then = new("then", [new("level", true, "general"), new("stayDays", true, "{mean: 3, sd: 3}")]);

    public static readonly Shape Isolation = new("isolation", [new("precautions", true, "droplet"), new("organism"), new("share", true, "1")]);

    public static readonly Shape From = new("from", [new("emergency"), new("elective"), new("transfersIn"), new("births"), new("epidemic"), new("casualties")]);

    public static readonly Shape Elective = new("elective",
        [new("perWeekday", true, "[14, 14, 14, 14, 12, 0, 0]"), new("overHour", true, "9"), new("spreadHours", true, "8"), new("recoveryMinutes", true, "{mean: 90, sd: 30}"), Source]);

    public static readonly Shape TransfersIn = new("transfersIn", [new("perDay", true, "3"), new("patienceHours", true, "24"), Source]);

    public static readonly Shape Births = new("births", [new("perDay", true, "7"), new("patienceHours", true, "3"), Source]);

    public static readonly Shape Discharge = new("discharge",
        [new("hourShares", true, "[...]"), new("orderLeadHours", true, "4"), new("barrierDays", true, "3"), Source]);

    public static readonly Shape Placement = new("placement",
    [
        new("transportMinutes", true, "{mean: 30, sd: 15}"), new("outlierAfterHours", true, "4"), new("overLevelAfterHours", true, "8"),
        new("criticalDays", true, "{mean: 3, sd: 3}"), new("policy"), Source,
    ]);

    public static readonly Shape Housekeeping = new("housekeeping",
    [
        new("wardMinutes", true, "{mean: 42, sd: 12}"), new("isolationMinutes", true, "{mean: 60, sd: 15}"), new("turnoverMinutes", true, "12"),
        new("crewShare", true, "0.4"), new("crewMin", true, "3"), Source,
    ]);

    public static readonly Shape Staff = new("absence",
    [
        new("absence", true, "0.035"), new("spellDays", true, "4"), new("coveredShare", true, "0.7"), new("epidemicFactor", true, "0.1"), new("extra"), Source,
    ]);

    public static readonly Shape Extra = new("extraAbsence", [new("share", true, "0.1"), new("fromDay", true, "2"), new("toDay", true, "9")]);

    public static readonly Shape Diversion = new("diversion",
        [new("nedocsOn", true, "180"), new("nedocsOff", true, "140"), new("divertedShare", true, "0.8"), Source]);

    public static readonly Shape Supplies = new("supplies",
    [
        new("n95PerDay", true, "12"), new("respiratorsPerDropletDay", true, "4"), new("gownsPerDay", true, "16"), new("oseltamivirShare", true, "0.85"),
        new("n95Stock", true, "6000"), new("gownStock", true, "9000"), new("oseltamivirStock", true, "400"), new("ventilators", true, "40"), Source,
    ]);

    public static readonly Shape Cost = new("cost",
    [
        new("nurseHour", true, "45.42"), new("agencyHour", true, "100"), new("surgeBedDay", true, "900"), new("cancelledElective", true, "6000"),
        new("diversionHour", true, "2400"), new("boardingHour", true, "60"), new("leftUnseen", true, "500"), Source,
    ]);

    public static readonly Shape Epidemic = new("epidemic", [new("weekly"), new("sir"), new("edVisitsPerAdmission", true, "6"), Source]);

    public static readonly Shape Weekly = new("weekly",
    [
        new("firstWeekEnds", true, "2024-11-16"), new("admissions", true, "[2614, ...]"), new("population", true, "340110988"), new("catchment", true, "330000"), new("multiplier"),
    ]);

    public static readonly Shape Sir = new("sir",
    [
        new("begins", true, "2025-01-06"), new("population", true, "3600000"), new("currentHospitalized", true, "69"), new("marketShare", true, "0.15"),
        new("doublingDays", true, "5"), new("contactReduction", true, "0.45"), new("infectiousDays", true, "14"), new("hospitalizedShare", true, "0.025"),
    ]);

    public static readonly Shape MassCasualty = new("massCasualty",
    [
        new("day", true, "2"), new("hour", true, "14"), new("patients", true, "60"), new("withinMinutes", true, "120"), new("acuity", true, "[0.1, 0.25, 0.35, 0.2, 0.1]"),
        new("admittedByAcuity", true, "[0.9, 0.6, 0.35, 0.05, 0.01]"), Source,
    ]);

    public static readonly Shape WardClosure = new("wardClosure",
        [new("unit", true, "MED-4E"), new("fromDay", true, "2"), new("days", true, "5"), new("reason", true, "norovirus"), Source]);

    public static readonly Shape Plan = new("plan",
        [new("name", true, "Riverside surge plan"), new("stepDownAt", true, "0.85"), new("holdHours", true, "8"), new("levels", true, "[{level: 1, ...}]"), Source]);

    public static readonly Shape Level = new("surgeLevel",
        [new("level", true, "1"), new("name", true, "Busy"), new("when", true, "{nedocs: 100}"), new("afterHours", true, "2"), new("do", true, "{floatStaff: true}")]);

    public static readonly Shape When = new("when", [new("nedocs"), new("boarders"), new("occupancy"), new("nursesMissing"), new("waitingRoom")]);

    public static readonly Shape Do = new("do",
        [new("openSurgeBeds"), new("cancelElectives"), new("loungePlaces"), new("floatStaff"), new("agencyNurses"), new("agencyLeadHours"), new("divert")]);

    public static IReadOnlyList<Shape> All { get; } =
    [
        Scenario, Spread, Emergency, SpreadByAcuity, Group, Then, Isolation, From, Elective, TransfersIn, Births, Discharge, Placement, Housekeeping, Staff, Extra, Diversion,
        Supplies, Cost, Epidemic, Weekly, Sir, MassCasualty, WardClosure, Plan, Level, When, Do,
    ];
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MedMgr.Ops.Domain.Definition;

/// <summary>The house as built and licensed: what is there before the first patient comes. Read from YAML, kept in the log.</summary>
/// <param name="TimeZone">IANA name; shifts and discharge hours are local to it.</param>
/// <param name="LocationCodes">A sender's PV1-3 that differs from "unit^room^bed" as the board names them, mapped to a bed or a unit.</param>
/// <param name="Rosters">Null where the file says nothing of rosters; <see cref="RosterPolicy"/> then has the defaults.</param>
/// <param name="Wall">Null where the hospital's file says nothing: then <see cref="WallDefinition.Default"/> holds.</param>
/// <param name="Exercise">No real patients: every page that shows the hospital says so.</param>
public sealed record HospitalDefinition(
    HospitalId Id,
    string Name,
    string TimeZone,
    StaffingLimits StaffingLimits,
    ImmutableArray<UnitDefinition> Units,
    ImmutableArray<StaffDefinition> Staff,
    ImmutableArray<LocationCode> LocationCodes,
    RosterPolicy? Rosters = null,
    WallDefinition? Wall = null,
    bool Exercise = false)
{
    /// <summary>The terms of rosters in force: the house's own, or the defaults.</summary>
    [JsonIgnore]
    public RosterPolicy RosterPolicy => Rosters ?? RosterPolicy.Default;
}

/// <param name="LevelOfCare">What the unit is for.</param>
/// <param name="Accepts">Every level of care the unit may take, its own included.</param>
/// <param name="PatientsPerBedMax">More than 1 only where the unit's policy says so (mother and baby; corridor care). Rule of complaint 8.</param>
/// <param name="AgeMin">Years, inclusive; null for no limit.</param>
/// <param name="AgeMax">Years, inclusive; null for no limit.</param>
/// <param name="Services">Services whose patients belong here; others are outliers. Empty: every service.</param>
public sealed record UnitDefinition(
    UnitId Id,
    string Name,
    LevelOfCare LevelOfCare,
    ImmutableArray<LevelOfCare> Accepts,
    NurseRatio Ratio,
    int PatientsPerBedMax,
    int? AgeMin,
    int? AgeMax,
    ImmutableArray<string> Services,
    ImmutableArray<RoomDefinition> Rooms)
{
    /// <summary>Where the unit lies: 0 is the ground floor, below it are cellars. Null when not told; then no distance counts.</summary>
    public int? Floor { get; init; }
}

/// <param name="Capabilities">What every bed of the room has: "telemetry", "negative-pressure", "ventilator", "dialysis", "bariatric".</param>
public sealed record RoomDefinition(RoomId Id, GenderPolicy GenderPolicy, ImmutableArray<string> Capabilities, ImmutableArray<BedDefinition> Beds);

/// <param name="Surge">Closed until opened as a surge bed.</param>
/// <param name="Hallway">A treatment space in a corridor; counts as surge in no figure, only marked on the board.</param>
public sealed record BedDefinition(BedId Id, bool Surge = false, bool Hallway = false);

/// <summary>Which meaning the law gives to "1 nurse : n patients".</summary>
public enum RatioMeaning
{
    /// <summary>At every moment, breaks included, never averaged. California Title 22 s.70217.</summary>
    AtAllTimes,

    /// <summary>Averaged over a window, with a maximum that holds at every moment. Oregon ORS 441.765 (ED: average 4 over 12 h, maximum 5).</summary>
    AveragedWithMaximum,
}

/// <param name="PatientsPerNurse">At all times, or the average, by <paramref name="Meaning"/>.</param>
/// <param name="PatientsPerNurseMax">Only for averaged ratios: never more than this at any moment. Equal to <paramref name="PatientsPerNurse"/> otherwise.</param>
/// <param name="AveragedOverHours">Only for averaged ratios; 0 otherwise.</param>
/// <param name="Source">The law or agreement the figures come from.</param>
public sealed record NurseRatio(RatioMeaning Meaning, int PatientsPerNurse, int PatientsPerNurseMax, int AveragedOverHours, string Source);

/// <param name="RestHoursMin">Between two shifts.</param>
/// <param name="ShiftHoursMax">One shift, overtime included.</param>
/// <param name="WeeklyHoursMax">In any 7 times 24 hours.</param>
public sealed record StaffingLimits(int RestHoursMin, int ShiftHoursMax, int WeeklyHoursMax);

/// <summary>What a member of staff is licensed as. Only registered and practical nurses count for nurse ratios.</summary>
public enum StaffRole { RegisteredNurse, PracticalNurse, NursingAssistant, Physician, RespiratoryTherapist, Housekeeping, Transport, Clerk }

/// <param name="Skills">Levels of care the person may work at.</param>
/// <param name="LicenceUntil">Last day on which the licence holds; null for roles that need none.</param>
/// <param name="Pattern">When the person works until a roster says otherwise.</param>
public sealed record StaffDefinition(
    StaffId Id, string Name, StaffRole Role, UnitId HomeUnit, ImmutableArray<LevelOfCare> Skills, DateOnly? LicenceUntil, StandingPattern Pattern);

/// <summary>A repeating rota, used until a published roster takes its place.</summary>
/// <param name="Start">Local time at which the shift begins.</param>
/// <param name="Hours">Length of the shift.</param>
/// <param name="OnDays">Days worked in a row, then <paramref name="OffDays"/> off.</param>
/// <param name="Offset">Days by which the cycle is shifted; day 0 of the cycle with offset 0 is 2024-01-01.</param>
public sealed record StandingPattern(TimeOnly Start, int Hours, int OnDays, int OffDays, int Offset);

/// <param name="Code">As sent in PV1-3, components joined by "^", trailing empty components removed.</param>
/// <param name="Bed">The bed meant; null when the code names a whole unit.</param>
public sealed record LocationCode(string Code, UnitId Unit, BedId? Bed);

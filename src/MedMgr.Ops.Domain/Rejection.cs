using System.Text.Json.Serialization;

namespace MedMgr.Ops.Domain;

/// <summary>Names the rule that refused. Part of the public API: renaming one breaks callers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RejectionCode>))]
public enum RejectionCode
{
    [JsonStringEnumMemberName("bed-not-ready")] BedNotReady,
    [JsonStringEnumMemberName("bed-occupied")] BedOccupied,
    [JsonStringEnumMemberName("bed-reserved-for-another")] BedReservedForAnother,
    [JsonStringEnumMemberName("bed-not-in-service")] BedNotInService,
    [JsonStringEnumMemberName("bed-not-held-by-encounter")] BedNotHeldByEncounter,
    [JsonStringEnumMemberName("bed-in-use")] BedInUse,
    [JsonStringEnumMemberName("bed-wrong-state")] BedWrongState,
    [JsonStringEnumMemberName("bed-unknown")] BedUnknown,
    [JsonStringEnumMemberName("unit-unknown")] UnitUnknown,
    [JsonStringEnumMemberName("unit-closed")] UnitClosed,
    [JsonStringEnumMemberName("unit-not-empty")] UnitNotEmpty,
    [JsonStringEnumMemberName("unit-not-staffed")] UnitNotStaffed,
    [JsonStringEnumMemberName("level-of-care")] LevelOfCare,
    [JsonStringEnumMemberName("age-not-accepted")] AgeNotAccepted,
    [JsonStringEnumMemberName("capability-missing")] CapabilityMissing,
    [JsonStringEnumMemberName("room-gender")] RoomGender,
    [JsonStringEnumMemberName("isolation-cohort")] IsolationCohort,
    [JsonStringEnumMemberName("not-a-surge-bed")] NotASurgeBed,
    [JsonStringEnumMemberName("staff-unknown")] StaffUnknown,
    [JsonStringEnumMemberName("staff-on-shift")] StaffOnShift,
    [JsonStringEnumMemberName("staff-not-on-shift")] StaffNotOnShift,
    [JsonStringEnumMemberName("staff-licence-expired")] StaffLicenceExpired,
    [JsonStringEnumMemberName("staff-skill-missing")] StaffSkillMissing,
    [JsonStringEnumMemberName("staff-rest-too-short")] StaffRestTooShort,
    [JsonStringEnumMemberName("staff-hours-exceeded")] StaffHoursExceeded,
    [JsonStringEnumMemberName("shift-times")] ShiftTimes,
    [JsonStringEnumMemberName("encounter-unknown")] EncounterUnknown,
    [JsonStringEnumMemberName("encounter-exists")] EncounterExists,
    [JsonStringEnumMemberName("encounter-departed")] EncounterDeparted,
    [JsonStringEnumMemberName("encounter-cancelled")] EncounterCancelled,
    [JsonStringEnumMemberName("no-pending-request")] NoPendingRequest,
    [JsonStringEnumMemberName("already-in-bed")] AlreadyInBed,
    [JsonStringEnumMemberName("not-in-a-bed")] NotInABed,
    [JsonStringEnumMemberName("barrier-unknown")] BarrierUnknown,
    [JsonStringEnumMemberName("swap-same-encounter")] SwapSameEncounter,
    [JsonStringEnumMemberName("discrepancy-unknown")] DiscrepancyUnknown,
    [JsonStringEnumMemberName("alert-unknown")] AlertUnknown,
    [JsonStringEnumMemberName("quarantine-unknown")] QuarantineUnknown,
    [JsonStringEnumMemberName("hospital-unknown")] HospitalUnknown,
    [JsonStringEnumMemberName("reason-missing")] ReasonMissing,
    [JsonStringEnumMemberName("invalid")] Invalid,
    [JsonStringEnumMemberName("roster-changed")] RosterChanged,
    [JsonStringEnumMemberName("lost-race")] LostRace,
}

/// <summary>An expected refusal, in words the ward uses, with the way out where there is one.</summary>
/// <param name="Overridable">True where a person may set the rule aside with a reason.</param>
public sealed record Rejection(RejectionCode Code, string Because, bool Overridable = false);

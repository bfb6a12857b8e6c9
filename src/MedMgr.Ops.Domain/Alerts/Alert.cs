using System.Text.Json.Serialization;

namespace MedMgr.Ops.Domain.Alerts;

/// <summary>How soon somebody must act.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertSeverity>))]
public enum AlertSeverity
{
    /// <summary>To know.</summary>
    [JsonStringEnumMemberName("notice")] Notice,

    /// <summary>To be dealt with in this shift.</summary>
    [JsonStringEnumMemberName("warning")] Warning,

    /// <summary>Now.</summary>
    [JsonStringEnumMemberName("critical")] Critical,
}

/// <summary>What an alert is about; one rule finds each. Part of the public API and of the hospital's file.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertKind>))]
public enum AlertKind
{
    [JsonStringEnumMemberName("boarding-too-long")] BoardingTooLong,
    [JsonStringEnumMemberName("ed-crowded")] EdCrowded,
    [JsonStringEnumMemberName("over-staffed-capacity")] OverStaffedCapacity,
    [JsonStringEnumMemberName("no-critical-bed")] NoCriticalBed,
    [JsonStringEnumMemberName("no-negative-pressure-bed")] NoNegativePressureBed,
    [JsonStringEnumMemberName("occupancy-high")] OccupancyHigh,
    [JsonStringEnumMemberName("cleaning-overdue")] CleaningOverdue,
    [JsonStringEnumMemberName("discharge-overdue")] DischargeOverdue,
    [JsonStringEnumMemberName("reservation-overdue")] ReservationOverdue,
    [JsonStringEnumMemberName("blocked-too-long")] BlockedTooLong,
    [JsonStringEnumMemberName("discrepancy-open")] DiscrepancyOpen,
    [JsonStringEnumMemberName("message-quarantined")] MessageQuarantined,
    [JsonStringEnumMemberName("surge-level-changed")] SurgeLevelChanged,
}

/// <summary>Something on the board that a person has to see to. It is there as long as the board says so; nobody closes it by hand.</summary>
/// <param name="Id">The kind, or kind:subject. The same as long as it stands for the same matter.</param>
/// <param name="Since">When the oldest of what it tells began.</param>
/// <param name="Says">The whole matter in one sentence, without anything that names a patient or a visit.</param>
/// <param name="Owner">The role that is to see to it.</param>
/// <param name="TakenBy">Who has said to see to it, within the last <see cref="AlertRules.TakenForHours"/> hours.</param>
public sealed record Alert(
    string Id,
    AlertKind Kind,
    AlertSeverity Severity,
    DateTimeOffset Since,
    string Says,
    UnitId? Unit,
    BedId? Bed,
    string Owner,
    string? TakenBy,
    DateTimeOffset? TakenAt);

/// <param name="By">A person, as signed in or as said.</param>
public sealed record AlertTaken(string Alert, string By, DateTimeOffset At);

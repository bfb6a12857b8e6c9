using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Rosters;

/// <summary>How a shift is filled, which decides what it costs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ShiftKind>))]
public enum ShiftKind
{
    /// <summary>By the unit's own staff, within the hours of the contract.</summary>
    [JsonStringEnumMemberName("own")] Own,

    /// <summary>By the unit's own staff, with hours above the contract.</summary>
    [JsonStringEnumMemberName("overtime")] Overtime,

    /// <summary>By a nurse of a sister unit.</summary>
    [JsonStringEnumMemberName("float")] Float,

    /// <summary>By somebody whom an agency sends; the definition does not know the person.</summary>
    [JsonStringEnumMemberName("agency")] Agency,
}

/// <summary>One person's shift on the unit of the roster.</summary>
/// <param name="Staff">Of an agency nurse: a name for the place, "AGENCY-1" to "AGENCY-n" on each shift.</param>
/// <param name="Start">With the offset of the house's time zone.</param>
/// <param name="End">Exclusive, with the offset of the house's time zone.</param>
/// <param name="Shift">Code of the type of shift.</param>
/// <param name="Charge">In charge of the unit during the shift.</param>
public sealed record RosteredShift(StaffId Staff, DateTimeOffset Start, DateTimeOffset End, string Shift, ShiftKind Kind, bool Charge = false)
{
    /// <summary>The day that the shift belongs to: the local one on which it begins.</summary>
    [JsonIgnore]
    public DateOnly Day => DateOnly.FromDateTime(Start.DateTime);

    [JsonIgnore]
    public double Hours => (End - Start).TotalHours;

    public bool Covers(DateTimeOffset instant) => Start <= instant && instant < End;

    public bool Overlaps(DateTimeOffset start, DateTimeOffset end) => Start < end && start < End;
}

/// <summary>What a unit has told its staff for a number of days.</summary>
/// <param name="Number">Counts the publications of the unit, from 1.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Day after the last one.</param>
/// <param name="Roles">Whom the roster plans: for them it takes the place of the standing patterns. Everybody else goes on by his or her pattern.</param>
/// <param name="Shifts">That begin on one of the days, in the order of their beginnings.</param>
/// <param name="Note">Who published it, when and why; null of rosters from before notes were kept.</param>
public sealed record PublishedRoster(
    int Number, DateOnly From, DateOnly Until, ImmutableArray<StaffRole> Roles, ImmutableArray<RosteredShift> Shifts, PublicationNote? Note = null)
{
    public bool Rules(DateOnly day) => From <= day && day < Until;
}

/// <param name="Why">Null when nothing was said.</param>
public sealed record PublicationNote(string By, DateTimeOffset At, string? Why);

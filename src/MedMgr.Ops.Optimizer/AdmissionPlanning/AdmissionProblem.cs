using System.Collections.Immutable;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning;

/// <summary>
/// A hospital's elective admissions over some weeks: on which day is each patient admitted and operated on, in which theatre and into which room; and which nurse cares for
/// which room in each shift.
/// </summary>
/// <remarks>
/// Everything is addressed by its position in the lists below, from 0; names are for people. Days run from 0 to <see cref="Days"/> - 1. Shifts run
/// through all days: shift <c>s</c> is the <c>s % ShiftNames.Length</c>-th of day <c>s / ShiftNames.Length</c>. A patient is operated on upon the day of admission and lies in one
/// room until discharge; what lies behind the last day is cut off. Source: Integrated Healthcare Timetabling Problem of IHTC-2024, ihtc2024.github.io.
/// </remarks>
public sealed record AdmissionProblem
{
    /// <summary>As a report prints it.</summary>
    public required string Name { get; init; }

    /// <summary>Length of the plan in days, at least 1.</summary>
    public required int Days { get; init; }

    /// <summary>The shifts of every day in their order ("early", "late", "night"); at least one.</summary>
    public required ImmutableArray<string> ShiftNames { get; init; }

    /// <summary>Age groups from the youngest to the oldest; the difference of two positions is how badly they share a room.</summary>
    public required ImmutableArray<string> AgeGroups { get; init; }

    /// <summary>Skill levels run from 0 to this, exclusive.</summary>
    public required int SkillLevels { get; init; }

    /// <summary>What one unit of each soft rule costs.</summary>
    public required AdmissionWeights Weights { get; init; }

    /// <summary>Who may be admitted.</summary>
    public required ImmutableArray<ElectivePatient> Patients { get; init; }

    /// <summary>Who lies in a room already on day 0.</summary>
    public required ImmutableArray<Occupant> Occupants { get; init; }

    /// <summary>Who operates.</summary>
    public required ImmutableArray<Surgeon> Surgeons { get; init; }

    /// <summary>Operating theatres.</summary>
    public required ImmutableArray<Theatre> Theatres { get; init; }

    /// <summary>Rooms of the wards.</summary>
    public required ImmutableArray<Room> Rooms { get; init; }

    /// <summary>Nurses with the shifts they are rostered for.</summary>
    public required ImmutableArray<Nurse> Nurses { get; init; }

    /// <summary>Shifts in the whole plan.</summary>
    public int Shifts => Days * ShiftNames.Length;

    /// <summary>The day on which a shift lies.</summary>
    public int DayOf(int shift) => shift / ShiftNames.Length;

    /// <summary>"day 3, late".</summary>
    public string ShiftText(int shift) => $"day {DayOf(shift)}, {ShiftNames[shift % ShiftNames.Length]}";

    /// <summary>The last day on which a patient may be admitted: the due day of a mandatory patient, otherwise the last day of the plan.</summary>
    public int LastDayOf(ElectivePatient patient) => Math.Min(patient.DueDay ?? Days - 1, Days - 1);
}

/// <summary>Cost of one unit of each soft rule, at least 0.</summary>
/// <param name="MixedAge">Of one step between age groups that share a room for a day.</param>
/// <param name="NurseSkill">Of one missing skill level, for a patient in a shift.</param>
/// <param name="Continuity">Of each different nurse who sees a patient.</param>
/// <param name="NurseWorkload">Of one unit of work above a nurse's maximum in a shift.</param>
/// <param name="OpenTheatre">Of a theatre used on a day.</param>
/// <param name="SurgeonTransfer">Of each theatre beyond the first in which a surgeon operates on a day.</param>
/// <param name="Delay">Of one day between release and admission.</param>
/// <param name="Unscheduled">Of an optional patient who is not admitted.</param>
public sealed record AdmissionWeights(
    int MixedAge, int NurseSkill, int Continuity, int NurseWorkload, int OpenTheatre, int SurgeonTransfer, int Delay, int Unscheduled);

/// <summary>The two groups that may not share a room; which is which, public problems do not say.</summary>
public enum GenderGroup
{
    /// <summary>The first group.</summary>
    A,

    /// <summary>The second group.</summary>
    B,
}

/// <summary>Somebody who lies in a room for some days and needs care in each shift of them.</summary>
public abstract record Inpatient
{
    /// <summary>As the problem names the person.</summary>
    public required string Id { get; init; }

    /// <summary>Who may share a room.</summary>
    public required GenderGroup Gender { get; init; }

    /// <summary>Position in <see cref="AdmissionProblem.AgeGroups"/>.</summary>
    public required int AgeGroup { get; init; }

    /// <summary>Days in the room, at least 1.</summary>
    public required int LengthOfStay { get; init; }

    /// <summary>Work for the nurse in each shift of the stay, from its first one on; at least 0.</summary>
    public required ImmutableArray<int> Workload { get; init; }

    /// <summary>Skill level that each shift of the stay asks for.</summary>
    public required ImmutableArray<int> SkillRequired { get; init; }
}

/// <summary>A patient who waits for admission and surgery.</summary>
public sealed record ElectivePatient : Inpatient
{
    /// <summary>Has to be admitted within the plan.</summary>
    public required bool Mandatory { get; init; }

    /// <summary>First possible day of admission.</summary>
    public required int ReleaseDay { get; init; }

    /// <summary>Last possible day of admission of a mandatory patient; null for an optional one.</summary>
    public required int? DueDay { get; init; }

    /// <summary>Duration of the surgery in minutes.</summary>
    public required int SurgeryMinutes { get; init; }

    /// <summary>Position in <see cref="AdmissionProblem.Surgeons"/>.</summary>
    public required int Surgeon { get; init; }

    /// <summary>Positions of the rooms that do not suit.</summary>
    public required ImmutableArray<int> UnsuitableRooms { get; init; }
}

/// <summary>A patient who lies in a room on day 0 and stays there for <see cref="Inpatient.LengthOfStay"/> days.</summary>
public sealed record Occupant : Inpatient
{
    /// <summary>Position in <see cref="AdmissionProblem.Rooms"/>.</summary>
    public required int Room { get; init; }
}

/// <param name="Id">As the problem names the surgeon.</param>
/// <param name="MinutesOn">Most minutes of surgery on each day.</param>
public sealed record Surgeon(string Id, ImmutableArray<int> MinutesOn);

/// <param name="Id">As the problem names the theatre.</param>
/// <param name="MinutesOn">Minutes available on each day; 0 when closed.</param>
public sealed record Theatre(string Id, ImmutableArray<int> MinutesOn);

/// <param name="Id">As the problem names the room.</param>
/// <param name="Beds">Most patients at once.</param>
public sealed record Room(string Id, int Beds);

/// <param name="Id">As the problem names the nurse.</param>
/// <param name="SkillLevel">From 0.</param>
/// <param name="MaxLoadIn">For each shift of the plan the most work the nurse should have, or null when the nurse is off.</param>
public sealed record Nurse(string Id, int SkillLevel, ImmutableArray<int?> MaxLoadIn);

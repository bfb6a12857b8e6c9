using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Surge;

namespace MedMgr.Ops.Domain.Board;

/// <summary>The capacity figures, each defined once in docs/glossary.md. Beds unless said otherwise.</summary>
/// <param name="PhysicalBeds">All beds of the definition: open and closed.</param>
/// <param name="OpenBeds">In service: occupied, reserved, available, dirty or blocked.</param>
/// <param name="StaffedBeds">Open beds that the nurses on duty may care for: per unit the smaller of open beds and staffed capacity.</param>
/// <param name="Occupied">Beds that hold at least one patient.</param>
/// <param name="Reserved">Kept for a patient who does not lie in them yet.</param>
/// <param name="Available">Ready and nobody's.</param>
/// <param name="Dirty">Awaiting housekeeping or being cleaned.</param>
/// <param name="Blocked">Blocked or contaminated.</param>
/// <param name="Closed">Out of service, unopened surge beds included.</param>
/// <param name="Surge">Surge beds that are open; they count as open beds as well.</param>
/// <param name="Boarding">Patients (not beds) in the ED or PACU for whom a bed is requested.</param>
public sealed record Figures(
    int PhysicalBeds, int OpenBeds, int StaffedBeds, int Occupied, int Reserved, int Available, int Dirty, int Blocked, int Closed, int Surge, int Boarding)
{
    public static readonly Figures Zero = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static Figures operator +(Figures a, Figures b) => new(
        a.PhysicalBeds + b.PhysicalBeds, a.OpenBeds + b.OpenBeds, a.StaffedBeds + b.StaffedBeds, a.Occupied + b.Occupied, a.Reserved + b.Reserved,
        a.Available + b.Available, a.Dirty + b.Dirty, a.Blocked + b.Blocked, a.Closed + b.Closed, a.Surge + b.Surge, a.Boarding + b.Boarding);

    public static Figures Add(Figures left, Figures right) => left + right;
}

/// <param name="Encounter">Who lies in the bed or, in a reserved one, for whom it is kept.</param>
/// <param name="Encounters">All who lie in it, in a bed that holds several.</param>
/// <param name="Isolation">Precautions of the occupant, else of the bed.</param>
/// <param name="Since">When the bed came into this status.</param>
/// <param name="Reason">Why it is blocked or closed.</param>
/// <param name="ReservedFrom">Where the patient of a reserved bed is now; null for one who is not in the hospital yet.</param>
/// <param name="NegativePressure">The room has it.</param>
public sealed record BedView(
    BedId Id,
    RoomId Room,
    BedStatus Status,
    EncounterId? Encounter,
    ImmutableArray<EncounterId>? Encounters,
    Isolation? Isolation,
    Gender? Gender,
    DateTimeOffset? Since,
    bool Surge,
    bool Hallway,
    string? Reason,
    EncounterStatus? EncounterStatus,
    DateTimeOffset? DischargeExpected,
    bool DischargeOrdered,
    DateTimeOffset? DischargeOrderedAt = null,
    Place? ReservedFrom = null,
    bool NegativePressure = false);

/// <param name="Patients">Patients in beds and reservations: what counts against the staffed capacity.</param>
/// <param name="StaffedCapacity">Patients that the licensed nurses on duty may care for.</param>
/// <param name="Gap">Nurses missing for the patients of now; 0 when there are enough.</param>
/// <param name="ShortSince">Null when there are enough.</param>
public sealed record StaffingView(int NursesOnDuty, int OthersOnDuty, int Patients, int StaffedCapacity, int Gap, DateTimeOffset? ShortSince = null);

/// <param name="NoneReadySince">Null while a bed is ready.</param>
public sealed record UnitBoard(
    UnitId Id,
    string Name,
    LevelOfCare LevelOfCare,
    bool Open,
    Figures Figures,
    StaffingView Staffing,
    ImmutableArray<BedView> Beds,
    DateTimeOffset? NoneReadySince = null);

/// <param name="From">Where the patient is now; null for one who is not in the hospital yet or in no known bed.</param>
/// <param name="Boarding">Waits in the ED or PACU.</param>
public sealed record WaitingView(
    EncounterId Encounter,
    EncounterStatus Status,
    DateTimeOffset Since,
    bool Boarding,
    Place? From,
    UnitId? Target,
    BedId? Assigned,
    LevelOfCare? LevelOfCare,
    Gender Gender,
    Isolation? Isolation,
    string? Service,
    int? Acuity);

/// <summary>A patient who is expected to leave, or whom something keeps from it.</summary>
/// <param name="Place">Null for one in no known bed.</param>
/// <param name="Expected">Null when nobody has said.</param>
/// <param name="OrderedAt">Null until the order is given.</param>
/// <param name="Barriers">In the order in which they were raised; empty when nothing stands in the way.</param>
public sealed record DischargeView(
    EncounterId Encounter,
    EncounterStatus Status,
    Place? Place,
    DateTimeOffset? Expected,
    DateTimeOffset? OrderedAt,
    ImmutableArray<DischargeBarrier> Barriers,
    string? Service,
    Isolation? Isolation)
{
    public bool Equals(DischargeView? other) =>
        other is not null && Encounter == other.Encounter && Status == other.Status && Place == other.Place && Expected == other.Expected
        && OrderedAt == other.OrderedAt && Service == other.Service && Isolation == other.Isolation && Barriers.SequenceEqual(other.Barriers);

    public override int GetHashCode() => HashCode.Combine(Encounter, Expected, OrderedAt, Barriers.Length);
}

/// <param name="Nedocs">Null where undefined (no ED). Counts the boarders of the ED only, as the scale does.</param>
/// <param name="LongestBoardingSince">Of all who board, in the ED or the PACU.</param>
public sealed record CrowdingView(double? Nedocs, [property: JsonConverter(typeof(JsonStringEnumConverter<NedocsBand>))] NedocsBand? Band, DateTimeOffset? LongestBoardingSince);

/// <summary>The surge level went from one to another.</summary>
public sealed record SurgeChange(int From, int To, DateTimeOffset At);

/// <summary>The whole hospital at one log position.</summary>
/// <param name="AsOf">Time of the last event that is in it; null before the first.</param>
/// <param name="SurgeChange">The last one; null before the first.</param>
/// <param name="Alerts">The most severe first, then the oldest.</param>
/// <param name="Flow">What goes from unit to unit and what waits to, for the hours that the hospital's wall looks back.</param>
/// <param name="Trend">The quarter hours of the last day, oldest first.</param>
/// <param name="Discharges">Whose departure is expected, ordered or held up: the earliest expected first, then those without a time.</param>
public sealed record BoardView(
    HospitalId Hospital,
    string Name,
    long Position,
    DateTimeOffset? AsOf,
    int SurgeLevel,
    Figures Figures,
    CrowdingView Crowding,
    ImmutableArray<UnitBoard> Units,
    ImmutableArray<WaitingView> Waiting,
    ImmutableArray<Discrepancy> Discrepancies,
    int Quarantined,
    SurgeChange? SurgeChange,
    ImmutableArray<Alert> Alerts,
    ImmutableArray<FlowEdge> Flow,
    ImmutableArray<TrendSample> Trend,
    ImmutableArray<DischargeView> Discharges)
{
    /// <summary>A drill: no patient on this board is real, and whoever shows it says so.</summary>
    public bool Exercise { get; init; }
}

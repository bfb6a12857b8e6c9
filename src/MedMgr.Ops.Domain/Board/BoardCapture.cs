using System.Collections.Immutable;
using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Board;

/// <summary>Everything a <see cref="HospitalBoard"/> has folded up to <paramref name="Position"/>, as JSON can carry it. A cache of the log, never the truth.</summary>
/// <param name="Quarantine">By the id of its stream, in the order of arrival.</param>
/// <param name="LastBeddedWaitHours">A term of NEDOCS; hours.</param>
public sealed record BoardCapture(
    HospitalId Id,
    long Position,
    DateTimeOffset? AsOf,
    int SurgeLevel,
    HospitalDefinition? Definition,
    double LastBeddedWaitHours,
    ImmutableArray<KeyValuePair<EncounterId, EncounterState>> Encounters,
    ImmutableArray<Discrepancy> Discrepancies,
    ImmutableArray<KeyValuePair<string, QuarantinedMessage>> Quarantine,
    ImmutableArray<UnitCapture> Units,
    ImmutableArray<PlacementWeight> PlacementWeights,
    SurgeChange? SurgeChange,
    ImmutableArray<AlertTaken> Taken,
    ImmutableArray<TrendSample> Trend,
    ImmutableArray<Move> Moves,
    ImmutableArray<KeyValuePair<StaffId, StaffState>> Staff,
    ImmutableArray<KeyValuePair<UnitId, RosterState>> Rosters);

/// <param name="Load">What an averaged nurse ratio is judged by; empty for other ratios.</param>
/// <param name="Beds">Only those that are not as before their first event.</param>
public sealed record UnitCapture(UnitId Id, UnitState State, ImmutableArray<LoadStep> Load, ImmutableArray<KeyValuePair<BedId, Bed>> Beds, UnitClocks Clocks);

/// <summary>Since when a unit is as it is; null for what does not hold.</summary>
/// <param name="ShortSince">More patients than the nurses on duty may care for.</param>
/// <param name="NoneReadySince">Not one bed is ready.</param>
public readonly record struct UnitClocks(DateTimeOffset? ShortSince, DateTimeOffset? NoneReadySince);

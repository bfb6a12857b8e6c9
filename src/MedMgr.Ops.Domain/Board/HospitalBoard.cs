using System.Collections.Immutable;
using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Board;

/// <summary>The live board: a fold over the events of one hospital. Not safe for concurrent use; views taken from it are immutable.</summary>
/// <remarks>
/// The definition comes first in every log. Visits that have departed are forgotten; what they left (a dirty bed, a discrepancy) stays.
/// </remarks>
public sealed partial class HospitalBoard
{
    private readonly Dictionary<EncounterId, EncounterState> _encounters = [];
    private readonly Dictionary<string, Discrepancy> _discrepancies = [];
    private readonly Dictionary<string, QuarantinedMessage> _quarantine = [];
    private readonly Dictionary<UnitId, UnitOnBoard> _units = [];
    private readonly HashSet<UnitId> _changed = [];
    private readonly Dictionary<StaffId, StaffState> _staff = [];
    private readonly Dictionary<UnitId, RosterState> _rosters = [];
    private readonly Dictionary<string, AlertTaken> _taken = [];
    private readonly BoardTrend _trend = new();
    private readonly PatientFlow _flow = new();

    // Every bed as it stood when the definition last changed: a bed may move to another unit, or be left out for a while.
    private readonly Dictionary<BedId, Bed> _bedsBefore = [];
    private HospitalMap? _map;
    private double _lastBeddedWaitHours;

    public HospitalBoard(HospitalId id) => Id = id;

    public HospitalId Id { get; }

    /// <summary>The position of the last event that was applied.</summary>
    public long Position { get; private set; }

    public DateTimeOffset? AsOf { get; private set; }

    public int SurgeLevel { get; private set; }

    /// <summary>What this hospital has set; empty: the optimiser's own weights hold.</summary>
    public ImmutableArray<PlacementWeight> PlacementWeights { get; private set; } = [];

    /// <summary>The last one; null before the first.</summary>
    public SurgeChange? SurgeChange { get; private set; }

    public HospitalMap? Map => _map;

    /// <summary>What the definition says of the wall, or what holds where it says nothing.</summary>
    public WallDefinition Wall => _map?.Definition.Wall ?? WallDefinition.Default;

    public IReadOnlyDictionary<EncounterId, EncounterState> Encounters => _encounters;

    public IReadOnlyDictionary<string, Discrepancy> Discrepancies => _discrepancies;

    public IEnumerable<QuarantinedMessage> Quarantine => _quarantine.Values;

    public IEnumerable<UnitOnBoard> Units => _units.Values;

    /// <summary>Shifts of now and of the last days, of everybody who has had one.</summary>
    public IReadOnlyDictionary<StaffId, StaffState> Staff => _staff;

    /// <summary>What is published; a unit that never published is missing.</summary>
    public IReadOnlyDictionary<UnitId, RosterState> Rosters => _rosters;

    /// <summary>Counts the changes of <see cref="Staff"/> and <see cref="Rosters"/>.</summary>
    public int StaffChanges { get; private set; }

    /// <param name="event">An event of one of the families in <see cref="EventNames"/>.</param>
    public void Apply(long position, string stream, DateTimeOffset at, object @event)
    {
        var (kind, id) = Streams.Parse(stream);
        TakeSample(at);
        switch (@event)
        {
            case HospitalEvent e:
                Apply(e);
                break;
            case BedEvent e when _map?.UnitOf(BedId.Of(id)) is { } unit:
                _units[unit.Id].Apply(BedId.Of(id), e, at);
                _changed.Add(unit.Id);
                break;
            case BedEvent e when _bedsBefore.TryGetValue(BedId.Of(id), out var leftOut):
                _bedsBefore[BedId.Of(id)] = BedRules.Evolve(leftOut, e);
                break;
            case UnitEvent e when _units.TryGetValue(UnitId.Of(id), out var unit):
                unit.Apply(e, at);
                _changed.Add(unit.Definition.Id);
                break;
            case EncounterEvent e:
                Apply(EncounterId.Of(id), e);
                break;
            case QuarantineEvent e:
                Apply(id, e);
                break;
            case StaffEvent e:
                Apply(StaffId.Of(id), e);
                break;
            case RosterEvent e:
                _rosters[UnitId.Of(id)] = PublicationRules.Evolve(_rosters.GetValueOrDefault(UnitId.Of(id), RosterState.New), e);
                StaffChanges++;
                break;
            case BedEvent or UnitEvent:
                // A bed or unit that the definition in force no longer has is not shown.
                break;
            default:
                throw new InvalidOperationException($"The board does not know {@event.GetType().Name} in a {kind} stream.");
        }

        Position = position;
        AsOf = AsOf > at ? AsOf : at;
    }

    /// <summary>The units whose tile may look different since the last call.</summary>
    public ImmutableArray<UnitId> TakeChangedUnits()
    {
        ImmutableArray<UnitId> changed = [.. _changed];
        _changed.Clear();
        return changed;
    }

    public UnitBoard ViewOf(UnitId unit, DateTimeOffset now) => _units[unit].View(_encounters, now);

    /// <param name="now">For what depends on the clock: averaged ratios and the waits in NEDOCS.</param>
    public BoardView View(DateTimeOffset now) => View(now, id => ViewOf(id, now));

    /// <param name="unitViews">Lets a caller who keeps the tiles of unchanged units hand them back.</param>
    public BoardView View(DateTimeOffset now, Func<UnitId, UnitBoard> unitViews)
    {
        ImmutableArray<UnitBoard> units = _map is null ? [] : [.. _map.Definition.Units.Select(u => unitViews(u.Id))];
        var waiting = Waiting();
        var crowding = Crowding.Of(_units, _encounters, _lastBeddedWaitHours, now);
        ImmutableArray<Discrepancy> discrepancies = [.. _discrepancies.Values.OrderBy(d => d.At).ThenBy(d => d.Id, StringComparer.Ordinal)];
        var trend = _trend.Samples;
        return new BoardView(
            Id,
            _map?.Definition.Name ?? Id.Value,
            Position,
            AsOf,
            SurgeLevel,
            units.Aggregate(Figures.Zero, (sum, u) => sum + u.Figures),
            crowding,
            units,
            waiting,
            discrepancies,
            _quarantine.Count,
            SurgeChange,
            _map is null ? [] : AlertRules.Look(
                new Situation(
                    now, _map, Wall.Thresholds, units, waiting, crowding, discrepancies, _quarantine.Count,
                    _quarantine.Count == 0 ? null : _quarantine.Values.Min(m => m.ReceivedAt), SurgeChange, trend),
                Wall.Owners, _taken),
            _map is null ? [] : _flow.View(_map, Wall.Thresholds, units, waiting, now),
            trend,
            Discharges())
        {
            Exercise = _map?.Definition.Exercise ?? false,
        };
    }

    private void Apply(HospitalEvent @event)
    {
        switch (@event)
        {
            case HospitalEvent.Defined e:
                Define(new HospitalMap(e.Definition));
                break;
            case HospitalEvent.SurgeLevelSet e:
                SurgeChange = new SurgeChange(SurgeLevel, e.Level, e.At);
                SurgeLevel = e.Level;
                break;
            case HospitalEvent.PlacementWeightsSet e:
                PlacementWeights = e.Weights;
                break;
            case HospitalEvent.AlertTaken e:
                Take(e);
                break;
            case HospitalEvent.DiscrepancyRaised e:
                _discrepancies[e.Discrepancy.Id] = e.Discrepancy;
                break;
            case HospitalEvent.DiscrepancyResolved e:
                _discrepancies.Remove(e.Id);
                break;
        }
    }

    private void Take(HospitalEvent.AlertTaken taken)
    {
        foreach (var old in _taken.Values.Where(t => taken.At - t.At >= TimeSpan.FromHours(AlertRules.TakenForHours)).ToList())
        {
            _taken.Remove(old.Alert);
        }

        _taken[taken.Alert] = new AlertTaken(taken.Alert, taken.By, taken.At);
    }

    private void TakeSample(DateTimeOffset at)
    {
        if (_map is null || _trend.Due(at) is not { } due)
        {
            return;
        }

        var figures = _units.Values.Aggregate(Figures.Zero, (sum, u) => sum + u.Figures(_encounters, due));
        var nedocs = Crowding.Of(_units, _encounters, _lastBeddedWaitHours, due).Nedocs;
        _trend.Add(new TrendSample(due, figures.Occupied, figures.StaffedBeds, figures.Boarding, nedocs is { } score ? (int)Math.Round(score) : null));
    }

    private void Define(HospitalMap map)
    {
        _map = map;
        foreach (var (id, bed) in _units.Values.SelectMany(u => u.Beds))
        {
            _bedsBefore[id] = bed;
        }

        foreach (var gone in _units.Keys.Where(u => map.Unit(u) is null).ToList())
        {
            _units.Remove(gone);
            _changed.Remove(gone);
        }

        foreach (var unit in map.Definition.Units)
        {
            _units[unit.Id] = new UnitOnBoard(unit, _units.GetValueOrDefault(unit.Id), _bedsBefore);
            _changed.Add(unit.Id);
        }
    }

    /// <remarks>A recording may begin in the middle of a shift: its end is then the first that is heard of it.</remarks>
    private void Apply(StaffId id, StaffEvent @event)
    {
        var before = _staff.GetValueOrDefault(id, StaffState.New);
        if (@event is StaffEvent.ShiftStarted || before.Current is not null)
        {
            _staff[id] = StaffRules.Evolve(before, @event);
            StaffChanges++;
        }
    }

    private void Apply(EncounterId id, EncounterEvent @event)
    {
        var before = _encounters.GetValueOrDefault(id, EncounterState.New);
        var after = EncounterEvolution.Evolve(before, @event);
        if (after.Standing is Standing.Departed or Standing.Cancelled or Standing.Unknown)
        {
            _encounters.Remove(id);
        }
        else
        {
            _encounters[id] = after;
        }

        switch (@event)
        {
            case EncounterEvent.DiscrepancyRaised e:
                _discrepancies[e.Discrepancy.Id] = e.Discrepancy;
                break;
            case EncounterEvent.DiscrepancyResolved e:
                _discrepancies.Remove(e.Id);
                break;
            case EncounterEvent.Departed e:
                _flow.Note(new Move(e.At, before.Location?.Unit, null));
                break;
            case EncounterEvent.Placed e:
                _flow.Note(new Move(e.At, before.Location?.Unit, e.Place.Unit));
                NoteWait(before, e);
                break;
        }

        MarkChanged(before.Location?.Unit);
        MarkChanged(after.Location?.Unit);
        MarkChanged(before.Request?.Assigned?.Unit);
        MarkChanged(after.Request?.Assigned?.Unit);
    }

    /// <summary>From arrival to the first ED bed: a term of NEDOCS.</summary>
    private void NoteWait(EncounterState before, EncounterEvent.Placed placed)
    {
        if (placed.Place.Bed is not null && IsEd(placed.Place) && before is { Location: null or { Bed: null }, ArrivedAt: { } arrived })
        {
            _lastBeddedWaitHours = Math.Max(0, (placed.At - arrived).TotalHours);
        }
    }

    private void Apply(string id, QuarantineEvent @event)
    {
        switch (@event)
        {
            case QuarantineEvent.Kept e:
                _quarantine[id] = e.Message;
                break;
            case QuarantineEvent.ReplayFailed e when _quarantine.TryGetValue(id, out var message):
                _quarantine[id] = message with { Reason = e.Reason, Segment = e.Segment, Field = e.Field };
                break;
            case QuarantineEvent.Released:
                _quarantine.Remove(id);
                break;
        }
    }

    private bool IsEd(Place place) => _units.TryGetValue(place.Unit, out var unit) && unit.IsEd;

    private void MarkChanged(UnitId? unit)
    {
        if (unit is { } id && _units.ContainsKey(id))
        {
            _changed.Add(id);
        }
    }

    private ImmutableArray<WaitingView> Waiting() =>
    [
        .. from pair in Visits(e => e.Request is not null)
           let e = pair.Value
           let request = e.Request
           orderby request.Since, pair.Key.Value
           select new WaitingView(
               pair.Key, e.Status, request.Since, Boards(e), e.Location, request.Target, request.Assigned?.Bed, e.Needs.LevelOfCare, e.Needs.Gender,
               e.Needs.Isolation, e.Needs.Service, e.Needs.Acuity),
    ];

    private ImmutableArray<DischargeView> Discharges() =>
    [
        .. from pair in Visits(e => e.IsHere && (e.DischargeExpectedAt is not null || e.DischargeOrderedAt is not null || !e.Barriers.IsEmpty))
           let e = pair.Value
           orderby e.DischargeExpectedAt ?? DateTimeOffset.MaxValue, e.DischargeOrderedAt ?? DateTimeOffset.MaxValue, pair.Key.Value
           select new DischargeView(
               pair.Key, e.Status, e.Location, e.DischargeExpectedAt, e.DischargeOrderedAt, e.Barriers, e.Needs.Service, e.Needs.Isolation),
    ];

    // Asked of every visit for every frame: a query would make an object of each before it asks.
    private List<KeyValuePair<EncounterId, EncounterState>> Visits(Predicate<EncounterState> wanted)
    {
        var found = new List<KeyValuePair<EncounterId, EncounterState>>();
        foreach (var visit in _encounters)
        {
            if (wanted(visit.Value))
            {
                found.Add(visit);
            }
        }

        return found;
    }

    /// <summary>The definition of boarding: a bed is requested and the patient still is in the ED or PACU.</summary>
    private bool Boards(EncounterState e) => e is { Request: not null, Location: { } place } && _units.TryGetValue(place.Unit, out var unit) && unit.IsBoardingPlace;
}

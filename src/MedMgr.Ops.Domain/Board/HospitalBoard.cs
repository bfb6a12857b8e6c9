using System.Collections.Immutable;
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
public sealed class HospitalBoard
{
    private readonly Dictionary<EncounterId, EncounterState> _encounters = [];
    private readonly Dictionary<string, Discrepancy> _discrepancies = [];
    private readonly Dictionary<string, QuarantinedMessage> _quarantine = [];
    private readonly Dictionary<UnitId, UnitOnBoard> _units = [];
    private readonly HashSet<UnitId> _changed = [];

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

    public HospitalMap? Map => _map;

    public IReadOnlyDictionary<EncounterId, EncounterState> Encounters => _encounters;

    public IReadOnlyDictionary<string, Discrepancy> Discrepancies => _discrepancies;

    public IEnumerable<QuarantinedMessage> Quarantine => _quarantine.Values;

    public IEnumerable<UnitOnBoard> Units => _units.Values;

    /// <param name="event">An event of one of the families in <see cref="EventNames"/>.</param>
    public void Apply(long position, string stream, DateTimeOffset at, object @event)
    {
        var (kind, id) = Streams.Parse(stream);
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
            case StaffEvent or RosterEvent or BedEvent or UnitEvent:
                // Staff, and rosters once their shifts begin, show through their unit's own events; a bed or unit that the definition in force no longer has is not shown.
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
        return new BoardView(
            Id,
            _map?.Definition.Name ?? Id.Value,
            Position,
            AsOf,
            SurgeLevel,
            units.Aggregate(Figures.Zero, (sum, u) => sum + u.Figures),
            Crowding(units, waiting, now),
            units,
            waiting,
            [.. _discrepancies.Values.OrderBy(d => d.At).ThenBy(d => d.Id, StringComparer.Ordinal)],
            _quarantine.Count);
    }

    /// <summary>What a board needs to go on from here instead of from the first event.</summary>
    public BoardCapture Capture() => new(
        Id,
        Position,
        AsOf,
        SurgeLevel,
        _map?.Definition,
        _lastBeddedWaitHours,
        [.. _encounters],
        [.. _discrepancies.Values],
        [.. _quarantine],
        [.. _units.Values.Select(u => u.Capture())],
        PlacementWeights);

    /// <summary>A board that stands where the captured one stood; all its units count as changed.</summary>
    public static HospitalBoard Restore(BoardCapture capture)
    {
        var board = new HospitalBoard(capture.Id)
        {
            Position = capture.Position,
            AsOf = capture.AsOf,
            SurgeLevel = capture.SurgeLevel,
            PlacementWeights = capture.PlacementWeights,
            _lastBeddedWaitHours = capture.LastBeddedWaitHours,
        };
        if (capture.Definition is { } definition)
        {
            board.Define(new HospitalMap(definition));
        }

        foreach (var unit in capture.Units)
        {
            board._units[unit.Id].Restore(unit);
        }

        foreach (var (id, state) in capture.Encounters)
        {
            board._encounters.Add(id, state);
        }

        foreach (var discrepancy in capture.Discrepancies)
        {
            board._discrepancies.Add(discrepancy.Id, discrepancy);
        }

        foreach (var (id, message) in capture.Quarantine)
        {
            board._quarantine.Add(id, message);
        }

        return board;
    }

    private void Apply(HospitalEvent @event)
    {
        switch (@event)
        {
            case HospitalEvent.Defined e:
                Define(new HospitalMap(e.Definition));
                break;
            case HospitalEvent.SurgeLevelSet e:
                SurgeLevel = e.Level;
                break;
            case HospitalEvent.PlacementWeightsSet e:
                PlacementWeights = e.Weights;
                break;
            case HospitalEvent.DiscrepancyRaised e:
                _discrepancies[e.Discrepancy.Id] = e.Discrepancy;
                break;
            case HospitalEvent.DiscrepancyResolved e:
                _discrepancies.Remove(e.Id);
                break;
        }
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
            case EncounterEvent.Placed { Place.Bed: not null } e when IsEd(e.Place) && before is { Location: null or { Bed: null }, ArrivedAt: { } arrived }:
                _lastBeddedWaitHours = Math.Max(0, (e.At - arrived).TotalHours);
                break;
        }

        MarkChanged(before.Location?.Unit);
        MarkChanged(after.Location?.Unit);
        MarkChanged(before.Request?.Assigned?.Unit);
        MarkChanged(after.Request?.Assigned?.Unit);
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

    private bool IsEd(Place place) => _map?.Unit(place.Unit)?.LevelOfCare == LevelOfCare.Emergency;

    private void MarkChanged(UnitId? unit)
    {
        if (unit is { } id && _units.ContainsKey(id))
        {
            _changed.Add(id);
        }
    }

    private ImmutableArray<WaitingView> Waiting() =>
    [
        .. from pair in _encounters
           let e = pair.Value
           let request = e.Request
           where request is not null
           orderby request.Since, pair.Key.Value
           select new WaitingView(
               pair.Key, e.Status, request.Since, Boards(e), e.Location, request.Target, request.Assigned?.Bed, e.Needs.LevelOfCare, e.Needs.Gender,
               e.Needs.Isolation, e.Needs.Service, e.Needs.Acuity),
    ];

    /// <summary>The definition of boarding: a bed is requested and the patient still is in the ED or PACU.</summary>
    private bool Boards(EncounterState e) => e is { Request: not null, Location: { } place } && _units.TryGetValue(place.Unit, out var unit) && unit.IsBoardingPlace;

    private CrowdingView Crowding(ImmutableArray<UnitBoard> units, ImmutableArray<WaitingView> waiting, DateTimeOffset now)
    {
        var edUnits = units.Where(u => u.LevelOfCare == LevelOfCare.Emergency).ToList();
        var ed = edUnits.Select(u => u.Id).ToHashSet();
        var boarders = waiting.Where(w => w.Boarding).ToList();
        var inEd = boarders.Where(w => ed.Contains(w.From!.Unit)).ToList();
        var edPatients = _encounters.Values.Where(e => e.IsHere && e.Location is { } place && ed.Contains(place.Unit)).ToList();
        var score = Nedocs.Score(new NedocsInputs(
            edPatients.Count,
            edUnits.Sum(u => u.Beds.Count(b => !b.Hallway && b.Status != BedStatus.Closed)),
            inEd.Count,
            units.Where(u => u.LevelOfCare is not (LevelOfCare.Emergency or LevelOfCare.PostAnaesthesia)).Sum(u => u.Figures.OpenBeds),
            edPatients.Count(e => e.Needs.Capabilities.Contains("ventilator")),
            inEd.Count == 0 ? 0 : Math.Max(0, (now - inEd.Min(w => w.Since)).TotalHours),
            _lastBeddedWaitHours));
        return new CrowdingView(score, score is { } s ? Nedocs.Band(s) : null, boarders.Count == 0 ? null : boarders.Min(w => w.Since));
    }
}

using System.Collections.Immutable;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Board;

/// <summary>One unit while the board folds: its beds, its staff and how loaded it was.</summary>
public sealed class UnitOnBoard
{
    private readonly Dictionary<BedId, Bed> _beds;
    private readonly ImmutableArray<(RoomDefinition Room, BedDefinition Bed)> _places;
    private LoadHistory _load;
    private UnitClocks _clocks;

    // What the last view made of each place: a bed that is as it was keeps its record, and the boards of many frames share it.
    private readonly BedView?[] _views;
    private (int Open, int Treatment)? _counts;

    /// <param name="before">The same unit under the former definition: its staff and its load go on.</param>
    /// <param name="beds">Beds of the former definition, wherever they stood: what they held goes on.</param>
    internal UnitOnBoard(UnitDefinition definition, UnitOnBoard? before, Dictionary<BedId, Bed> beds)
    {
        Definition = definition;
        State = before?.State ?? UnitState.New;
        _load = before?._load ?? LoadHistory.Empty;
        _clocks = before?._clocks ?? default;
        _places = [.. definition.Rooms.SelectMany(r => r.Beds.Select(b => (r, b)))];
        _beds = _places.ToDictionary(p => p.Bed.Id, p => As(p.Bed, beds.GetValueOrDefault(p.Bed.Id)));
        _views = new BedView?[_places.Length];
    }

    public UnitDefinition Definition { get; }

    public UnitState State { get; private set; }

    public IReadOnlyDictionary<BedId, Bed> Beds => _beds;

    /// <summary>A patient with a requested bed boards here: the unit is an ED or a PACU.</summary>
    public bool IsBoardingPlace => Definition.LevelOfCare.IsBoardingPlace();

    /// <summary>The unit as the rules of a placement look at it: a copy that stays as it is when the board goes on.</summary>
    /// <param name="now">For an averaged nurse ratio.</param>
    public UnitView ForPlacement(DateTimeOffset now) =>
        new(Definition, State, new Dictionary<BedId, Bed>(_beds), StaffedCapacity.Of(Definition.Ratio, State.NursesOnDuty, _load, now));

    public bool IsEd => Definition.LevelOfCare == LevelOfCare.Emergency;

    /// <summary>Beds in service.</summary>
    public int OpenBeds => Counts.Open;

    /// <summary>Beds in service without hallway spaces: what NEDOCS calls the beds of an ED.</summary>
    public int TreatmentSpaces => Counts.Treatment;

    internal void Apply(BedId id, BedEvent @event, DateTimeOffset at)
    {
        _beds[id] = BedRules.Evolve(_beds[id], @event);
        _counts = null;
        Note(at);
    }

    internal void Apply(UnitEvent @event, DateTimeOffset at)
    {
        State = UnitRules.Evolve(State, @event);
        Note(at);
    }

    internal UnitCapture Capture() => new(
        Definition.Id,
        State,
        _load.Steps,
        [.. from place in _places where _beds[place.Bed.Id] != Bed.New(place.Bed.Surge) select KeyValuePair.Create(place.Bed.Id, _beds[place.Bed.Id])],
        _clocks);

    internal void Restore(UnitCapture capture)
    {
        State = capture.State;
        _load = new LoadHistory(capture.Load);
        _clocks = capture.Clocks;
        foreach (var (id, bed) in capture.Beds)
        {
            _beds[id] = bed;
        }

        _counts = null;
    }

    internal UnitBoard View(Dictionary<EncounterId, EncounterState> encounters, DateTimeOffset now)
    {
        var capacity = StaffedCapacity.Of(Definition.Ratio, State.NursesOnDuty, _load, now);
        var beds = ImmutableArray.CreateBuilder<BedView>(_places.Length);
        for (var i = 0; i < _places.Length; i++)
        {
            var (room, bed) = _places[i];
            var view = ViewOf(room, bed, _beds[bed.Id], encounters);
            beds.Add(view == _views[i] ? _views[i]! : _views[i] = view);
        }

        var patients = Patients();
        var missing = Math.Max(0, patients - capacity);
        var figures = FiguresOf(capacity, encounters);
        return new UnitBoard(
            Definition.Id,
            Definition.Name,
            Definition.LevelOfCare,
            State.IsOpen,
            figures,
            new StaffingView(
                State.NursesOnDuty, State.OnDuty.Length - State.NursesOnDuty, patients, capacity,
                (missing + Definition.Ratio.PatientsPerNurse - 1) / Definition.Ratio.PatientsPerNurse,
                missing == 0 ? null : _clocks.ShortSince ?? LastLoadStep),
            beds.MoveToImmutable(),
            figures.Available == 0 ? _clocks.NoneReadySince : null);
    }

    /// <summary>The capacity figures alone, for samples: a view makes a record of every bed.</summary>
    internal Board.Figures Figures(Dictionary<EncounterId, EncounterState> encounters, DateTimeOffset now) =>
        FiguresOf(StaffedCapacity.Of(Definition.Ratio, State.NursesOnDuty, _load, now), encounters);

    private (int Open, int Treatment) Counts => _counts ??= (
        _places.Count(p => _beds[p.Bed.Id].State is not BedState.Closed),
        _places.Count(p => !p.Bed.Hallway && _beds[p.Bed.Id].State is not BedState.Closed));

    // An averaged ratio may run short by the clock alone: then under the load that holds since this step.
    private DateTimeOffset? LastLoadStep => _load.Steps.IsEmpty ? null : _load.Steps[^1].Since;

    /// <summary>A bed that nothing has happened to yet is as the definition in force says: closed for a surge bed, else ready.</summary>
    private static Bed As(BedDefinition definition, Bed? before) => before switch
    {
        null => Bed.New(definition.Surge),
        { State: BedState.Ready { Since: null } or BedState.Closed { Since: null } } => Bed.New(definition.Surge) with { Precautions = before.Precautions },
        _ => before,
    };

    private void Note(DateTimeOffset at)
    {
        var patients = Patients();
        if (Definition.Ratio.Meaning == RatioMeaning.AveragedWithMaximum)
        {
            _load = _load.Note(at, patients, State.NursesOnDuty, TimeSpan.FromHours(Definition.Ratio.AveragedOverHours));
        }

        var isShort = patients > StaffedCapacity.Of(Definition.Ratio, State.NursesOnDuty, _load, at);
        var noneReady = !_beds.Values.Any(b => b.State is BedState.Ready);
        _clocks = new UnitClocks(isShort ? _clocks.ShortSince ?? at : null, noneReady ? _clocks.NoneReadySince ?? at : null);
    }

    private int Patients() => UnitLoad.Of(Definition, _beds.Values);

    private Board.Figures FiguresOf(int staffedCapacity, Dictionary<EncounterId, EncounterState> encounters)
    {
        int occupied = 0, reserved = 0, available = 0, dirty = 0, blocked = 0, closed = 0, surge = 0;
        foreach (var (_, definition) in _places)
        {
            var status = _beds[definition.Id].State.StatusOf();
            occupied += status == BedStatus.Occupied ? 1 : 0;
            reserved += status == BedStatus.Reserved ? 1 : 0;
            available += status == BedStatus.Ready ? 1 : 0;
            dirty += status is BedStatus.Dirty or BedStatus.Cleaning ? 1 : 0;
            blocked += status is BedStatus.Blocked or BedStatus.Contaminated ? 1 : 0;
            closed += status == BedStatus.Closed ? 1 : 0;
            surge += definition.Surge && status != BedStatus.Closed ? 1 : 0;
        }

        var open = _places.Length - closed;
        var boarding = IsBoardingPlace ? encounters.Values.Count(e => e.Request is not null && e.Location?.Unit == Definition.Id) : 0;
        return new Board.Figures(
            _places.Length, open, Math.Min(open, staffedCapacity), occupied, reserved, available, dirty, blocked, closed, surge, boarding);
    }

    private static BedView ViewOf(RoomDefinition room, BedDefinition definition, Bed bed, Dictionary<EncounterId, EncounterState> encounters)
    {
        (EncounterId? encounter, Gender? gender, Isolation? isolation, DateTimeOffset? since, string? reason) = bed.State switch
        {
            BedState.Ready x => ((EncounterId?)null, (Gender?)null, (Isolation?)null, x.Since, (string?)null),
            BedState.Reserved x => (x.For.Encounter, x.For.Gender, x.For.Isolation, x.For.Since, null),
            BedState.Occupied x => (x.By[0].Encounter, x.By[0].Gender, x.By[0].Isolation, x.By[0].Since, null),
            BedState.Dirty x => (null, null, null, x.Since, null),
            BedState.Cleaning x => (null, null, null, x.Since, null),
            BedState.Blocked x => (null, null, null, x.Since, x.Reason),
            BedState.Closed x => (null, null, null, x.Since, x.Reason),
            BedState.Contaminated x => (null, null, null, x.Since, x.Organism),
            _ => throw new InvalidOperationException($"No view of {bed.State}"),
        };
        var visit = encounter is { } id ? encounters.GetValueOrDefault(id) : null;
        return new BedView(
            definition.Id, room.Id, bed.State.StatusOf(), encounter,
            bed.State is BedState.Occupied { By.Length: > 1 } o ? [.. o.By.Select(x => x.Encounter)] : null,
            isolation ?? bed.Precautions, gender, since, definition.Surge, definition.Hallway, reason,
            visit?.Status, visit?.DischargeExpectedAt, visit?.DischargeOrderedAt is not null, visit?.DischargeOrderedAt,
            bed.State is BedState.Reserved ? visit?.Location : null, room.Capabilities.Contains("negative-pressure"));
    }
}

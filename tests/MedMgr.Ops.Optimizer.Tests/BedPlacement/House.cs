using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.Optimizer.BedPlacement;

namespace MedMgr.Ops.Optimizer.Tests.BedPlacement;

/// <summary>A small hospital for a test, told in the order of the story: units, their rooms, who lies there, who waits.</summary>
/// <remarks>Unless told otherwise there are nurses for everybody, beds are ready, adults are 50, male and of acuity 3, and have asked just now.</remarks>
internal sealed class House
{
    public static readonly DateTimeOffset Now = new(2026, 1, 14, 9, 0, 0, TimeSpan.Zero);

    private readonly List<UnitDefinition> _units = [];
    private readonly Dictionary<UnitId, int> _nurses = [];
    private readonly Dictionary<UnitId, string> _closed = [];
    private readonly Dictionary<BedId, Bed> _beds = [];
    private readonly List<WaitingPatient> _waiting = [];
    private readonly List<Inpatient> _inpatients = [];

    public PlacementOptions Options { get; set; } = PlacementOptions.Default;

    public PlacementPlan? LastPlan { get; set; }

    /// <param name="rooms">Each as its beds: "1A 1B" is a room of two.</param>
    public House Unit(
        string id, LevelOfCare level, IEnumerable<string> rooms, GenderPolicy gender = GenderPolicy.Mixed, string[]? capabilities = null, string[]? services = null,
        int nurses = 20, int patientsPerNurse = 4, int? ageMin = null, int? ageMax = null, int? floor = null, bool surge = false, LevelOfCare[]? accepts = null)
    {
        var unit = UnitId.Of(id);
        ImmutableArray<RoomDefinition> built =
        [
            .. rooms.Select(beds => new RoomDefinition(
                RoomId.Of("R" + beds.Split(' ')[0]), gender, [.. capabilities ?? []], [.. beds.Split(' ').Select(b => new BedDefinition(BedId.Of(b), surge))])),
        ];
        var before = _units.FindIndex(u => u.Id == unit);
        if (before >= 0)
        {
            _units[before] = _units[before] with { Rooms = [.. _units[before].Rooms, .. built] };
        }
        else
        {
            _units.Add(new UnitDefinition(
                unit, id, level, [.. accepts ?? LevelsOfCare.AcceptedByDefault(level)], new NurseRatio(RatioMeaning.AtAllTimes, patientsPerNurse, patientsPerNurse, 0, "test"), 1,
                ageMin, ageMax, [.. services ?? []], built)
            {
                Floor = floor,
            });
            _nurses[unit] = nurses;
        }

        foreach (var bed in built.SelectMany(r => r.Beds))
        {
            _beds[bed.Id] = Bed.New(surge);
        }

        return this;
    }

    public House Closed(string unit, string because)
    {
        _closed[UnitId.Of(unit)] = because;
        return this;
    }

    public House BedIs(string bed, BedState state)
    {
        _beds[BedId.Of(bed)] = new Bed(state);
        return this;
    }

    /// <param name="leavesIn">Minutes from now; null for one who stays.</param>
    public House Lies(
        string who, string bed, Gender gender = Gender.Male, Isolation? isolation = null, LevelOfCare? level = null, int? leavesIn = null, bool movable = false, int? age = 50)
    {
        var occupant = new Occupant(EncounterId.Of(who), gender, isolation, Now.AddDays(-1));
        _beds[BedId.Of(bed)] = new Bed(new BedState.Occupied([occupant], []));
        if (leavesIn is not null || movable)
        {
            _inpatients.Add(new Inpatient(
                occupant.Encounter, PlaceOf(bed), new BedNeeds(level, gender, isolation, age, [], null, null), leavesIn is { } m ? Now.AddMinutes(m) : null, movable));
        }

        return this;
    }

    public House Waits(
        string who, LevelOfCare? level = LevelOfCare.General, Gender gender = Gender.Male, Isolation? isolation = null, int? age = 50, string[]? needs = null,
        string? service = null, int? acuity = 3, string? target = null, string? lies = null, string? inUnit = null, int waitedMinutes = 0, int readyIn = 0)
    {
        var from = lies is not null ? PlaceOf(lies) : inUnit is not null ? new Place(UnitId.Of(inUnit), null) : null;
        _waiting.Add(new WaitingPatient(
            EncounterId.Of(who), lies is not null ? WaitingKind.Transfer : readyIn > 0 ? WaitingKind.Elective : WaitingKind.EdBoarder, from,
            new BedNeeds(level, gender, isolation, age, [.. needs ?? []], service, acuity), Now.AddMinutes(-waitedMinutes), Now.AddMinutes(readyIn),
            target is null ? null : UnitId.Of(target)));
        return this;
    }

    public House With(PlacementWeights weights)
    {
        Options = Options with { Weights = weights };
        return this;
    }

    public PlacementProblem Problem() => new(
        Now,
        Position: 7,
        [
            .. _units.Select(u => new UnitView(
                u,
                new UnitState(
                    _closed.GetValueOrDefault(u.Id),
                    [.. Enumerable.Range(1, _nurses[u.Id]).Select(i => new OnDuty(StaffId.Of($"{u.Id}{i}"), StaffRole.RegisteredNurse, Now, Now.AddHours(8)))]),
                u.Rooms.SelectMany(r => r.Beds).ToDictionary(b => b.Id, b => _beds[b.Id]),
                _nurses[u.Id] * u.Ratio.PatientsPerNurse)),
        ],
        [.. _waiting],
        [.. _inpatients],
        Options,
        LastPlan);

    private Place PlaceOf(string bed) => new(_units.First(u => u.Rooms.Any(r => r.Beds.Any(b => b.Id.Value == bed))).Id, BedId.Of(bed));
}

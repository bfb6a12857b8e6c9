using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.Optimizer.BedPlacement;

namespace MedMgr.Optimizer.Bench.BedPlacement;

/// <summary>Invented hospitals on a bad evening: same numbers in, same board out. Shared by the benchmark and the property tests.</summary>
internal sealed class RandomBoards
{
    private static readonly DateTimeOffset Now = new(2026, 1, 14, 17, 5, 0, TimeSpan.Zero);
    private static readonly string[] Organisms = ["influenza-a", "mrsa", "norovirus"];
    private static readonly string[] Services = ["MED", "SUR", "CAR"];
    private static readonly NurseRatio OneToFour = new(RatioMeaning.AtAllTimes, 4, 4, 0, "invented");

    private readonly Random _random;
    private readonly Dictionary<BedId, Bed> _beds = [];
    private readonly List<Inpatient> _inpatients = [];
    private readonly List<(Place Place, BedNeeds Needs)> _transferable = [];
    private int _visits;

    private RandomBoards(int seed) => _random = new Random(seed);

    /// <param name="waiting">Patients who want a bed.</param>
    /// <param name="freeBeds">Beds that are free within the horizon: seven in ten ready, the others to be cleaned or left first.</param>
    /// <param name="slackNurses">How many nurses more than the patients of now need are on duty in each unit, at most.</param>
    public static PlacementProblem Make(int seed, int waiting, int freeBeds, int slackNurses = 4, PlacementOptions? options = null) =>
        new RandomBoards(seed).Make(waiting, freeBeds, slackNurses, options ?? PlacementOptions.Default);

    private PlacementProblem Make(int waiting, int freeBeds, int slackNurses, PlacementOptions options)
    {
        var definitions = Definitions(Math.Max(6, freeBeds * 5 / 2));
        var all = definitions.SelectMany(u => u.Rooms.SelectMany(r => r.Beds.Select(b => (Unit: u, Room: r, b.Id)))).ToArray();
        var free = Shuffled(all.Select(x => x.Id)).Take(freeBeds).ToHashSet();
        foreach (var (unit, room) in definitions.SelectMany(u => u.Rooms.Select(r => (u, r))))
        {
            Fill(unit, room, free);
        }

        ImmutableArray<UnitView> units = [.. definitions.Select(u => View(u, slackNurses))];
        ImmutableArray<WaitingPatient> patients = [.. Enumerable.Range(0, waiting).Select(_ => Waits())];
        return new PlacementProblem(Now, 0, units, patients, [.. _inpatients.Where(i => i.Leaves is not null || i.Movable)], options);
    }

    private static List<UnitDefinition> Definitions(int beds)
    {
        var units = new List<UnitDefinition>();
        while (beds > 0)
        {
            var n = units.Count;
            var size = Math.Min(beds, 24 + n % 3 * 6);
            units.Add((n % 7) switch
            {
                0 => Unit(n, LevelOfCare.General, size, bedsPerRoom: 2),
                1 => Unit(n, LevelOfCare.Critical, size, bedsPerRoom: 1),
                2 => Unit(n, LevelOfCare.Telemetry, size, bedsPerRoom: 2),
                3 => Unit(n, LevelOfCare.General, size, bedsPerRoom: 4),
                4 => Unit(n, LevelOfCare.Intermediate, size, bedsPerRoom: 1),
                5 => Unit(n, LevelOfCare.General, size, bedsPerRoom: 2),
                _ => Unit(n, LevelOfCare.Paediatric, size, bedsPerRoom: 2),
            });
            beds -= size;
        }

        return units;
    }

    private static UnitDefinition Unit(int number, LevelOfCare level, int beds, int bedsPerRoom)
    {
        var name = $"U{number:00}";
        var rooms = ImmutableArray.CreateBuilder<RoomDefinition>();
        for (var bed = 0; bed < beds;)
        {
            // One in four rooms is a single room, as isolation needs.
            var size = Math.Min(beds - bed, rooms.Count % 4 == 0 ? 1 : bedsPerRoom);
            var ids = Enumerable.Range(bed + 1, size).Select(i => new BedDefinition(BedId.Of($"{name}-{i:00}")));
            rooms.Add(new RoomDefinition(
                RoomId.Of($"{name}-R{rooms.Count + 1:00}"), size == 1 ? GenderPolicy.Mixed : GenderPolicy.SameGender, Capabilities(level, rooms.Count), [.. ids]));
            bed += size;
        }

        var paediatric = level == LevelOfCare.Paediatric;
        return new UnitDefinition(
            UnitId.Of(name), name, level, [.. LevelsOfCare.AcceptedByDefault(level)], OneToFour, 1, paediatric ? null : 18, paediatric ? 17 : null,
            level == LevelOfCare.General ? [Services[number % Services.Length], Services[(number + 1) % Services.Length]] : [], rooms.ToImmutable())
        {
            Floor = number / 2,
        };
    }

    private static ImmutableArray<string> Capabilities(LevelOfCare level, int room)
    {
        string[] ofUnit = level is LevelOfCare.Critical or LevelOfCare.Intermediate or LevelOfCare.Telemetry ? ["telemetry"] : [];
        string[] ofRoom = (room % 8) switch { 0 => [NeededCapabilities.NegativePressure], 4 => ["bariatric"], _ => [] };
        return [.. ofUnit, .. ofRoom];
    }

    /// <summary>Whoever lies in the room fits the unit and the others; each free bed is ready, dirty, being cleaned or about to be left.</summary>
    private void Fill(UnitDefinition unit, RoomDefinition room, HashSet<BedId> free)
    {
        var gender = AnyGender();
        var isolation = Chance(15) ? new Isolation(Precautions.Contact, Any(Organisms)) : null;
        foreach (var bed in room.Beds)
        {
            var roll = _random.Next(20);
            if (free.Contains(bed.Id) && roll < 14)
            {
                _beds[bed.Id] = Bed.New(surge: false);
            }
            else if (free.Contains(bed.Id) && roll < 17)
            {
                _beds[bed.Id] = new Bed(roll == 14 ? new BedState.Cleaning(Now.AddMinutes(-10), "Evs", false) : new BedState.Dirty(Now.AddMinutes(-roll)));
            }
            else
            {
                Occupy(unit, bed.Id, gender, isolation, leaves: free.Contains(bed.Id) ? Now.AddMinutes(10 + _random.Next(150)) : null);
            }
        }
    }

    private void Occupy(UnitDefinition unit, BedId bed, Gender gender, Isolation? isolation, DateTimeOffset? leaves)
    {
        var visit = NextVisit("IN");
        var level = unit.LevelOfCare is LevelOfCare.Critical or LevelOfCare.Intermediate && Chance(25) ? unit.Accepts[1] : unit.LevelOfCare;
        var needs = new BedNeeds(level, gender, isolation, Age(unit.LevelOfCare), [], AnyService(), null);
        var place = new Place(unit.Id, bed);
        _beds[bed] = new Bed(new BedState.Occupied([new Occupant(visit, gender, isolation, Now.AddDays(-1))], []));
        _inpatients.Add(new Inpatient(visit, place, needs, leaves, Movable: leaves is null && level != unit.LevelOfCare && Chance(40)));
        if (leaves is null && !_inpatients[^1].Movable && Chance(10))
        {
            _transferable.Add((place, needs));
        }
    }

    private UnitView View(UnitDefinition unit, int slackNurses)
    {
        var beds = unit.Rooms.SelectMany(r => r.Beds).ToDictionary(b => b.Id, b => _beds[b.Id]);
        var load = UnitLoad.Of(unit, beds.Values);
        var nurses = (load + unit.Ratio.PatientsPerNurse - 1) / unit.Ratio.PatientsPerNurse + _random.Next(slackNurses + 1);
        ImmutableArray<OnDuty> onDuty =
            [.. Enumerable.Range(1, nurses).Select(i => new OnDuty(StaffId.Of($"{unit.Id}-N{i}"), StaffRole.RegisteredNurse, Now.AddHours(-4), Now.AddHours(8)))];
        return new UnitView(unit, new UnitState(null, onDuty), beds, nurses * unit.Ratio.PatientsPerNurse);
    }

    private WaitingPatient Waits()
    {
        var roll = _random.Next(20);
        if (roll < 2 && _transferable.Count > 0)
        {
            var (place, lies) = _transferable[_random.Next(_transferable.Count)];
            _transferable.Remove((place, lies));
            var visit = ((BedState.Occupied)_beds[place.Bed!.Value].State).By[0].Encounter;
            var needs = lies with { LevelOfCare = Any([LevelOfCare.General, LevelOfCare.Telemetry, LevelOfCare.Intermediate]), Acuity = 3 };
            return new WaitingPatient(visit, WaitingKind.Transfer, place, needs, Waited(), Now);
        }

        var kind = roll < 14 ? WaitingKind.EdBoarder : roll < 16 ? WaitingKind.Pacu : WaitingKind.Elective;
        var level = _random.Next(20) switch { < 10 => LevelOfCare.General, < 13 => LevelOfCare.Telemetry, < 15 => LevelOfCare.Intermediate, < 18 => LevelOfCare.Critical, _ => LevelOfCare.Paediatric };
        return new WaitingPatient(
            NextVisit("W"), kind, null, new BedNeeds(level, AnyGender(), AnyIsolation(), Age(level), Chance(10) ? ["bariatric"] : [], AnyService(), 1 + _random.Next(5)),
            Waited(), kind == WaitingKind.Elective ? Now.AddMinutes(_random.Next(120)) : Now);
    }

    private Isolation? AnyIsolation() => _random.Next(20) switch
    {
        < 3 => new Isolation(Precautions.Contact, Any(Organisms)),
        3 => new Isolation(Precautions.Airborne, "tuberculosis"),
        4 => new Isolation(Precautions.Droplet),
        _ => null,
    };

    private DateTimeOffset Waited() => Now.AddMinutes(-_random.Next(720));

    private int Age(LevelOfCare level) => level == LevelOfCare.Paediatric ? _random.Next(18) : 18 + _random.Next(75);

    private Gender AnyGender() => Chance(50) ? Gender.Female : Gender.Male;

    private string AnyService() => Any(Services);

    private EncounterId NextVisit(string prefix) => EncounterId.Of(prefix + (++_visits).ToString("0000", CultureInfo.InvariantCulture));

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Any<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        _random.Shuffle(shuffled);
        return shuffled;
    }
}

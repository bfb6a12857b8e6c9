using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Sim.Hospital.Model;

/// <summary>Domain's placement rules, asked once for every kind of patient and room and kept as tables.</summary>
/// <remarks>
/// <para>No rule is written here a second time: each cell is an answer of <see cref="PlacementRules.Check"/> to a room made for the question. A patient is
/// a kind (level of care, age band, gender, isolation, capabilities), a room is a class (unit, gender policy, capabilities). Two people may share a room if
/// the second one adds no refusal to those of the empty room.</para>
/// <para>Safe to share: a row is computed when first asked for, and computing it twice gives the same row.</para>
/// </remarks>
internal sealed class RuleTables
{
    private const int Genders = 4;
    private const int Levels = 13;

    private readonly House _house;
    private readonly int[] _ageFrom;
    private readonly bool[]?[] _rows;
    private readonly int[] _classRoom;
    private readonly bool[] _mates;
    private readonly int _signatures;

    public RuleTables(House house, IEnumerable<Isolation> isolations, IEnumerable<ImmutableArray<string>> capabilities)
    {
        _house = house;
        Isolations = [null, .. isolations.Distinct()];
        Capabilities = [.. capabilities.Prepend([]).DistinctBy(c => string.Join('\n', c))];
        _ageFrom = [.. house.Units.SelectMany(u => new[] { u.AgeMin, u.AgeMax + 1 }).OfType<int>().Append(0).Distinct().Order()];
        (RoomClass, _classRoom) = Classes(house);
        _rows = new bool[]?[Levels * _ageFrom.Length * Genders * Isolations.Length * Capabilities.Length];
        _signatures = Genders * Isolations.Length;
        _mates = Mates();
        RoomPolicy = [.. house.Rooms.Select(r => (byte)r.GenderPolicy)];
    }

    /// <summary>Index 0 is no isolation.</summary>
    public Isolation?[] Isolations { get; }

    /// <summary>Index 0 is none.</summary>
    public ImmutableArray<string>[] Capabilities { get; }

    /// <summary>Of each room.</summary>
    public int[] RoomClass { get; }

    public byte[] RoomPolicy { get; }

    public int IsolationOf(Isolation? isolation) => isolation is null ? 0 : Array.IndexOf(Isolations, isolation);

    public int CapabilitiesOf(ImmutableArray<string> capabilities) => Array.FindIndex(Capabilities, c => c.AsSpan().SequenceEqual(capabilities.AsSpan()));

    /// <summary>Gender and isolation as one number: all that a room-mate is to another.</summary>
    public int Signature(Gender gender, int isolation) => ((int)gender * Isolations.Length) + isolation;

    /// <summary>Whether two people may lie in one room of this policy, as far as gender and isolation go.</summary>
    public bool MayShare(int policy, int signature, int other) => _mates[(((policy * _signatures) + signature) * _signatures) + other];

    /// <summary>For each class of room: may this kind of patient lie there while the room is empty and its unit open and staffed?</summary>
    public bool[] Row(LevelOfCare level, int age, Gender gender, int isolation, int capabilities)
    {
        var band = _ageFrom.Length - 1;
        while (_ageFrom[band] > age)
        {
            band--;
        }

        var kind = (((((((int)level * _ageFrom.Length) + band) * Genders) + (int)gender) * Isolations.Length) + isolation) * Capabilities.Length + capabilities;
        return _rows[kind] ??= [.. _classRoom.Select(room => Refusals(
            _house.Units[_house.RoomUnit[room]], _house.Rooms[room], Needs(level, gender, isolation, _ageFrom[band], Capabilities[capabilities]), null) == 0)];
    }

    private static (int[] RoomClass, int[] ClassRoom) Classes(House house)
    {
        var classes = new Dictionary<string, int>(StringComparer.Ordinal);
        var roomClass = new int[house.Rooms.Length];
        var classRoom = new List<int>();
        for (var room = 0; room < roomClass.Length; room++)
        {
            var key = $"{house.RoomUnit[room]} {house.Rooms[room].GenderPolicy} {string.Join('\n', house.Rooms[room].Capabilities)}";
            if (!classes.TryGetValue(key, out roomClass[room]))
            {
                roomClass[room] = classes[key] = classRoom.Count;
                classRoom.Add(room);
            }
        }

        return (roomClass, [.. classRoom]);
    }

    private bool[] Mates()
    {
        var unit = _house.Units[0] with { AgeMin = null, AgeMax = null };
        var policies = Enum.GetValues<GenderPolicy>();
        var mates = new bool[policies.Length * _signatures * _signatures];
        foreach (var policy in policies)
        {
            var room = new RoomDefinition(RoomId.Of("asked"), policy, [], []);
            for (var mine = 0; mine < _signatures; mine++)
            {
                var needs = Needs(null, (Gender)(mine / Isolations.Length), mine % Isolations.Length, null, []);
                var alone = Refusals(unit, room, needs, null);
                for (var other = 0; other < _signatures; other++)
                {
                    var mate = new Occupant(EncounterId.Of("other"), (Gender)(other / Isolations.Length), Isolations[other % Isolations.Length], default);
                    mates[((((int)policy * _signatures) + mine) * _signatures) + other] = Refusals(unit, room, needs, mate) == alone;
                }
            }
        }

        return mates;
    }

    private BedNeeds Needs(LevelOfCare? level, Gender gender, int isolation, int? age, ImmutableArray<string> capabilities) =>
        new(level, gender, Isolations[isolation], age, capabilities, null, null);

    /// <summary>How many rules refuse a bed in this room to somebody, beside a mate or alone.</summary>
    private static int Refusals(UnitDefinition unit, RoomDefinition room, BedNeeds needs, Occupant? mate)
    {
        var (bed, beside) = (BedId.Of("asked"), BedId.Of("beside"));
        var asked = room with { Beds = [new BedDefinition(bed), new BedDefinition(beside)] };
        var beds = new Dictionary<BedId, Bed>
        {
            [bed] = Bed.New(surge: false),
            [beside] = mate is null ? Bed.New(surge: false) : new Bed(new BedState.Occupied([mate], [])),
        };
        var view = new UnitView(unit with { Rooms = [asked] }, UnitState.New, beds, int.MaxValue);
        return PlacementRules.Check(view, bed, EncounterId.Of("asking"), needs).Length;
    }
}

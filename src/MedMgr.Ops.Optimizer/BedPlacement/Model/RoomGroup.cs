using System.Collections.Immutable;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.Model;

/// <summary>Rooms that nothing tells apart: the model counts how many patients of which kind they take, and names no bed.</summary>
/// <param name="Rooms">At least one, in the order of the house; the beds of each in the order of <paramref name="Places"/>.</param>
/// <param name="Places">Beds of one room that can be given, as they are in the first room.</param>
internal sealed record RoomGroup(ImmutableArray<GroupedRoom> Rooms, ImmutableArray<GroupPlace> Places)
{
    public HouseRoom First => Rooms[0].Room;
}

internal sealed record GroupedRoom(HouseRoom Room, ImmutableArray<HouseBed> Beds);

/// <param name="Position">Positions in <see cref="GroupedRoom.Beds"/> of the beds that are alike.</param>
internal sealed record GroupPlace(ImmutableArray<int> Positions);

/// <summary>Sorts rooms into groups. Two rooms are alike when every patient has the same choices there, at the same times and costs.</summary>
/// <remarks>Without this the solver would prove again and again that exchanging two empty rooms gains nothing.</remarks>
internal static class RoomGroups
{
    /// <param name="choicesOfBed">Those that the model is to have.</param>
    /// <param name="apart">Rooms that must stay alone: something else than choices of beds looks at them.</param>
    public static ImmutableArray<RoomGroup> Of(PlacementScene scene, ILookup<HouseBed, Choice> choicesOfBed, IReadOnlySet<HouseRoom> apart)
    {
        var groups = new Dictionary<LongKey, List<GroupedRoom>>();
        var order = new List<LongKey>();
        foreach (var beds in scene.Beds.Where(b => choicesOfBed.Contains(b)).GroupBy(b => b.Room))
        {
            // Sorted by what they offer, so that rooms whose beds are only listed in another order are alike too.
            var offers = beds.Select(b => (Bed: b, Key: OfferOf(scene, b, choicesOfBed[b]))).OrderBy(x => x.Key).ThenBy(x => x.Bed.Index).ToList();
            var key = new LongKey([apart.Contains(beds.Key) ? beds.Key.Index : -1, .. RoomTraits(beds.Key), .. offers.SelectMany(x => x.Key.WithLength())]);
            if (!groups.TryGetValue(key, out var rooms))
            {
                groups[key] = rooms = [];
                order.Add(key);
            }

            rooms.Add(new GroupedRoom(beds.Key, [.. offers.Select(x => x.Bed)]));
        }

        return [.. order.Select(key => new RoomGroup([.. groups[key]], PlacesOf(scene, groups[key][0], choicesOfBed)))];
    }

    private static ImmutableArray<GroupPlace> PlacesOf(PlacementScene scene, GroupedRoom room, ILookup<HouseBed, Choice> choicesOfBed) =>
    [
        .. Enumerable.Range(0, room.Beds.Length).GroupBy(i => OfferOf(scene, room.Beds[i], choicesOfBed[room.Beds[i]])).Select(g => new GroupPlace([.. g])),
    ];

    /// <summary>What the rules about sharing a room look at.</summary>
    private static long[] RoomTraits(HouseRoom room) => [room.Unit.Index, (long)room.Definition.GenderPolicy];

    private static LongKey OfferOf(PlacementScene scene, HouseBed bed, IEnumerable<Choice> choices)
    {
        var values = new List<long> { bed.FreedBy?.Index ?? -1 };
        foreach (var choice in choices)
        {
            values.AddRange([choice.Who.Index, choice.AtMinute, scene.CostOf(choice)]);
            foreach (var (index, sign) in scene.CountsOf(choice))
            {
                values.Add(-2 - 2 * index - (sign > 0 ? 1 : 0));
            }
        }

        return new LongKey([.. values]);
    }
}

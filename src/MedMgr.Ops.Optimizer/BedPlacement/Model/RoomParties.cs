using System.Collections.Immutable;
using MedMgr.Ops.Optimizer.BedPlacement.HardRules;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.BedPlacement.Model;

/// <summary>How many rooms of a group one party of patients gets.</summary>
internal sealed record RoomParty(int Group, Party Party, IntVar Rooms);

/// <summary>Gender and cohort in rooms that several newcomers could share: each room goes to one party, and a party fills only its own rooms.</summary>
/// <remarks>
/// Both rules in one, since a room of a group is not known by name: to count the rooms for women and the rooms for influenza apart would not say how many are for
/// women with influenza. Those who lie in a room already are judged with each choice (<see cref="RoomSharingRule"/>).
/// </remarks>
internal static class RoomParties
{
    public static ImmutableArray<RoomParty> AddTo(PlacementModel model)
    {
        var parties = ImmutableArray.CreateBuilder<RoomParty>();
        var placingsOf = model.Placings.ToLookup(p => p.Group);
        for (var group = 0; group < model.Groups.Length; group++)
        {
            AddGroup(model, group, [.. placingsOf[group]], parties);
        }

        return parties.ToImmutable();
    }

    /// <summary>The party of the patient by every rule about sharing rooms.</summary>
    public static Party PartyOf(HouseRoom room, Patient who) =>
        RuleBook.Hard.OfType<RoomSharingRule>().Select(r => r.PartyOf(room.Definition, who)).Aggregate((a, b) => a.And(b));

    private static void AddGroup(PlacementModel model, int index, Placing[] placings, ImmutableArray<RoomParty>.Builder all)
    {
        var group = model.Groups[index];
        var room = group.First;
        var comers = placings.Select(p => (p.Choice.Who, p.Chosen, Place: (int?)p.Place)).Concat(
            from e in model.Exchangings
            from choice in (Choice[])[e.Exchange.OfWaiting, e.Exchange.OfPartner]
            where choice.Bed.Room == room
            select (choice.Who, e.Chosen, Place: (int?)null)).ToList();
        var beds = group.Places.Sum(p => p.Positions.Length);
        var parties = comers.GroupBy(c => PartyOf(room, c.Who)).ToList();
        if (beds == 1 && comers.Count == placings.Length || parties.Count == 1 && !parties[0].Key.IsAlone)
        {
            return;
        }

        var rooms = new List<IntVar>();
        foreach (var party in parties)
        {
            var given = model.Builder.NewInt(0, Math.Min(group.Rooms.Length, party.Select(c => c.Who).Distinct().Count()), $"rooms like {room.Definition.Id} for {party.Key.Name}");
            rooms.Add(given);
            all.Add(new RoomParty(index, party.Key, given));
            foreach (var place in party.GroupBy(c => c.Place))
            {
                var alike = place.Key is { } p ? group.Places[p].Positions.Length : int.MaxValue;
                if (place.Key is not null)
                {
                    model.Builder.AddLessOrEqual(LinearExpr.Sum(place.Select(c => c.Chosen)), alike * LinearExpr.Of(given));
                }

                // Implied for one bed; for several it tightens the relaxation, and an exchange uses no bed of the group.
                if (alike > 1)
                {
                    foreach (var comer in place)
                    {
                        model.Builder.AddLessOrEqual(comer.Chosen, given);
                    }
                }
            }
        }

        model.Builder.AddLessOrEqual(LinearExpr.Sum(rooms), group.Rooms.Length);
    }
}

using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.BedPlacement.Model;

/// <summary>Between the model's counts and the house's beds: names the beds of a solution, and tells the solver a plan to begin with.</summary>
internal static class PlacementSolution
{
    /// <summary>Gives every patient of the solution a bed: parties take rooms in the order of the house, patients take beds in their own order.</summary>
    public static PlanDraft Read(PlacementModel model, SolveResult result)
    {
        var draft = new PlanDraft(model.Scene);
        var chosen = model.Placings.Where(p => result.Value(p.Chosen)).ToLookup(p => p.Group);
        for (var group = 0; group < model.Groups.Length; group++)
        {
            var free = 0;
            foreach (var party in chosen[group].GroupBy(p => RoomParties.PartyOf(model.Groups[group].First, p.Choice.Who)).OrderBy(g => g.Min(p => p.Choice.Who.Index)))
            {
                free += Seat(model, model.Groups[group], firstRoom: free, [.. party], draft);
            }
        }

        foreach (var (exchange, _) in model.Exchangings.Where(e => result.Value(e.Chosen)))
        {
            draft.Add(exchange.OfPartner);
            draft.Add(exchange.OfWaiting);
        }

        return draft;
    }

    public static void Hint(PlacementModel model, PlanDraft plan)
    {
        var placeOf = new Dictionary<HouseBed, (int Group, int Place)>();
        for (var group = 0; group < model.Groups.Length; group++)
        {
            for (var place = 0; place < model.Groups[group].Places.Length; place++)
            {
                foreach (var bed in model.Groups[group].Rooms.SelectMany(r => model.Groups[group].Places[place].Positions.Select(i => r.Beds[i])))
                {
                    placeOf[bed] = (group, place);
                }
            }
        }

        foreach (var placing in model.Placings)
        {
            model.Builder.Hint(
                placing.Chosen,
                plan.ChoiceOf(placing.Choice.Who) is { Partner: null } c && c.AtMinute == placing.Choice.AtMinute && placeOf[c.Bed] == (placing.Group, placing.Place));
        }

        foreach (var who in model.Scene.Patients)
        {
            model.Builder.Hint(model.Stays[who.Index], plan.ChoiceOf(who) is null);
        }

        foreach (var (exchange, chosen) in model.Exchangings)
        {
            model.Builder.Hint(chosen, plan.ChoiceOf(exchange.OfWaiting.Who) == exchange.OfWaiting);
        }

        foreach (var (group, party, rooms) in model.Parties)
        {
            model.Builder.Hint(rooms, model.Groups[group].Rooms.Count(r => plan.IntoRoom(r.Room).Any(c => RoomParties.PartyOf(r.Room, c.Who) == party)));
        }

        for (var i = 0; i < model.Counts.Length; i++)
        {
            if (model.Counts[i] is { } above)
            {
                model.Builder.Hint(above, model.Scene.CountedCosts[i].Above(plan.CountOf(i)));
            }
        }

        foreach (var (unit, nurses) in model.NursesCalled)
        {
            model.Builder.Hint(nurses, plan.NursesNeeded(unit) ?? 0);
        }

        foreach (var (unit, before, takes) in model.Takes)
        {
            model.Builder.Hint(takes, plan.Choices.Any(c => c.EntersUnit && c.Bed.Unit == unit && c.AtMinute < before));
        }
    }

    /// <returns>How many rooms the party takes.</returns>
    private static int Seat(PlacementModel model, RoomGroup group, int firstRoom, Placing[] party, PlanDraft draft)
    {
        var rooms = 0;
        foreach (var alike in party.GroupBy(p => p.Place))
        {
            var positions = group.Places[alike.Key].Positions;
            var seated = 0;
            foreach (var placing in alike.OrderBy(p => p.Choice.Who.Index))
            {
                var bed = group.Rooms[firstRoom + seated / positions.Length].Beds[positions[seated % positions.Length]];
                draft.Add(model.Scene.ChoicesOf(placing.Choice.Who).First(c => c.Bed == bed && c.AtMinute == placing.Choice.AtMinute));
                seated++;
            }

            rooms = Math.Max(rooms, (seated + positions.Length - 1) / positions.Length);
        }

        return rooms;
    }
}

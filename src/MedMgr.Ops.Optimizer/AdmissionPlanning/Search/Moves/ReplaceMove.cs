namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search.Moves;

/// <summary>A waiting patient takes the room, and mostly the day, of an admitted optional one, who is left out.</summary>
internal sealed class ReplaceMove(FlatProblem flat) : IMove
{
    public bool Try(PlanState plan, Chance chance, double limit)
    {
        var (leaves, comes) = (chance.Below(flat.Patients), chance.Below(flat.Patients));
        if (plan.IsAdmitted(comes) || !plan.IsAdmitted(leaves) || flat.Mandatory[leaves] || flat.PossibleDays[comes].Length == 0)
        {
            return false;
        }

        var (oldDay, oldRoom, oldTheatre, before) = (plan.DayOf(leaves), plan.RoomOf(leaves), plan.TheatreOf(leaves), plan.Objective);
        var day = flat.PossibleDay[(comes * flat.Days) + oldDay] && chance.Below(4) > 0 ? oldDay : chance.Of(flat.PossibleDays[comes]);
        plan.Remove(leaves);
        limit -= plan.Objective - before;
        var room = flat.SuitableRoom[(comes * flat.Rooms) + oldRoom] && plan.HasBed(comes, day, oldRoom) && chance.Below(2) == 0 ? oldRoom : plan.FindRoom(comes, day, chance);
        var theatre = plan.CheapestTheatre(comes, day, chance.Below(flat.Theatres));
        if (room >= 0 && plan.InsertCost(comes, day, room, theatre, limit) <= limit)
        {
            plan.Insert(comes, day, room, theatre);
            return true;
        }

        plan.Insert(leaves, oldDay, oldRoom, oldTheatre);
        return false;
    }
}

namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search.Moves;

/// <summary>One patient: a waiting one is admitted; an admitted one gets another day, room or theatre, or an optional one is left out.</summary>
internal sealed class AdmitMove(FlatProblem flat) : IMove
{
    public bool Try(PlanState plan, Chance chance, double limit)
    {
        var patient = chance.Below(flat.Patients);
        if (flat.PossibleDays[patient].Length == 0 || flat.PossibleRooms[patient].Length == 0)
        {
            return false;
        }

        return plan.IsAdmitted(patient) ? Change(plan, patient, chance, limit) : Admit(plan, patient, chance, limit);
    }

    private bool Admit(PlanState plan, int patient, Chance chance, double limit)
    {
        var day = chance.Of(flat.PossibleDays[patient]);
        return !TooLong(plan, patient, day, limit) && Place(plan, patient, day, NewRoom(plan, patient, day, chance), -1, chance, limit);
    }

    private bool Change(PlanState plan, int patient, Chance chance, double limit)
    {
        var (oldDay, oldRoom, oldTheatre, before) = (plan.DayOf(patient), plan.RoomOf(patient), plan.TheatreOf(patient), plan.Objective);
        var what = chance.Below(16);
        var day = what < 10 ? chance.Of(flat.PossibleDays[patient]) : oldDay;
        if ((what < 10 && (day == oldDay || TooLong(plan, patient, day, limit))) || (what == 14 && flat.Theatres == 1) || (what == 15 && flat.Mandatory[patient]))
        {
            return false;
        }

        plan.Remove(patient);
        limit -= plan.Objective - before;
        if (what == 15)
        {
            if (limit >= 0)
            {
                return true;
            }
        }
        else
        {
            var room = what is < 7 or (>= 10 and < 14) ? NewRoom(plan, patient, day, chance) : oldRoom;
            var theatre = what == 14 ? (oldTheatre + 1 + chance.Below(flat.Theatres - 1)) % flat.Theatres : day == oldDay ? oldTheatre : -1;
            if (Place(plan, patient, day, room, theatre, chance, limit))
            {
                return true;
            }
        }

        plan.Insert(patient, oldDay, oldRoom, oldTheatre);
        return false;
    }

    private bool TooLong(PlanState plan, int patient, int day, double limit) =>
        plan.HardWeight * (plan.SurgeonOvertime(patient, day) - plan.Hard) > limit + (flat.Weights.Unscheduled * 0.5);

    private int NewRoom(PlanState plan, int patient, int day, Chance chance) =>
        chance.Below(4) == 0 ? chance.Of(flat.PossibleRooms[patient]) : plan.FindRoom(patient, day, chance);

    private bool Place(PlanState plan, int patient, int day, int room, int theatre, Chance chance, double limit)
    {
        if (room < 0)
        {
            return false;
        }

        if (theatre < 0)
        {
            theatre = plan.CheapestTheatre(patient, day, chance.Below(flat.Theatres));
        }

        if (plan.InsertCost(patient, day, room, theatre, limit) > limit)
        {
            return false;
        }

        plan.Insert(patient, day, room, theatre);
        return true;
    }
}

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
        var (day, room) = (chance.Of(flat.PossibleDays[patient]), chance.Of(flat.PossibleRooms[patient]));
        var theatre = plan.CheapestTheatre(patient, day, chance.Below(flat.Theatres));
        if (plan.InsertCost(patient, day, room, theatre, limit) > limit)
        {
            return false;
        }

        plan.Insert(patient, day, room, theatre);
        return true;
    }

    private bool Change(PlanState plan, int patient, Chance chance, double limit)
    {
        var (oldDay, oldRoom, oldTheatre, before) = (plan.DayOf(patient), plan.RoomOf(patient), plan.TheatreOf(patient), plan.Objective);
        var what = chance.Below(16);
        var day = what < 10 ? chance.Of(flat.PossibleDays[patient]) : oldDay;
        var room = what is < 5 or (>= 10 and < 14) ? chance.Of(flat.PossibleRooms[patient]) : oldRoom;
        if (what == 14 && (flat.Theatres == 1 || (day, room) != (oldDay, oldRoom)))
        {
            return false;
        }

        if (what == 15 && flat.Mandatory[patient])
        {
            return false;
        }

        if (what < 14 && (day, room) == (oldDay, oldRoom))
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

            plan.Insert(patient, oldDay, oldRoom, oldTheatre);
            return false;
        }

        var theatre = what == 14 ? (oldTheatre + 1 + chance.Below(flat.Theatres - 1)) % flat.Theatres
            : day == oldDay ? oldTheatre
            : plan.CheapestTheatre(patient, day, chance.Below(flat.Theatres));
        if (plan.InsertCost(patient, day, room, theatre, limit) <= limit)
        {
            plan.Insert(patient, day, room, theatre);
            return true;
        }

        plan.Insert(patient, oldDay, oldRoom, oldTheatre);
        return false;
    }
}

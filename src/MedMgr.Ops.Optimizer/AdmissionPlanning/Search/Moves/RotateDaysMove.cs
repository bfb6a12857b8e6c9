namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search.Moves;

/// <summary>
/// Two or three patients pass their days round, at most one of them waiting: the first takes the second's day and so on; who takes the waiting one's is left out. Rooms are found anew.
/// </summary>
internal sealed class RotateDaysMove(FlatProblem flat) : IMove
{
    private readonly int[] who = new int[3];
    private readonly (int Day, int Room, int Theatre)[] from = new (int, int, int)[3];

    public bool Try(PlanState plan, Chance chance, double limit)
    {
        var count = 2 + chance.Below(2);
        if (!Choose(plan, chance, count))
        {
            return false;
        }

        var before = plan.Objective;
        for (var i = 0; i < count; i++)
        {
            if (from[i].Day >= 0)
            {
                plan.Remove(who[i]);
            }
        }

        var placed = 0;
        for (; placed < count; placed++)
        {
            var to = from[(placed + 1) % count];
            if (to.Day >= 0 && !Place(plan, who[placed], to, chance))
            {
                break;
            }
        }

        if (placed == count && plan.Objective - before <= limit)
        {
            return true;
        }

        for (var i = 0; i < placed; i++)
        {
            if (plan.IsAdmitted(who[i]))
            {
                plan.Remove(who[i]);
            }
        }

        for (var i = 0; i < count; i++)
        {
            if (from[i].Day >= 0)
            {
                plan.Insert(who[i], from[i].Day, from[i].Room, from[i].Theatre);
            }
        }

        return false;
    }

    private bool Choose(PlanState plan, Chance chance, int count)
    {
        var waiting = 0;
        for (var i = 0; i < count; i++)
        {
            who[i] = chance.Below(flat.Patients);
            from[i] = plan.IsAdmitted(who[i]) ? (plan.DayOf(who[i]), plan.RoomOf(who[i]), plan.TheatreOf(who[i])) : (-1, -1, -1);
            waiting += from[i].Day < 0 ? 1 : 0;
        }

        if (waiting > 1)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            var next = (i + 1) % count;
            if (who[i] == who[next] || from[i].Day == from[next].Day || (from[next].Day < 0 ? flat.Mandatory[who[i]] : !flat.PossibleDay[(who[i] * flat.Days) + from[next].Day]))
            {
                return false;
            }
        }

        return true;
    }

    private bool Place(PlanState plan, int patient, (int Day, int Room, int Theatre) to, Chance chance)
    {
        if (plan.SurgeonOvertime(patient, to.Day) > 0)
        {
            return false;
        }

        var room = flat.SuitableRoom[(patient * flat.Rooms) + to.Room] && chance.Below(2) == 0 && plan.HasBed(patient, to.Day, to.Room)
            ? to.Room : plan.FindRoom(patient, to.Day, chance);
        if (room < 0)
        {
            return false;
        }

        plan.Insert(patient, to.Day, room, plan.CheapestTheatre(patient, to.Day, chance.Below(flat.Theatres)));
        return true;
    }
}

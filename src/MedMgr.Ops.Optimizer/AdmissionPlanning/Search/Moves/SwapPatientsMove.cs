namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search.Moves;

/// <summary>Two admitted patients exchange rooms, days with theatres, or both.</summary>
internal sealed class SwapPatientsMove(FlatProblem flat) : IMove
{
    public bool Try(PlanState plan, Chance chance, double limit)
    {
        var (one, other) = (chance.Below(flat.Patients), chance.Below(flat.Patients));
        if (one == other || !plan.IsAdmitted(one) || !plan.IsAdmitted(other))
        {
            return false;
        }

        var what = chance.Below(3);
        var from = (One: Place(plan, one), Other: Place(plan, other));
        var to = what switch
        {
            0 => (One: from.One with { Room = from.Other.Room }, Other: from.Other with { Room = from.One.Room }),
            1 => (One: from.Other with { Room = from.One.Room }, Other: from.One with { Room = from.Other.Room }),
            _ => (One: from.Other, Other: from.One),
        };
        if (to == from || !Allowed(one, to.One) || !Allowed(other, to.Other))
        {
            return false;
        }

        var before = plan.Objective;
        plan.Remove(one);
        plan.Remove(other);
        // What the second one will save by coming is not known yet, and an optional patient's coming saves at most this.
        var spared = flat.Mandatory[other] ? double.PositiveInfinity : flat.Weights.Unscheduled;
        var rest = limit - (plan.Objective - before);
        if (plan.InsertCost(one, to.One.Day, to.One.Room, to.One.Theatre, rest + spared) <= rest + spared)
        {
            plan.Insert(one, to.One.Day, to.One.Room, to.One.Theatre);
            rest = limit - (plan.Objective - before);
            if (plan.InsertCost(other, to.Other.Day, to.Other.Room, to.Other.Theatre, rest) <= rest)
            {
                plan.Insert(other, to.Other.Day, to.Other.Room, to.Other.Theatre);
                return true;
            }

            plan.Remove(one);
        }

        plan.Insert(other, from.Other.Day, from.Other.Room, from.Other.Theatre);
        plan.Insert(one, from.One.Day, from.One.Room, from.One.Theatre);
        return false;
    }

    private bool Allowed(int patient, (int Day, int Room, int Theatre) place) =>
        flat.PossibleDay[(patient * flat.Days) + place.Day] && flat.SuitableRoom[(patient * flat.Rooms) + place.Room];

    private static (int Day, int Room, int Theatre) Place(PlanState plan, int patient) => (plan.DayOf(patient), plan.RoomOf(patient), plan.TheatreOf(patient));
}

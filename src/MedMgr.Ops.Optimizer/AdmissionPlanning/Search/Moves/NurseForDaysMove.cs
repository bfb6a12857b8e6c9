namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search.Moves;

/// <summary>A nurse takes an occupied room in two to five shifts of hers that follow each other, which is what continuity of care asks for.</summary>
internal sealed class NurseForDaysMove(FlatProblem flat) : IMove
{
    private const int MostShifts = 5;

    private readonly int[] before = new int[MostShifts];

    public bool Try(PlanState plan, Chance chance, double limit)
    {
        var (nurse, room) = (chance.Below(flat.Nurses), chance.Below(flat.Rooms));
        var shifts = flat.ShiftsOf[nurse];
        if (shifts.Length < 2)
        {
            return false;
        }

        var first = chance.Below(shifts.Length - 1);
        var count = Math.Min(shifts.Length - first, 2 + chance.Below(MostShifts - 1));
        var (cost, changed) = (plan.Soft, false);
        for (var i = 0; i < count; i++)
        {
            var shift = shifts[first + i];
            before[i] = plan.NurseOf(room, shift);
            if (before[i] != nurse && plan.PeopleIn(room, shift / flat.ShiftsPerDay) > 0)
            {
                plan.Assign(room, shift, nurse);
                changed = true;
            }
        }

        if (!changed || plan.Soft - cost <= limit)
        {
            return changed;
        }

        for (var i = 0; i < count; i++)
        {
            plan.Assign(room, shifts[first + i], before[i]);
        }

        return false;
    }
}

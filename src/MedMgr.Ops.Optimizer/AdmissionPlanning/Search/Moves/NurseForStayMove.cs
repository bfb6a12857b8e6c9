namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search.Moves;

/// <summary>A nurse takes a room in every shift of hers within some days, which is what continuity of care asks for.</summary>
internal sealed class NurseForStayMove(FlatProblem flat) : IMove
{
    private readonly int[] before = new int[flat.Shifts];

    public bool Try(PlanState plan, Chance chance, double limit)
    {
        var (nurse, room) = (chance.Below(flat.Nurses), chance.Below(flat.Rooms));
        var shifts = flat.ShiftsOf[nurse];
        if (shifts.Length < 2)
        {
            return false;
        }

        var first = chance.Below(shifts.Length - 1);
        var last = Math.Min(shifts.Length - 1, first + 1 + chance.Below(4));
        var cost = plan.Soft;
        for (var i = first; i <= last; i++)
        {
            before[i] = plan.NurseOf(room, shifts[i]);
            plan.Assign(room, shifts[i], nurse);
        }

        if (plan.Soft - cost <= limit)
        {
            return true;
        }

        for (var i = first; i <= last; i++)
        {
            plan.Assign(room, shifts[i], before[i]);
        }

        return false;
    }
}

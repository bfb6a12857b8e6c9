namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search.Moves;

/// <summary>Two rooms exchange their nurses for one shift.</summary>
internal sealed class SwapNursesMove(FlatProblem flat) : IMove
{
    public bool Try(PlanState plan, Chance chance, double limit)
    {
        var (one, other, shift) = (chance.Below(flat.Rooms), chance.Below(flat.Rooms), chance.Below(flat.Shifts));
        if (plan.NurseOf(one, shift) == plan.NurseOf(other, shift) || plan.ExchangeCost(one, other, shift) > limit)
        {
            return false;
        }

        plan.Exchange(one, other, shift);
        return true;
    }
}

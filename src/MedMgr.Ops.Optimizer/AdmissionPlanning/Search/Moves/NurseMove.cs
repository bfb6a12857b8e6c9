namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search.Moves;

/// <summary>An occupied room gets another nurse for one shift.</summary>
internal sealed class NurseMove(FlatProblem flat) : IMove
{
    public bool Try(PlanState plan, Chance chance, double limit)
    {
        var (room, shift) = (chance.Below(flat.Rooms), chance.Below(flat.Shifts));
        if (plan.PeopleIn(room, shift / flat.ShiftsPerDay) == 0)
        {
            return false;
        }

        var nurse = chance.Of(flat.NursesOn[shift]);
        if (nurse == plan.NurseOf(room, shift) || plan.AssignCost(room, shift, nurse) > limit)
        {
            return false;
        }

        plan.Assign(room, shift, nurse);
        return true;
    }
}

using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>At no time does a unit take more patients than its nurses, with those who are called in, may care for.</summary>
internal sealed class UnitStaffed : HardRule
{
    public override string Name => "unit-staffed";

    public override string Sentence => "At no time does a unit take more patients than its nurses, with those who are called in, may care for.";

    public override Refusal? RefusesBeside(PlanDraft draft, Choice choice)
    {
        if (!choice.EntersUnit || draft.NursesNeeded(choice.Bed.Unit, choice) is not null)
        {
            return null;
        }

        var unit = choice.Bed.Unit;
        return new Refusal(
            Name,
            $"Unit {unit.Id} has {unit.View.PatientsAndClaims} patients and claims, its {unit.View.State.NursesOnDuty} nurses on duty may care for {unit.View.StaffedCapacity}, and the plan sends {draft.EntrantsOf(unit)} more.",
            "another nurse on duty, an earlier departure, or an override");
    }
}

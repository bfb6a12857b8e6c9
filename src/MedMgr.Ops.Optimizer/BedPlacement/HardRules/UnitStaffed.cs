using MedMgr.Ops.Optimizer.BedPlacement.Model;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>At no time does a unit take more patients than its nurses, with those who are called in, may care for.</summary>
internal sealed class UnitStaffed : HardRule
{
    public override string Name => "unit-staffed";

    public override string Sentence => "At no time does a unit take more patients than its nurses, with those who are called in, may care for.";

    public override bool Allows(PlanDraft draft, Choice choice) =>
        !choice.EntersUnit && !choice.MovesWithinUnit || draft.NursesNeeded(choice.Bed.Unit, choice) is not null;

    public override Refusal WhyNot(PlanDraft draft, Choice choice)
    {
        var unit = choice.Bed.Unit;
        return new Refusal(
            Name,
            $"Unit {unit.Id} has {unit.View.PatientsAndClaims} patients and claims, its {unit.View.State.NursesOnDuty} nurses on duty may care for {unit.View.StaffedCapacity}, and the plan sends {draft.EntrantsOf(unit)} more.",
            "another nurse on duty, an earlier departure, or an override");
    }

    public override void AddTo(PlacementModel model)
    {
        foreach (var unit in model.Scene.Units.Where(u => !u.Staffing.Periods.IsEmpty))
        {
            var entering = model.IntoUnit[unit].Where(p => p.Choice.EntersUnit).ToList();
            if (entering.Count > 0)
            {
                AddUnit(model, unit, entering);
            }
        }
    }

    private static void AddUnit(PlacementModel model, HouseUnit unit, List<Placing> entering)
    {
        var leaving = LinearExpr.Sum(model.OutOfUnit[unit].Select(p => p.Chosen));
        var within = model.IntoUnit[unit].Where(p => p.Choice.MovesWithinUnit).ToList();
        var called = LinearExpr.FromInt64(0);
        if (unit.Staffing.Periods.Any(p => p.CallsCount))
        {
            var nurses = model.NursesCalled[unit] = model.Builder.NewInt(0, model.Scene.Options.NursesToCallInPerUnit, $"nurses called in for {unit.Id}");
            model.AddCost(nurses, model.Scene.Options.Weights.NurseCalledIn);
            called = unit.Definition.Ratio.PatientsPerNurse * LinearExpr.Of(nurses);
        }

        foreach (var period in unit.Staffing.Periods.Where(p => p.Binds))
        {
            var entrants = entering.Where(p => p.Choice.AtMinute < period.BeforeMinute).Select(p => p.Chosen).ToList();
            if (entrants.Count == 0)
            {
                continue;
            }

            var twice = within.Where(p => p.Choice.IsCountedTwiceIn(period)).Select(p => p.Chosen).ToList();
            var room = LinearExpr.FromInt64(period.Free) + (period.MovesCount ? leaving : 0) + (period.CallsCount ? called : 0);
            var holds = model.Builder.AddLessOrEqual(LinearExpr.Sum(entrants.Concat(twice)), room);
            if (period.Free < 0 || twice.Count > 0)
            {
                // Too many who are there already stand against those who come, and against nobody else.
                var takes = model.Builder.NewBool($"{unit.Id} takes somebody by {period.FromMinute}");
                holds.OnlyEnforceIf(takes);
                model.Builder.AddLessOrEqual(LinearExpr.Sum(entrants), entrants.Count * LinearExpr.Of(takes));
                model.Takes.Add(new UnitTakes(unit, period.BeforeMinute, takes));
            }
        }
    }
}

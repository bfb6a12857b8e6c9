using MedMgr.Ops.Optimizer.BedPlacement.Model;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.Solver;

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

    public override void AddTo(PlacementModel model)
    {
        var options = model.Scene.Options;
        foreach (var unit in model.Scene.Units.Where(u => !u.Staffing.Periods.IsEmpty))
        {
            var entering = model.Placings.Where(p => p.Choice.EntersUnit && p.Choice.Bed.Unit == unit).ToList();
            var leaving = LinearExpr.Sum(model.Placings.Where(p => p.Choice.LeavesUnit == unit).Select(p => p.Chosen));
            var called = LinearExpr.FromInt64(0);
            if (entering.Count > 0 && unit.Staffing.Periods.Any(p => p.CallsCount))
            {
                var nurses = model.NursesCalled[unit] = model.Builder.NewInt(0, options.NursesToCallInPerUnit, $"nurses called in for {unit.Id}");
                model.AddCost(nurses, options.Weights.NurseCalledIn);
                called = unit.Definition.Ratio.PatientsPerNurse * LinearExpr.Of(nurses);
            }

            for (var i = 0; i < unit.Staffing.Periods.Length; i++)
            {
                var period = unit.Staffing.Periods[i];
                var before = i + 1 < unit.Staffing.Periods.Length ? unit.Staffing.Periods[i + 1].FromMinute : int.MaxValue;
                var entrants = entering.Where(p => p.Choice.AtMinute < before).Select(p => p.Chosen).ToList();
                if (entrants.Count == 0)
                {
                    continue;
                }

                LinearExpr[] room = [LinearExpr.FromInt64(period.Free), .. period.MovesCount ? [leaving] : Array.Empty<LinearExpr>(), .. period.CallsCount ? [called] : Array.Empty<LinearExpr>()];
                var holds = model.Builder.AddLessOrEqual(LinearExpr.Sum(entrants), LinearExpr.Sum(room));
                if (period.Free < 0)
                {
                    // Too many lie there already: that is nobody's fault who does not come.
                    var takes = model.Builder.NewBool($"{unit.Id} takes patients though full");
                    holds.OnlyEnforceIf(takes);
                    model.Builder.AddLessOrEqual(LinearExpr.Sum(entrants), entrants.Count * LinearExpr.Of(takes));
                    model.TakesThoughFull.Add((unit, i, takes));
                }
            }
        }
    }
}

using MedMgr.Ops.Optimizer.BedPlacement.Model;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>A bed is given to one patient only.</summary>
internal sealed class BedUsedOnce : HardRule
{
    public override string Name => "bed-used-once";

    public override string Sentence => "A bed is given to one patient only.";

    public override bool Allows(PlanDraft draft, Choice choice) => draft.UserOf(choice.Bed) is null;

    public override Refusal WhyNot(PlanDraft draft, Choice choice)
    {
        var other = draft.UserOf(choice.Bed)!.Who;
        return new Refusal(Name, $"The plan gives bed {choice.Bed.Id} to {other.Id}.", $"{other.Id} would have to go elsewhere");
    }

    public override void AddTo(PlacementModel model)
    {
        foreach (var place in model.Placings.GroupBy(p => (p.Group, p.Place)))
        {
            var group = model.Groups[place.Key.Group];
            var beds = group.Rooms.Length * group.Places[place.Key.Place].Positions.Length;
            if (beds == 1)
            {
                model.Builder.AddAtMostOne(place.Select(p => p.Chosen));
            }
            else
            {
                model.Builder.AddLessOrEqual(LinearExpr.Sum(place.Select(p => p.Chosen)), beds);
            }
        }
    }
}

using MedMgr.Ops.Optimizer.BedPlacement.Model;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>A bed is given to one patient only.</summary>
internal sealed class BedUsedOnce : HardRule
{
    public override string Name => "bed-used-once";

    public override string Sentence => "A bed is given to one patient only.";

    public override Refusal? RefusesBeside(PlanDraft draft, Choice choice) => draft.UserOf(choice.Bed) is { } other && other.Who != choice.Who
        ? new Refusal(Name, $"The plan gives bed {choice.Bed.Id} to {other.Who.Id}.", $"{other.Who.Id} would have to go elsewhere")
        : null;

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

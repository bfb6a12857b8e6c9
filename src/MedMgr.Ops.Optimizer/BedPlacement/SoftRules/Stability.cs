using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>A patient keeps the bed that the plan in force has in view.</summary>
internal sealed class Stability : SoftRule
{
    public override string Name => "stability";

    public override string Sentence => "A patient keeps the bed that the plan in force has in view.";

    public override long OfChoice(PlacementScene scene, Choice choice) =>
        scene.BedInLastPlan(choice.Who) is { } before && before != choice.Bed.Id ? scene.Options.Weights.PlanChanged : 0;

    public override string Why(PlacementScene scene, Choice choice) => $"the plan in force has bed {scene.BedInLastPlan(choice.Who)} in view";

    // Who did not ask to be moved and stays is no worse off for it.
    public override long OfWaiting(PlacementScene scene, Patient who) => who.Waits && scene.BedInLastPlan(who) is not null ? scene.Options.Weights.PlanChanged : 0;

    public override string WhyWaiting(PlacementScene scene, Patient who) => $"the plan in force has bed {scene.BedInLastPlan(who)} in view";
}

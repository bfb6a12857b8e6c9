using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>From a written plan back to choices.</summary>
internal static class PlanReader
{
    /// <exception cref="ArgumentException">A step of the plan is none of the problem's choices: the plan was made from another board or with other options.</exception>
    public static PlanDraft Read(PlacementScene scene, PlacementPlan plan)
    {
        var draft = new PlanDraft(scene);
        foreach (var step in plan.Steps)
        {
            var choice = scene.Choices.FirstOrDefault(c =>
                c.Who.Id == step.Encounter && c.Bed.Id == step.Bed && scene.TimeOf(c.AtMinute) == step.At && c.Partner?.Id == step.SwapWith);
            draft.Add(choice ?? throw new ArgumentException($"{step.Encounter} in bed {step.Bed} at {step.At:u} is no choice of this problem: the plan belongs to another one.", nameof(plan)));
        }

        return draft;
    }
}

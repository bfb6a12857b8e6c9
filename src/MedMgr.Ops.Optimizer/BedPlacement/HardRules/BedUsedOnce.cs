using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>A bed is given to one patient only.</summary>
internal sealed class BedUsedOnce : HardRule
{
    public override string Name => "bed-used-once";

    public override string Sentence => "A bed is given to one patient only.";

    public override Refusal? RefusesBeside(PlanDraft draft, Choice choice) => draft.UserOf(choice.Bed) is { } other && other.Who != choice.Who
        ? new Refusal(Name, $"The plan gives bed {choice.Bed.Id} to {other.Who.Id}.", $"{other.Who.Id} would have to go elsewhere")
        : null;
}

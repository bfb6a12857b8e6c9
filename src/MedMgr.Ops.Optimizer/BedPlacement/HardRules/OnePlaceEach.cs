using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>Every patient gets at most one bed.</summary>
internal sealed class OnePlaceEach : HardRule
{
    public override string Name => "one-place-each";

    public override string Sentence => "Every patient gets at most one bed.";

    public override Refusal? RefusesBeside(PlanDraft draft, Choice choice) => draft.ChoiceOf(choice.Who) is { } other
        ? new Refusal(Name, $"The plan gives {choice.Who.Id} bed {other.Bed.Id}.", null)
        : null;
}

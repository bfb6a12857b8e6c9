using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>A bed that somebody lies in is given away only if the same plan sends that patient elsewhere at once.</summary>
internal sealed class BedFreedFirst : HardRule
{
    public override string Name => "bed-freed-first";

    public override string Sentence => "A bed that somebody lies in is given away only if the same plan sends that patient elsewhere at once.";

    public override Refusal? RefusesBeside(PlanDraft draft, Choice choice) =>
        choice.Partner is null && choice.Bed.FreedBy is { } lies && draft.ChoiceOf(lies) is not { FreesOldBed: true }
            ? new Refusal(Name, $"{lies.Id} lies in bed {choice.Bed.Id} and stays there.", $"{lies.Id} would have to be moved at once")
            : null;
}

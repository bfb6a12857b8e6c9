using MedMgr.Ops.Optimizer.BedPlacement.Model;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.Solver;

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

    // At most one patient gets the bed, so the sum holds for each of them.
    public override void AddTo(PlacementModel model)
    {
        foreach (var intoFreedBed in model.Placings.Where(p => p.Choice.Bed.FreedBy is not null).GroupBy(p => p.Choice.Bed.FreedBy!))
        {
            var freeing = model.OfPatient[intoFreedBed.Key].Where(p => p.Choice.FreesOldBed).Select(p => p.Chosen);
            model.Builder.AddLessOrEqual(LinearExpr.Sum(intoFreedBed.Select(p => p.Chosen)), LinearExpr.Sum(freeing));
        }
    }
}

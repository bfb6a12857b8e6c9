using MedMgr.Ops.Optimizer.BedPlacement.Model;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>A bed that somebody lies in is given away only if the same plan sends that patient elsewhere at once.</summary>
internal sealed class BedFreedFirst : HardRule
{
    public override string Name => "bed-freed-first";

    public override string Sentence => "A bed that somebody lies in is given away only if the same plan sends that patient elsewhere at once.";

    public override bool Allows(PlanDraft draft, Choice choice) =>
        choice.Partner is not null || choice.Bed.FreedBy is not { } lies || draft.ChoiceOf(lies) is { FreesOldBed: true };

    public override Refusal WhyNot(PlanDraft draft, Choice choice) =>
        new(Name, $"{choice.Bed.FreedBy!.Id} lies in bed {choice.Bed.Id} and does not leave it at once.", $"{choice.Bed.FreedBy.Id} would have to be moved at once");

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

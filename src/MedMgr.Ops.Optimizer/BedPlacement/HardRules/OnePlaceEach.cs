using MedMgr.Ops.Optimizer.BedPlacement.Model;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>Every patient gets at most one bed.</summary>
internal sealed class OnePlaceEach : HardRule
{
    public override string Name => "one-place-each";

    public override string Sentence => "Every patient gets at most one bed.";

    public override bool Allows(PlanDraft draft, Choice choice) => draft.ChoiceOf(choice.Who) is null;

    public override Refusal WhyNot(PlanDraft draft, Choice choice) => new(Name, $"The plan gives {choice.Who.Id} bed {draft.ChoiceOf(choice.Who)!.Bed.Id}.", null);

    public override void AddTo(PlacementModel model)
    {
        foreach (var who in model.Scene.Patients)
        {
            // Somebody stays where he or she is: said as a choice of its own, so that every cost in the model is one that is paid and none that is spared.
            model.Builder.AddExactlyOne(
            [
                model.Stays[who.Index],
                .. model.OfPatient[who].Select(p => p.Chosen),
                .. model.Exchangings.Where(e => e.Exchange.OfWaiting.Who == who || e.Exchange.OfPartner.Who == who).Select(e => e.Chosen),
            ]);
        }
    }
}

using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>A bed with more nursing care than the patient needs is left to those who need it.</summary>
internal sealed class LevelMatch : SoftRule
{
    public override string Name => "level-match";

    public override string Sentence => "A bed with more nursing care than the patient needs is left to those who need it.";

    public override long OfChoice(PlacementScene scene, Choice choice) => (long)Steps(choice) * scene.Options.Weights.LevelAboveNeed;

    public override string Why(PlacementScene scene, Choice choice) =>
        $"needs {choice.Who.Needs.LevelOfCare} care, {choice.Bed.Unit.Id} is {choice.Bed.Unit.Definition.LevelOfCare}: {Steps(choice)} step(s) above the need";

    private static int Steps(Choice choice) => CareLadder.StepsAbove(choice.Bed.Unit.Definition.LevelOfCare, choice.Who.Needs.LevelOfCare);
}

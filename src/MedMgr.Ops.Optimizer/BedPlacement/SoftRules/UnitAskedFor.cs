using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>A patient goes to the unit that was asked for.</summary>
internal sealed class UnitAskedFor : SoftRule
{
    public override string Name => "unit-asked-for";

    public override string Sentence => "A patient goes to the unit that was asked for.";

    public override long OfChoice(PlacementScene scene, Choice choice) =>
        choice.Who.Waiting?.Target is { } target && target != choice.Bed.Unit.Id ? scene.Options.Weights.UnitNotAskedFor : 0;

    public override string Why(PlacementScene scene, Choice choice) => $"{choice.Who.Waiting!.Target} was asked for, not {choice.Bed.Unit.Id}";
}

using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>Opening a surge bed and calling in a nurse have a price; the nurse's is counted with the unit that needs her.</summary>
internal sealed class SurgePrice : SoftRule
{
    public const string RuleName = "surge-price";

    public override string Name => RuleName;

    public override string Sentence => "Opening a surge bed and calling in a nurse have a price; the nurse's is counted with the unit that needs her.";

    public override long OfChoice(PlacementScene scene, Choice choice) => choice.Bed.OpensAsSurge ? scene.Options.Weights.SurgeBed : 0;

    public override string Why(PlacementScene scene, Choice choice) => $"surge bed {choice.Bed.Id} has to be opened";
}

using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>A patient who did not ask for another bed is moved only when that pays for itself.</summary>
internal sealed class MovesAvoided : SoftRule
{
    public override string Name => "moves-avoided";

    public override string Sentence => "A patient who did not ask for another bed is moved only when that pays for itself.";

    // An exchange is priced once, with the patient who waits.
    public override long OfChoice(PlacementScene scene, Choice choice) => (choice.Who.Waits, choice.Partner) switch
    {
        (true, not null) => scene.Options.Weights.Swap,
        (false, null) => scene.Options.Weights.Move,
        _ => 0,
    };

    public override string Why(PlacementScene scene, Choice choice) =>
        choice.Partner is { } partner ? $"{choice.Who.Id} and {partner.Id} have to exchange beds" : $"{choice.Who.Id} did not ask to be moved";
}

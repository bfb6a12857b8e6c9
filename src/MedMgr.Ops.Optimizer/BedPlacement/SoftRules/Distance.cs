using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>Of two beds, the one on the nearer floor, where the definition names the floors.</summary>
internal sealed class Distance : SoftRule
{
    public override string Name => "distance";

    public override string Sentence => "Of two beds, the one on the nearer floor, where the definition names the floors.";

    public override long OfChoice(PlacementScene scene, Choice choice) => (long)Floors(choice) * scene.Options.Weights.Floor;

    public override string Why(PlacementScene scene, Choice choice) => $"{Floors(choice)} floor(s) from {choice.Who.From!.Unit} to {choice.Bed.Unit.Id}";

    private static int Floors(Choice choice) => choice.Who.FromUnit?.Definition.Floor is { } from && choice.Bed.Unit.Definition.Floor is { } to ? Math.Abs(from - to) : 0;
}

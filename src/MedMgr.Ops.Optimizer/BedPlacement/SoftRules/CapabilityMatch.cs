using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>A room with something that not every room of the unit has is left to those who need it, negative pressure above all.</summary>
internal sealed class CapabilityMatch : SoftRule
{
    public override string Name => "capability-match";

    public override string Sentence => "A room with something that not every room of the unit has is left to those who need it, negative pressure above all.";

    public override long OfChoice(PlacementScene scene, Choice choice)
    {
        long points = 0;
        foreach (var capability in scene.ScarceIn(choice.Bed.Room))
        {
            points += IsNeeded(choice.Who, capability) ? 0
                : capability == NeededCapabilities.NegativePressure ? scene.Options.Weights.NegativePressureUnneeded
                : scene.Options.Weights.CapabilityUnneeded;
        }

        return points;
    }

    public override string Why(PlacementScene scene, Choice choice) =>
        $"room {choice.Bed.Room.Definition.Id} has {string.Join(" and ", scene.ScarceIn(choice.Bed.Room).Where(c => !IsNeeded(choice.Who, c)))}, which is not needed";

    private static bool IsNeeded(Patient who, string capability) => NeededCapabilities.Of(who.Needs).Contains(capability);
}

using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>A patient who lies in a bed is sent to another room, and one who did not ask for it only when that can happen at once.</summary>
internal sealed class MoveChangesRoom : HardRule
{
    public override string Name => "move-changes-room";

    public override string Sentence => "A patient who lies in a bed is sent to another room, and one who did not ask for it only when that can happen at once.";

    public override bool JudgesExchanges => false;

    public override Verdict Judge(PlacementScene scene, Patient who, HouseBed bed) =>
        who.From?.Bed is { } from && bed.Room.Definition.Beds.Any(b => b.Id == from)
            ? Refuse($"{who.Id} lies in room {bed.Room.Definition.Id} already.")
            : !who.Waits && (bed.FreeMinute > 0 || bed.FreedBy is not null)
            ? Refuse($"{who.Id} did not ask for another bed, and bed {bed.Id} is not free now.", "the bed would have to be ready")
            : Verdict.FromMinute(0);
}

using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>Nobody is sent to an emergency department or a recovery room unless that unit is asked for.</summary>
internal sealed class NoBoardingPlace : HardRule
{
    public override string Name => "no-boarding-place";

    public override string Sentence => "Nobody is sent to an emergency department or a recovery room unless that unit is asked for.";

    public override Verdict Judge(PlacementScene scene, Patient who, HouseBed bed) => bed.Unit.IsBoardingPlace && who.Waiting?.Target != bed.Unit.Id
        ? Refuse($"{bed.Unit.Definition.Name} is a place to wait in, not one to be sent to.", $"the request would have to ask for {bed.Unit.Id}")
        : Verdict.FromMinute(0);
}

using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>A unit takes only the levels of care that it is defined for.</summary>
internal sealed class LevelOfCareAccepted : DomainRule
{
    public override string Name => "level-of-care";

    public override string Sentence => "A unit takes only the levels of care that it is defined for.";

    protected override RejectionCode Code => RejectionCode.LevelOfCare;

    protected override string WayOut => "another level of care, or an override";
}

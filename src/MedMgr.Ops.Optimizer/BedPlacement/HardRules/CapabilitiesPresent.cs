using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>The room has all that the patient needs; airborne precautions need negative pressure.</summary>
internal sealed class CapabilitiesPresent : DomainRule
{
    public override string Name => "capabilities";

    public override string Sentence => "The room has all that the patient needs; airborne precautions need negative pressure.";

    protected override RejectionCode Code => RejectionCode.CapabilityMissing;

    protected override string WayOut => "other needs, or an override";
}

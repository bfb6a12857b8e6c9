using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>Nobody is placed in a closed unit.</summary>
internal sealed class UnitOpen : DomainRule
{
    public override string Name => "unit-open";

    public override string Sentence => "Nobody is placed in a closed unit.";

    protected override RejectionCode Code => RejectionCode.UnitClosed;

    protected override string WayOut => "open the unit";
}

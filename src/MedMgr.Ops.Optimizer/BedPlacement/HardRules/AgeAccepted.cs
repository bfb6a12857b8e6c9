using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Optimizer.BedPlacement.HardRules;

/// <summary>A unit with age limits takes nobody younger or older.</summary>
internal sealed class AgeAccepted : DomainRule
{
    public override string Name => "age";

    public override string Sentence => "A unit with age limits takes nobody younger or older.";

    protected override RejectionCode Code => RejectionCode.AgeNotAccepted;

    protected override string WayOut => "an override";
}

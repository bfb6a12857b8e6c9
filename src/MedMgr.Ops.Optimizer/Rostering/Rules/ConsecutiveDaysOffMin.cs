namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Days off come in stretches of a least length.</summary>
public sealed class ConsecutiveDaysOffMin : MinimumRunRule
{
    public override string Name => "consecutive-days-off-min";

    public override string Sentence => "Between two stretches of work lie at least so many days off.";

    protected override bool OfWork => false;

    protected override int Least(ContractLimits contract) => contract.ConsecutiveDaysOffMin;
}

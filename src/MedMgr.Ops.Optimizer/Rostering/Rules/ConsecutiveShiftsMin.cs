namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Work comes in stretches of a least length.</summary>
public sealed class ConsecutiveShiftsMin : MinimumRunRule
{
    public override string Name => "consecutive-shifts-min";

    public override string Sentence => "Whoever begins a stretch of work works at least so many days in a row; a stretch may be cut by the edge of what is known.";

    protected override bool OfWork => true;

    protected override int Least(ContractLimits contract) => contract.ConsecutiveShiftsMin;
}

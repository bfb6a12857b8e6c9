namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Between two shifts lies enough rest.</summary>
public sealed class Rest : SuccessionRule
{
    public override string Name => "rest";

    public override string Sentence => "Between the end of a shift and the begin of the next lies at least the rest that the problem asks for.";

    protected override bool Forbids(RosterProblem problem, int shift, int next) => problem.RestTooShort(shift, next);
}

namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Some shifts may not follow others on the next day.</summary>
public sealed class ForbiddenSequence : SuccessionRule
{
    public override string Name => "forbidden-sequence";

    public override string Sentence => "A shift that may not follow another is not worked on the day after it.";

    protected override bool Forbids(RosterProblem problem, int shift, int next) => problem.Shifts[shift].ForbiddenSuccessors.Contains(next);
}

namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Nobody works a shift that licence or skill rule out.</summary>
public sealed class LicenceAndSkill : DayRule
{
    public override string Name => "licence-and-skill";

    public override string Sentence => "Nobody works a shift for which licence or skill is missing.";

    public override bool Allows(RosterProblem problem, int staff, int day, int shift) => !problem.Staff[staff].MayNotWork.Contains(shift);

    protected override string Refusal(RosterProblem problem, int staff, int day, int shift) => $"may not work shift {problem.ShiftName(shift)}.";
}

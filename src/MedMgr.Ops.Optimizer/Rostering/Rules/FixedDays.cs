namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>What is decided already stays.</summary>
public sealed class FixedDays : DayRule
{
    public override string Name => "fixed-days";

    public override string Sentence => "A day that is fixed keeps its shift, or stays off.";

    public override bool Allows(RosterProblem problem, int staff, int day, int shift) =>
        !problem.Staff[staff].Fixed.TryGetValue(day, out var decided) || decided == shift;

    protected override string Refusal(RosterProblem problem, int staff, int day, int shift) =>
        $"is fixed to {problem.ShiftName(problem.Staff[staff].Fixed[day])} and has {problem.ShiftName(shift)}.";
}

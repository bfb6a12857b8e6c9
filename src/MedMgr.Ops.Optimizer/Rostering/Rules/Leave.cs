namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Leave and sickness are days off.</summary>
public sealed class Leave : DayRule
{
    public override string Name => "leave";

    public override string Sentence => "Nobody works on a day of leave or sickness.";

    public override bool Allows(RosterProblem problem, int staff, int day, int shift) => shift == Roster.Off || !problem.Staff[staff].Leave.Contains(day);

    protected override string Refusal(RosterProblem problem, int staff, int day, int shift) => $"is on leave and has shift {problem.ShiftName(shift)}.";
}

namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Every day of every person is off or one of the problem's shifts.</summary>
public sealed class OneShiftADay : DayRule
{
    public override string Name => "one-shift-a-day";

    public override string Sentence => "A person works one of the shifts that exist, or none, on each day.";

    public override bool Allows(RosterProblem problem, int staff, int day, int shift) => shift == Roster.Off || (shift >= 0 && shift < problem.Shifts.Length);

    protected override string Refusal(RosterProblem problem, int staff, int day, int shift) => $"there is no shift {shift}.";

    internal override void AddTo(RosterModel model)
    {
        foreach (var staff in model.FreeStaff)
        {
            for (var day = 0; day < model.Problem.Days; day++)
            {
                model.Builder.AddExactlyOne(model.Choices(staff, day));
            }
        }
    }
}

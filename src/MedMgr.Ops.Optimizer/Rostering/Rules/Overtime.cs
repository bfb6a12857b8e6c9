namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Hours beyond the contract cost extra.</summary>
public sealed class Overtime : SoftRosterRule
{
    private const int MinutesOfHour = 60;

    public override string Name => "overtime";

    public override string Sentence => "Each begun hour beyond the contracted minutes of the horizon costs extra.";

    public override long Cost(RosterProblem problem, Roster roster) => Enumerable.Range(0, problem.Staff.Length).Sum(staff => Of(problem, roster, staff));

    public static long Of(RosterProblem problem, Roster roster, int staff)
    {
        if (problem.Staff[staff].Overtime is not { } overtime)
        {
            return 0;
        }

        var beyond = Math.Max(0, problem.MinutesWorked(roster, staff) - overtime.AfterMinutes);
        return (beyond + MinutesOfHour - 1) / MinutesOfHour * overtime.PerHour;
    }

    internal override void AddTo(RosterModel model)
    {
        var problem = model.Problem;
        var minutesMax = problem.Days * problem.Shifts.Max(s => s.Minutes);
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            if (problem.Staff[staff].Overtime is { } overtime)
            {
                var hours = model.Builder.NewInt(0, (minutesMax / MinutesOfHour) + 1, $"overtime {problem.Staff[staff].Id}");
                model.Builder.AddLessOrEqual(model.Minutes(staff, 0, problem.Days), (hours * MinutesOfHour) + overtime.AfterMinutes);
                model.AddMoney(hours * overtime.PerHour);
            }
        }
    }
}

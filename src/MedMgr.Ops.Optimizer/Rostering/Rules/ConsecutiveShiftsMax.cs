namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Nobody works too many days in a row.</summary>
public sealed class ConsecutiveShiftsMax : HardRosterRule
{
    public override string Name => "consecutive-shifts-max";

    public override string Sentence => "Nobody works more days in a row than the contract allows; days before the horizon count.";

    public override IEnumerable<RosterViolation> Violations(RosterProblem problem, Roster roster)
    {
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            var most = problem.Staff[staff].Contract.ConsecutiveShiftsMax;
            foreach (var run in problem.Runs(roster, staff).Where(r => r.Works && r.Length > most && r.End > 0))
            {
                yield return new RosterViolation(
                    Name, $"{problem.Staff[staff].Id} works {run.Length} days in a row from {problem.DayName(run.Start)}; at most {most}.", staff, run.Start);
            }
        }
    }

    internal override void AddTo(RosterModel model)
    {
        foreach (var staff in model.FreeStaff)
        {
            var most = model.Problem.Staff[staff].Contract.ConsecutiveShiftsMax;
            if (most >= model.Problem.Days - model.Problem.FirstKnownDay(staff))
            {
                continue;
            }

            // Windows of one day more than allowed that end in the horizon.
            for (var first = Math.Max(model.Problem.FirstKnownDay(staff), -most); first + most < model.Problem.Days; first++)
            {
                model.Builder.AddBoolOr(Enumerable.Range(first, most + 1).Select(day => model.Works(staff, day).Not()));
            }
        }
    }
}

namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Any seven days in a row hold a bounded working time.</summary>
public sealed class WeeklyMinutes : HardRosterRule
{
    private const int Week = 7;

    public override string Name => "weekly-minutes";

    public override string Sentence => "Within any seven days in a row nobody works more minutes than the contract or the law allows.";

    public override IEnumerable<RosterViolation> Violations(RosterProblem problem, Roster roster)
    {
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            var most = problem.Staff[staff].Contract.WeeklyMinutesMax;
            foreach (var first in Windows(problem, staff))
            {
                var minutes = Enumerable.Range(first, LengthFrom(problem, first)).Sum(day => problem.MinutesOn(roster, staff, day));
                if (minutes > most)
                {
                    yield return new RosterViolation(
                        Name, $"{problem.Staff[staff].Id} works {minutes} minutes in the seven days from {problem.DayName(first)}; at most {most}.", staff, first);
                }
            }
        }
    }

    internal override void AddTo(RosterModel model)
    {
        foreach (var staff in model.FreeStaff)
        {
            var most = model.Problem.Staff[staff].Contract.WeeklyMinutesMax;
            if (most == int.MaxValue)
            {
                continue;
            }

            foreach (var first in Windows(model.Problem, staff))
            {
                model.Builder.AddLinear(model.Minutes(staff, first, LengthFrom(model.Problem, first)), 0, most);
            }
        }
    }

    /// <summary>First days of the windows that reach into the horizon: what lies wholly in the past is no longer for this roster to decide.</summary>
    private static IEnumerable<int> Windows(RosterProblem problem, int staff)
    {
        var first = Math.Max(problem.FirstKnownDay(staff), 1 - Week);
        return Enumerable.Range(first, Math.Max(1, problem.Days - Week + 1 - first));
    }

    private static int LengthFrom(RosterProblem problem, int first) => Math.Min(Week, problem.Days - first);
}

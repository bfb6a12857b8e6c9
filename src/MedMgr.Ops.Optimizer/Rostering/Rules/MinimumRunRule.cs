using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>A hard rule that a run of work, or of days off, is not too short. Runs that may go on beyond what is known are free of it.</summary>
public abstract class MinimumRunRule : HardRosterRule
{
    /// <summary>True: runs of work; false: runs of days off.</summary>
    protected abstract bool OfWork { get; }

    protected abstract int Least(ContractLimits contract);

    public override IEnumerable<RosterViolation> Violations(RosterProblem problem, Roster roster)
    {
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            var least = Least(problem.Staff[staff].Contract);
            foreach (var run in problem.Runs(roster, staff))
            {
                var wholeAndRecent = run.Start > problem.FirstKnownDay(staff) && run.End >= 0 && run.End < problem.Days;
                if (run.Works == OfWork && wholeAndRecent && run.Length < least)
                {
                    yield return new RosterViolation(
                        Name,
                        $"{problem.Staff[staff].Id} {(OfWork ? "works" : "is off")} {run.Length} {(run.Length == 1 ? "day" : "days")} in a row from {problem.DayName(run.Start)}; at least {least}.",
                        staff,
                        run.Start);
                }
            }
        }
    }

    /// <remarks>Once a run has begun (the day before is of the other kind), each of the next days up to the minimum is of the same kind.</remarks>
    internal override void AddTo(RosterModel model)
    {
        foreach (var staff in model.FreeStaff)
        {
            var least = Least(model.Problem.Staff[staff].Contract);
            for (var start = FirstStart(model.Problem, staff); start < model.Problem.Days; start++)
            {
                for (var day = Math.Max(0, start + 1); day < Math.Min(model.Problem.Days, start + least); day++)
                {
                    model.Builder.AddBoolOr([IsOfKind(model, staff, start - 1), IsOfKind(model, staff, start).Not(), IsOfKind(model, staff, day)]);
                }
            }
        }
    }

    private BoolVar IsOfKind(RosterModel model, int staff, int day) => OfWork ? model.Works(staff, day) : model.Works(staff, day).Not();

    /// <summary>The begin of the run that goes on at the end of the history, when it is known; else the first day that has a day before it. Runs that ended earlier bind nobody.</summary>
    private static int FirstStart(RosterProblem problem, int staff)
    {
        var history = problem.Staff[staff].History;
        if (history.IsEmpty)
        {
            return 1;
        }

        var start = history.Length - 1;
        while (start > 0 && (history[start - 1] == Roster.Off) == (history[^1] == Roster.Off))
        {
            start--;
        }

        return start == 0 ? 0 : start - history.Length;
    }
}

using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>A hard rule about shifts on two days that follow each other, the last day of the history and day 0 among them.</summary>
public abstract class SuccessionRule : HardRosterRule
{
    /// <summary>Whether <paramref name="next"/> may not be worked on the day after <paramref name="shift"/>.</summary>
    protected abstract bool Forbids(RosterProblem problem, int shift, int next);

    public override IEnumerable<RosterViolation> Violations(RosterProblem problem, Roster roster)
    {
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            for (var day = Math.Max(0, problem.FirstKnownDay(staff) + 1); day < problem.Days; day++)
            {
                var (shift, next) = (problem.ShiftOn(roster, staff, day - 1), roster[staff, day]);
                if (shift != Roster.Off && next != Roster.Off && Forbids(problem, shift, next))
                {
                    yield return new RosterViolation(
                        Name, $"{problem.Staff[staff].Id}, {problem.DayName(day)}: {problem.ShiftName(next)} may not follow {problem.ShiftName(shift)} of the day before.", staff, day);
                }
            }
        }
    }

    internal override void AddTo(RosterModel model)
    {
        var problem = model.Problem;
        for (var shift = 0; shift < problem.Shifts.Length; shift++)
        {
            var forbidden = Enumerable.Range(0, problem.Shifts.Length).Where(next => Forbids(problem, shift, next)).ToArray();
            if (forbidden.Length == 0)
            {
                continue;
            }

            foreach (var staff in model.FreeStaff)
            {
                for (var day = Math.Max(0, problem.FirstKnownDay(staff) + 1); day < problem.Days; day++)
                {
                    var after = forbidden.Select(next => model.Assigned(staff, day, next)).OfType<BoolVar>().ToList();
                    if (model.Assigned(staff, day - 1, shift) is { } before && after.Count > 0)
                    {
                        model.Builder.AddAtMostOne([before, .. after]);
                    }
                }
            }
        }
    }
}

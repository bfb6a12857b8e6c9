namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Some shifts are worked only so often.</summary>
public sealed class ShiftCounts : HardRosterRule
{
    public override string Name => "shift-counts";

    public override string Sentence => "Nobody works certain shifts (nights) more often in the horizon than the contract allows.";

    public override IEnumerable<RosterViolation> Violations(RosterProblem problem, Roster roster)
    {
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            foreach (var limit in problem.Staff[staff].Contract.ShiftCounts)
            {
                var count = 0;
                foreach (var shift in roster.Line(staff))
                {
                    count += limit.Shifts.Contains(shift) ? 1 : 0;
                }

                if (count > limit.Max)
                {
                    var names = string.Join(", ", limit.Shifts.Select(problem.ShiftName));
                    yield return new RosterViolation(Name, $"{problem.Staff[staff].Id} works {names} {count} times; at most {limit.Max}.", staff);
                }
            }
        }
    }

    internal override void AddTo(RosterModel model)
    {
        foreach (var staff in model.FreeStaff)
        {
            foreach (var limit in model.Problem.Staff[staff].Contract.ShiftCounts.Where(l => l.Max < model.Problem.Days))
            {
                model.Builder.AddLinear(model.Count(staff, Enumerable.Range(0, model.Problem.Days), limit.Shifts), 0, limit.Max);
            }
        }
    }
}

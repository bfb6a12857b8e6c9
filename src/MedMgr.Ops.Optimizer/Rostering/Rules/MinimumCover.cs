namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>A shift is never staffed below its hard minimum.</summary>
public sealed class MinimumCover : HardRosterRule
{
    public override string Name => "minimum-cover";

    public override string Sentence => "A shift has at least the people (of the skill) without whom it may not be run.";

    public override IEnumerable<RosterViolation> Violations(RosterProblem problem, Roster roster)
    {
        foreach (var demand in problem.Cover)
        {
            var present = problem.Present(roster, demand);
            if (present < demand.HardMinimum)
            {
                yield return new RosterViolation(
                    Name, $"{problem.ShiftName(demand.Shift)} on {problem.DayName(demand.Day)} has {present} {demand.Skill ?? "people"}; at least {demand.HardMinimum}.", Day: demand.Day);
            }
        }
    }

    internal override void AddTo(RosterModel model)
    {
        foreach (var demand in model.Problem.Cover.Where(d => d.HardMinimum > 0))
        {
            model.Builder.AddLinear(model.Present(demand.Day, demand.Shift, demand.Counts), demand.HardMinimum, model.Problem.Staff.Length);
        }
    }
}

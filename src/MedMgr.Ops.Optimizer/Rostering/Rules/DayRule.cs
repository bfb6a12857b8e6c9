namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>A hard rule that judges each day of each person alone. What it refuses gets no variable in the model and no place in a line.</summary>
public abstract class DayRule : HardRosterRule
{
    /// <param name="shift">A shift of the problem, or <see cref="Roster.Off"/>.</param>
    public abstract bool Allows(RosterProblem problem, int staff, int day, int shift);

    /// <summary>Why not, to follow the person's name and the day.</summary>
    protected abstract string Refusal(RosterProblem problem, int staff, int day, int shift);

    public override IEnumerable<RosterViolation> Violations(RosterProblem problem, Roster roster)
    {
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            for (var day = 0; day < problem.Days; day++)
            {
                var shift = roster[staff, day];
                if (!Allows(problem, staff, day, shift))
                {
                    yield return new RosterViolation(Name, $"{problem.Staff[staff].Id}, {problem.DayName(day)}: {Refusal(problem, staff, day, shift)}", staff, day);
                }
            }
        }
    }

    internal override void AddTo(RosterModel model)
    {
        // The model asks Allows before it makes a variable.
    }
}

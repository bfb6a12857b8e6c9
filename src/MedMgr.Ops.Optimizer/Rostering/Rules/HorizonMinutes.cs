namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>The horizon's working time lies between the contract's limits.</summary>
public sealed class HorizonMinutes : HardRosterRule
{
    public override string Name => "horizon-minutes";

    public override string Sentence => "The minutes worked in the horizon are at least and at most what the contract says.";

    public override IEnumerable<RosterViolation> Violations(RosterProblem problem, Roster roster)
    {
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            var contract = problem.Staff[staff].Contract;
            var minutes = problem.MinutesWorked(roster, staff);
            if (minutes < contract.MinutesMin)
            {
                yield return new RosterViolation(Name, $"{problem.Staff[staff].Id} works {minutes} minutes; at least {contract.MinutesMin}.", staff);
            }
            else if (minutes > contract.MinutesMax)
            {
                yield return new RosterViolation(Name, $"{problem.Staff[staff].Id} works {minutes} minutes; at most {contract.MinutesMax}.", staff);
            }
        }
    }

    internal override void AddTo(RosterModel model)
    {
        foreach (var staff in model.FreeStaff)
        {
            var contract = model.Problem.Staff[staff].Contract;
            if (contract.MinutesMin > 0 || contract.MinutesMax < int.MaxValue)
            {
                model.Builder.AddLinear(model.Minutes(staff, 0, model.Problem.Days), contract.MinutesMin, contract.MinutesMax);
            }
        }
    }
}

namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Somebody on the shift may take charge.</summary>
public sealed class ChargeNurse : HardRosterRule
{
    public override string Name => "charge-nurse";

    public override string Sentence => "A shift that needs somebody in charge has at least one person who may take charge.";

    public override IEnumerable<RosterViolation> Violations(RosterProblem problem, Roster roster) =>
        problem.Charge
            .Where(demand => demand.UnmetWeight is null && !problem.HasCharge(roster, demand))
            .Select(demand => new RosterViolation(Name, $"{problem.ShiftName(demand.Shift)} on {problem.DayName(demand.Day)} has nobody who may take charge.", Day: demand.Day));

    internal override void AddTo(RosterModel model)
    {
        foreach (var demand in model.Problem.Charge.Where(d => d.UnmetWeight is null))
        {
            model.Builder.AddLinear(model.Present(demand.Day, demand.Shift, person => person.MayTakeCharge), 1, model.Problem.Staff.Length);
        }
    }
}

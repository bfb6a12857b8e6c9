namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>People missing and people too many cost.</summary>
public sealed class Cover : SoftRosterRule
{
    public override string Name => "cover";

    public override string Sentence => "Each person missing from a demand and each person too many costs what the demand says.";

    public override long Cost(RosterProblem problem, Roster roster) => problem.Cover.Sum(demand =>
    {
        var present = problem.Present(roster, demand);
        return present < demand.Required ? (demand.Required - present) * demand.UnderWeight : (present - demand.Required) * demand.OverWeight;
    });

    internal override void AddTo(RosterModel model)
    {
        foreach (var demand in model.Problem.Cover)
        {
            var present = model.Present(demand.Day, demand.Shift, demand.Counts);
            var missing = model.Builder.NewInt(0, demand.Required, $"under {demand.Day} {demand.Shift}");
            var tooMany = model.Builder.NewInt(0, model.Problem.Staff.Length, $"over {demand.Day} {demand.Shift}");
            model.Builder.AddEqual(present + missing - tooMany, demand.Required);
            model.AddCost(missing * demand.UnderWeight);
            model.AddCost(tooMany * demand.OverWeight);
        }
    }
}

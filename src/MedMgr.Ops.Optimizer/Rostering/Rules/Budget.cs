namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Money beyond the budget costs extra.</summary>
public sealed class Budget : SoftRosterRule
{
    public override string Name => "budget";

    public override string Sentence => "Pay and overtime above the budget cost extra for each unit above.";

    public override long Cost(RosterProblem problem, Roster roster)
    {
        if (problem.Budget is not { } budget)
        {
            return 0;
        }

        var money = Enumerable.Range(0, problem.Staff.Length).Sum(staff => Pay.Of(problem, roster, staff) + Overtime.Of(problem, roster, staff));
        return Math.Max(0, money - budget.Amount) * budget.WeightPerUnitOver;
    }

    /// <remarks>Pay and overtime have told the model their money before: this rule stands after them in <see cref="RosterRules.Soft"/>.</remarks>
    internal override void AddTo(RosterModel model)
    {
        if (model.Problem.Budget is { } budget)
        {
            var above = model.Builder.NewInt(0, int.MaxValue, "above budget");
            model.Builder.AddLessOrEqual(model.Money, above + budget.Amount);
            model.AddCost(above * budget.WeightPerUnitOver);
        }
    }
}

namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>A shift without anybody in charge costs, where it is not refused.</summary>
public sealed class ChargeNurseWanted : SoftRosterRule
{
    public override string Name => "charge-nurse-wanted";

    public override string Sentence => "A shift without anybody who may take charge costs what its demand says.";

    public override long Cost(RosterProblem problem, Roster roster) =>
        problem.Charge.Sum(demand => demand.UnmetWeight is { } weight && !problem.HasCharge(roster, demand) ? weight : 0);

    internal override void AddTo(RosterModel model)
    {
        foreach (var demand in model.Problem.Charge)
        {
            if (demand.UnmetWeight is { } weight)
            {
                var missing = model.Builder.NewBool($"no charge {demand.Day} {demand.Shift}");
                model.Builder.AddGreaterOrEqual(model.Present(demand.Day, demand.Shift, person => person.MayTakeCharge) + missing, 1);
                model.AddCost(missing * weight);
            }
        }
    }
}

using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>New patients go where the nurses have most room left: each one above a share of a unit's staffed capacity costs, near the full capacity twice.</summary>
internal sealed class WorkloadBalance : SoftRule
{
    public override string Name => "workload-balance";

    public override string Sentence =>
        "New patients go where the nurses have most room left: each one above a share of a unit's staffed capacity costs, near the full capacity twice.";

    public override IEnumerable<CountedCost> Counted(PlacementScene scene)
    {
        var from = scene.Options.Weights.WorkloadFromPercent;
        foreach (var unit in scene.Units.Where(u => u.View.State.IsOpen && !u.IsBoardingPlace && u.Staffing.Capacity > 0))
        {
            foreach (var percent in new[] { from, (from + 100) / 2 }.Where(p => p <= 100))
            {
                var threshold = unit.Staffing.Capacity * percent / 100;
                yield return new CountedCost(
                    Name,
                    unit,
                    unit.Staffing.LoadAtEnd - threshold,
                    scene.Options.Weights.Workload,
                    choice => (choice.EntersUnit && choice.Bed.Unit == unit ? 1 : 0) - (choice.LeavesUnit == unit ? 1 : 0),
                    above => $"{above} patient(s) above {percent} % of what the nurses of {unit.Id} may care for");
            }
        }
    }
}

using System.Collections.Immutable;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.BedPlacement.Model;

/// <summary>Costs of how many choices of a kind are made: reserves and workload.</summary>
internal static class CountedCosts
{
    public static ImmutableArray<IntVar?> AddTo(PlacementModel model)
    {
        var scene = model.Scene;
        var terms = new List<(BoolVar Chosen, int Sign)>[scene.CountedCosts.Length];
        foreach (var placing in model.Placings)
        {
            foreach (var (index, sign) in scene.CountsOf(placing.Choice))
            {
                (terms[index] ??= []).Add((placing.Chosen, sign));
            }
        }

        return [.. terms.Select((t, i) => t is null ? (IntVar?)null : AddOne(model, i, t))];
    }

    private static IntVar? AddOne(PlacementModel model, int index, List<(BoolVar Chosen, int Sign)> terms)
    {
        var cost = model.Scene.CountedCosts[index];
        var highest = cost.Above(terms.Count(t => t.Sign > 0));
        if (highest == 0 || cost.Price == 0)
        {
            return null;
        }

        var above = model.Builder.NewInt(0, highest, $"{cost.Rule} {cost.Unit?.Id}");
        model.Builder.AddGreaterOrEqual(above, LinearExpr.WeightedSum(terms.Select(t => t.Chosen), terms.Select(t => (long)t.Sign)) + cost.Base);
        model.AddCost(above, cost.Price);
        model.AddCost(-(long)cost.Price * cost.Above(0));
        return above;
    }
}

using MedMgr.Ops.Optimizer.Solver;
using CpModelProto = Google.OrTools.Sat.CpModelProto;

namespace MedMgr.Ops.Optimizer.Tests.Solver;

/// <summary>A model that finds solutions at once and is far from proven after minutes: a knapsack of 200 things with 12 limits.</summary>
internal static class HardModel
{
    public static CpModelProto Build()
    {
        var model = new CpModelBuilder();
        var taken = Enumerable.Range(0, 200).Select(i => model.NewBool($"taken{i}")).ToArray();
        for (var limit = 0; limit < 12; limit++)
        {
            var weights = taken.Select((_, i) => 1 + (long)(7919 * (i + 1) * (limit + 3) % 997)).ToArray();
            model.AddLessOrEqual(LinearExpr.WeightedSum(taken, weights), weights.Sum() / 3);
        }
        model.Maximize(LinearExpr.WeightedSum(taken, taken.Select((_, i) => 400 + (long)(104729 * (i + 1) % 499))));
        return model.Build();
    }
}

using MedMgr.Ops.Optimizer.Solver;
using CpModelProto = Google.OrTools.Sat.CpModelProto;

namespace MedMgr.Optimizer.Bench;

/// <summary>Models of known shape for measuring the solver and not the modelling.</summary>
internal static class Models
{
    /// <summary>As many patients as beds, each pair with a cost.</summary>
    public static CpModelProto Assignment(int size)
    {
        var model = new CpModelBuilder();
        var lies = Enumerable.Range(0, size).Select(_ => Enumerable.Range(0, size).Select(_ => model.NewBool("")).ToArray()).ToArray();
        foreach (var patient in lies)
            model.AddExactlyOne(patient);
        for (var bed = 0; bed < size; bed++)
            model.AddExactlyOne(lies.Select(patient => patient[bed]));
        model.Minimize(LinearExpr.WeightedSum(lies.SelectMany(patient => patient), Enumerable.Range(0, size * size).Select(pair => (long)(pair * 7919 % 101))));
        return model.Build();
    }

    /// <summary>200 things under 12 limits: solutions at once, no proof within minutes.</summary>
    public static CpModelProto HardKnapsack()
    {
        var model = new CpModelBuilder();
        var taken = Enumerable.Range(0, 200).Select(_ => model.NewBool("")).ToArray();
        for (var limit = 0; limit < 12; limit++)
        {
            var weights = taken.Select((_, i) => 1 + (long)(7919 * (i + 1) * (limit + 3) % 997)).ToArray();
            model.AddLessOrEqual(LinearExpr.WeightedSum(taken, weights), weights.Sum() / 3);
        }
        model.Maximize(LinearExpr.WeightedSum(taken, taken.Select((_, i) => 400 + (long)(104729 * (i + 1) % 499))));
        return model.Build();
    }
}

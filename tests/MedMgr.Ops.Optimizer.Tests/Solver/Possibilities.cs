using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Tests.Solver;

/// <summary>What a constraint allows, found by asking the solver about every combination of values: a constraint and its inverse can not look alike.</summary>
internal static class Possibilities
{
    /// <summary>The combinations of <paramref name="count"/> decisions that are allowed, as digits: "10" is first true, second false.</summary>
    public static Task<IReadOnlyList<string>> OfBools(ICpSolver solver, int count, Action<CpModelBuilder, BoolVar[]> constrain) => Of(solver, count, max: 1, (model, fix) =>
    {
        var variables = Enumerable.Range(0, count).Select(i => model.NewBool($"b{i}")).ToArray();
        constrain(model, variables);
        for (var i = 0; i < count; i++)
            model.AddEqual(variables[i], fix[i]);
    });

    /// <summary>The combinations of <paramref name="count"/> numbers from 0 to <paramref name="max"/> that are allowed, as digits.</summary>
    public static Task<IReadOnlyList<string>> OfInts(ICpSolver solver, int count, int max, Action<CpModelBuilder, IntVar[]> constrain) => Of(solver, count, max, (model, fix) =>
    {
        var variables = Enumerable.Range(0, count).Select(i => model.NewInt(0, max, $"x{i}")).ToArray();
        constrain(model, variables);
        for (var i = 0; i < count; i++)
            model.AddEqual(variables[i], fix[i]);
    });

    private static async Task<IReadOnlyList<string>> Of(ICpSolver solver, int count, int max, Action<CpModelBuilder, int[]> build)
    {
        var allowed = new List<string>();
        foreach (var fix in Combinations(count, max))
        {
            var model = new CpModelBuilder();
            build(model, fix);
            var result = await solver.SolveAsync(model.Build(), SharedSolver.Parameters);
            if (result.Status == SolveStatus.Optimal)
                allowed.Add(string.Concat(fix));
            else
                result.Status.ShouldBe(SolveStatus.Infeasible, result.Message);
        }
        return allowed;
    }

    private static IEnumerable<int[]> Combinations(int count, int max) => count == 0
        ? [[]]
        : Combinations(count - 1, max).SelectMany(head => Enumerable.Range(0, max + 1).Select(last => head.Append(last).ToArray()));
}

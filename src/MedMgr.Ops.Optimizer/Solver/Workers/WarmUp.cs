using Google.Protobuf;

namespace MedMgr.Ops.Optimizer.Solver.Workers;

/// <summary>Two small solves after the start: the first ones are slow, while Node compiles the solver's code.</summary>
internal static class WarmUp
{
    private const int Solves = 2;

    /// <summary>Completes when the process is loaded and has solved.</summary>
    public static async Task RunAsync(WorkerProcess process)
    {
        await process.Ready;
        var parameters = new SolveParameters { TimeLimit = TimeSpan.FromSeconds(10) }.ToProto(reportsProgress: false).ToByteArray();
        var model = Assignment(size: 12).ToByteArray();
        for (var solve = 0; solve < Solves; solve++)
            await process.Begin(parameters, model, _ => { }).Answer;
    }

    private static Google.OrTools.Sat.CpModelProto Assignment(int size)
    {
        var model = new CpModelBuilder();
        var chosen = new BoolVar[size, size];
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
                chosen[row, column] = model.NewBool("");
        var all = Enumerable.Range(0, size);
        foreach (var line in all)
        {
            model.AddExactlyOne(all.Select(column => chosen[line, column]));
            model.AddExactlyOne(all.Select(row => chosen[row, line]));
        }
        model.Minimize(LinearExpr.Sum(from row in all from column in all select (row * 7 + column * 5) % 11 * chosen[row, column]));
        return model.Build();
    }
}

using MedMgr.Optimizer.Bench;
using MedMgr.Optimizer.Bench.BedPlacement;

switch (args)
{
    case ["solver"]:
        await SolverBench.MeasureAsync();
        return 0;
    case ["placement"]:
        return await PlacementBenchmark.RunAsync(smallBoards: 20, largeBoards: 5);
    default:
        Console.Error.WriteLine("usage: solver | placement (60 on 120 and 200 on 600 beds: times and gaps; exit code 1 when a target is missed)");
        return 2;
}

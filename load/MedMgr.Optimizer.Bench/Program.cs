using MedMgr.Optimizer.Bench.BedPlacement;

switch (args)
{
    case ["placement"]:
        return await PlacementBenchmark.RunAsync(smallBoards: 20, largeBoards: 5);
    default:
        Console.Error.WriteLine("usage: MedMgr.Optimizer.Bench placement     60 on 120 and 200 on 600 beds: times, gaps, and exit code 1 when a target is missed");
        return 2;
}

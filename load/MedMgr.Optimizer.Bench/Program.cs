using MedMgr.Optimizer.Bench;
using MedMgr.Optimizer.Bench.BedPlacement;

switch (args)
{
    case ["solver"]:
        await SolverBench.MeasureAsync();
        return 0;
    case ["placement"]:
        return await PlacementBenchmark.RunAsync(smallBoards: 20, largeBoards: 5);
    case ["rostering-large"]:
        await LargeRosterBench.MeasureAsync(weeks: 52, staff: 150, shifts: 32, seconds: 300);
        return 0;
    case ["rostering-large", var weeks, var staff, var shifts, var seconds]:
        await LargeRosterBench.MeasureAsync(int.Parse(weeks), int.Parse(staff), int.Parse(shifts), int.Parse(seconds));
        return 0;
    default:
        Console.Error.WriteLine("usage: solver | placement (60 on 120 and 200 on 600 beds: times and gaps; exit code 1 when a target is missed) | rostering-large [WEEKS STAFF SHIFTS SECONDS]");
        return 2;
}

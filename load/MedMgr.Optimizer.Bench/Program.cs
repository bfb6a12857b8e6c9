using MedMgr.Optimizer.Bench;

switch (args)
{
    case ["solver"]:
        await SolverBench.MeasureAsync();
        return 0;
    case ["rostering-large"]:
        await LargeRosterBench.MeasureAsync(weeks: 52, staff: 150, shifts: 32, seconds: 300);
        return 0;
    case ["rostering-large", var weeks, var staff, var shifts, var seconds]:
        await LargeRosterBench.MeasureAsync(int.Parse(weeks), int.Parse(staff), int.Parse(shifts), int.Parse(seconds));
        return 0;
    default:
        Console.Error.WriteLine("usage: solver | rostering-large [WEEKS STAFF SHIFTS SECONDS]");
        return 2;
}

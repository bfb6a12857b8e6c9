using MedMgr.Optimizer.Bench;

switch (args)
{
    case ["solver"]:
        await SolverBench.MeasureAsync();
        return 0;
    default:
        Console.Error.WriteLine("usage: solver");
        return 2;
}

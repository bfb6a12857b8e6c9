using MedMgr.Optimizer.Bench;

switch (args)
{
    case ["solver"]:
        await SolverBench.MeasureAsync();
        return 0;
    case ["x", var file, var s]: await Scratch5.Run(file, int.Parse(s)); return 0;
    case ["y", ..]: Scratch4.Run(args[1], int.Parse(args[2]), double.Parse(args[3]), int.Parse(args[4]), int.Parse(args[5]), double.Parse(args[6]), double.Parse(args[7])); return 0;
    default:
        Console.Error.WriteLine("usage: solver");
        return 2;
}

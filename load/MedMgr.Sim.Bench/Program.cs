using System.Globalization;
using MedMgr.Sim.Bench;

switch (args)
{
    case ["mm5", .. var rest]:
        Mm5.Measure(customers: Number(rest, 0, 4_000_000), repeats: Number(rest, 1, 5));
        return 0;
    default:
        Console.Error.WriteLine("usage: mm5 [customers [repeats]]");
        return 2;
}

static int Number(string[] args, int index, int otherwise) =>
    args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

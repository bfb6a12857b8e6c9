using System.Globalization;
using MedMgr.Sim.Bench;

switch (args)
{
    case ["mm5", .. var rest]:
        Mm5.Measure(customers: Number(rest, 0, 4_000_000), repeats: Number(rest, 1, 5));
        return 0;
    case ["hold", .. var rest]:
        Hold.Measure(repeats: Number(rest, 0, 3));
        return 0;
    case ["variates", .. var rest]:
        Variates.Measure(repeats: Number(rest, 0, 5));
        return 0;
    case ["hospital", var scenarios, .. var rest]:
        Hospitals.Measure(scenarios, replications: Number(rest, 0, 100), threads: Number(rest, 1, 2));
        return 0;
    default:
        Console.Error.WriteLine("usage: mm5 [customers [repeats]] | hold [repeats] | variates [repeats] | hospital scenarios-folder [replications [threads]]");
        return 2;
}

static int Number(string[] args, int index, int otherwise) =>
    args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

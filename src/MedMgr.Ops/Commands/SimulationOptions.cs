using System.CommandLine;

namespace MedMgr.Ops.Commands;

/// <summary>Options that the simulating commands share; each command has its own copy.</summary>
internal static class SimulationOptions
{
    public const int ReplicationsMax = 100_000;

    public static Option<int> Threads()
    {
        var option = new Option<int>("--threads")
        {
            Description = "Replications that run beside each other; the result does not depend on it.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        OptionChecks.InRange(option, 1, 1024);
        return option;
    }

    public static Option<int?> Replications()
    {
        var option = new Option<int?>("--replications") { Description = "Independent runs; without it, as the scenario says." };
        OptionChecks.InRange(option, 1, ReplicationsMax);
        return option;
    }

    public static Option<ulong?> Seed() => new("--seed") { Description = "Names the chance: the same seed gives the same result. Without it, as the scenario says." };

    public static Option<bool> Json() => new("--json") { Description = "Prints one JSON document on standard output." };
}

using System.CommandLine;
using System.Globalization;

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
        InRange(option, 1, 1024);
        return option;
    }

    public static Option<int?> Replications()
    {
        var option = new Option<int?>("--replications") { Description = "Independent runs; without it, as the scenario says." };
        InRange(option, 1, ReplicationsMax);
        return option;
    }

    public static Option<ulong?> Seed() => new("--seed") { Description = "Names the chance: the same seed gives the same result. Without it, as the scenario says." };

    public static Option<bool> Json() => new("--json") { Description = "Prints one JSON document on standard output." };

    /// <remarks>Looks at the text itself: asking the library for a number that is none would end the program.</remarks>
    public static void InRange(Option option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var text }]
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most))
        {
            result.AddError($"{option.Name} {text} is no number from {least} to {most}.");
        }
    });
}

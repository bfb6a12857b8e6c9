using System.CommandLine;

namespace MedMgr.Load.Commands;

/// <summary>medmgr-load reference: what this machine can do without the product. Every other report carries it too.</summary>
internal static class ReferenceCommand
{
    public static Command Make()
    {
        var command = new Command("reference", "Measures the bare machine: group commits of SQLite and hashing, so that other figures can be read as ratios.");
        command.SetAction(parsed => Cli.Measure(parsed, "reference", (_, _) => Task.CompletedTask));
        return command;
    }
}

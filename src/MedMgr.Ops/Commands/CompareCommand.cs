using System.CommandLine;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Reports.Json;
using Spectre.Console;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr compare: two scenarios that meet the same patients.</summary>
internal static class CompareCommand
{
    private static readonly Argument<FileInfo> First = new("A") { Description = "Scenario (YAML) to compare with." };
    private static readonly Argument<FileInfo> Second = new("B") { Description = "Scenario (YAML) that is judged." };
    private static readonly Option<int?> Replications = SimulationOptions.Replications();
    private static readonly Option<ulong?> Seed = SimulationOptions.Seed();
    private static readonly Option<int> Threads = SimulationOptions.Threads();
    private static readonly Option<bool> Json = SimulationOptions.Json();

    public static Command Make()
    {
        var command = new Command("compare", "Runs two scenarios on the same chance and says what differs: B minus A, with intervals that hold together.")
        {
            First, Second, Replications, Seed, Threads, Json,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (ScenarioArgument.Read(parsed.GetRequiredValue(First)) is not { } first || ScenarioArgument.Read(parsed.GetRequiredValue(Second)) is not { } second)
        {
            return 1;
        }

        if (parsed.GetValue(Replications) is 1)
        {
            return Cli.Fail("--replications 1 gives no interval: a comparison needs 2 or more, 100 is a good beginning.", 2);
        }

        var replications = Math.Max(2, parsed.GetValue(Replications) ?? first.Replications);
        var seed = parsed.GetValue(Seed) ?? first.Seed;
        var comparison = Terminal.WithBar($"{first.Id} and {second.Id}, {replications} replications", 2.0 * replications, progress =>
            ScenarioComparison.Run(first, second, replications, seed, parsed.GetValue(Threads), new Both(progress), cancellationToken));
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(ComparisonJson.Of(comparison));
        }
        else
        {
            Print(comparison);
        }

        return 0;
    }

    private static void Print(ComparisonResult comparison)
    {
        foreach (var sentence in comparison.Says)
        {
            Console.Out.WriteLine(sentence);
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumn("measure");
        foreach (var column in new[] { comparison.First.Scenario, comparison.Second.Scenario, "difference", "95 % interval (all together)" })
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        }

        table.AddColumn("unit");
        foreach (var one in comparison.Differences)
        {
            var difference = one.Paired.Difference;
            var style = one.Paired.IsDecided ? "bold" : "dim";
            table.AddRow(
                $"[{style}]{Markup.Escape(one.Says)}[/]", SimulateCommand.Text(one.FirstMean), SimulateCommand.Text(one.SecondMean), $"[{style}]{SimulateCommand.Text(difference.Mean)}[/]",
                Markup.Escape($"{SimulateCommand.Text(difference.Low)} to {SimulateCommand.Text(difference.High)}"), Markup.Escape(one.Unit));
        }

        Terminal.Output.Write(table);
        Terminal.Output.WriteLine("Bold: the interval excludes zero.");
    }

    private sealed class Both(IProgress<double> bar) : IProgress<int>
    {
        public void Report(int value) => bar.Report(value);
    }
}

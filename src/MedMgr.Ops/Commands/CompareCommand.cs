using System.CommandLine;
using MedMgr.Ops.Optimising;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Reports.Json;
using Spectre.Console;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr compare: two scenarios that meet the same patients.</summary>
internal static class CompareCommand
{
    private static readonly Argument<FileInfo> First = new("A") { Description = "Scenario (YAML) to compare with." };
    private static readonly Argument<FileInfo?> Second = new("B") { Description = "Scenario (YAML) that is judged; left out with --policies.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Policies = new("--policies") { Description = "Runs A under two placement policies instead: greedy,optimiser." };
    private static readonly Option<int?> Replications = SimulationOptions.Replications();
    private static readonly Option<ulong?> Seed = SimulationOptions.Seed();
    private static readonly Option<int> Threads = SimulationOptions.Threads();
    private static readonly Option<bool> Json = SimulationOptions.Json();

    public static Command Make()
    {
        var command = new Command("compare", "Runs two scenarios on the same chance and says what differs: B minus A, with intervals that hold together.")
        {
            First, Second, Policies, Replications, Seed, Threads, Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (second, policies) = (parsed.GetValue(Second), parsed.GetValue(Policies));
        if (second is null == policies is null)
        {
            return Cli.Fail("Give either a second scenario, or one scenario with --policies greedy,optimiser.", 2);
        }

        if (parsed.GetValue(Replications) is 1)
        {
            return Cli.Fail("--replications 1 gives no interval: a comparison needs 2 or more, 100 is a good beginning.", 2);
        }

        if (policies is not null && PolicyNames.Read(policies) is null)
        {
            return Cli.Fail($"--policies {policies}: name two, for example greedy,optimiser.", 2);
        }

        if (ScenarioArgument.Read(parsed.GetRequiredValue(First)) is not { } a || (second is null ? PolicyNames.Under(a, policies!) : Both(a, second)) is not { } pair)
        {
            return 1;
        }

        try
        {
            await CompareAsync(pair.First, pair.Second, parsed, cancellationToken);
            return 0;
        }
        catch (SolverUnavailableException e)
        {
            return Cli.Fail($"The optimiser needs its solver: {e.Message}");
        }
    }

    private static (Scenario First, Scenario Second)? Both(Scenario first, FileInfo second) => ScenarioArgument.Read(second) is { } b ? (first, b) : null;

    private static async Task CompareAsync(Scenario first, Scenario second, ParseResult parsed, CancellationToken cancellationToken)
    {
        var replications = Math.Max(2, parsed.GetValue(Replications) ?? first.Replications);
        var (seed, threads) = (parsed.GetValue(Seed) ?? first.Seed, parsed.GetValue(Threads));
        await using var policies = new PlacementPolicies(threads);
        var pair = (policies.Of(first.Placement.Policy), policies.Of(second.Placement.Policy));
        var comparison = Terminal.WithBar($"{first.Id} and {second.Id}, {replications} replications", 2.0 * replications, progress =>
            ScenarioComparison.Run(first, second, replications, seed, threads, new Progress(progress), pair, cancellationToken));
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(ComparisonJson.Of(comparison));
        }
        else
        {
            Print(comparison);
        }
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

    private sealed class Progress(IProgress<double> bar) : IProgress<int>
    {
        public void Report(int value) => bar.Report(value);
    }
}

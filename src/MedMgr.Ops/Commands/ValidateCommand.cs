using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using MedMgr.Sim.Hospital.Validation;
using MedMgr.Sim.Reports;
using MedMgr.Sim.Reports.Json;
using Spectre.Console;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr validate: theory beside simulation.</summary>
internal static class ValidateCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Prints one JSON document." };
    private static readonly Option<bool> Markdown = new("--markdown") { Description = "Prints the page docs/validation.md." };
    private static readonly Option<int> Threads = SimulationOptions.Threads();

    public static Command Make()
    {
        var command = new Command("validate", "Runs the simulation's validation suite and prints theory beside simulation. Exit code 0 when every case passes.")
        {
            Json, Markdown, Threads,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var threads = parsed.GetValue(Threads);
        var cases = Terminal.WithBar("validate", 1.0, progress => ValidationSuite.Run(threads, progress: progress, cancellationToken: cancellationToken));
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(ValidationJson.Of(cases));
        }
        else if (parsed.GetValue(Markdown))
        {
            Console.Out.Write(ValidationTable.Markdown(cases));
        }
        else
        {
            Print(cases);
        }

        return cases.All(c => c.Pass) ? 0 : 1;
    }

    private static void Print(ImmutableArray<ValidationCase> cases)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("case");
        foreach (var column in new[] { "theory", "simulated", "interval", "half-width" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("pass");
        foreach (var one in cases)
        {
            table.AddRow(
                Markup.Escape(one.Case), Text(one.Theory), Text(one.Simulated), Markup.Escape($"{Text(one.Low)} to {Text(one.High)}"),
                one.Evidence == Evidence.Deterministic ? "1e-6" : one.RelativeHalfWidth.ToString("P2", CultureInfo.InvariantCulture), one.Pass ? "[green]yes[/]" : "[red]no[/]");
        }

        Terminal.Output.Write(table);
        Terminal.Output.WriteLine($"{cases.Count(c => c.Pass)} of {cases.Length} cases pass; all intervals together hold with 95 %.");
    }

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}

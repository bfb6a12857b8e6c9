using System.CommandLine;
using System.Globalization;
using MedMgr.Ops.Optimising;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Hosting;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Reports.Json;
using MedMgr.Sim.Reports.Pages;
using Spectre.Console;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr simulate: runs a scenario.</summary>
internal static class SimulateCommand
{
    private static readonly Argument<FileInfo> File = new("SCENARIO") { Description = "Scenario (YAML), for example scenarios/flu-season.yaml." };
    private static readonly Option<int?> Replications = SimulationOptions.Replications();
    private static readonly Option<ulong?> Seed = SimulationOptions.Seed();
    private static readonly Option<int> Threads = SimulationOptions.Threads();
    private static readonly Option<bool> Json = SimulationOptions.Json();
    private static readonly Option<FileInfo?> Report = new("--report") { Description = "Writes one self-contained HTML file with plots." };
    private static readonly Option<FileInfo?> Record = new("--record") { Description = "Writes one replication as events for replay (lines of JSON). Alone, nothing else is run." };

    public static Command Make()
    {
        var command = new Command("simulate", "Runs a scenario many times and says what to expect.") { File, Replications, Seed, Threads, Json, Report, Record };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(File);
        if (ScenarioArgument.Read(file) is not { } scenario)
        {
            return 1;
        }

        var seed = parsed.GetValue(Seed) ?? scenario.Seed;
        var (report, record) = (parsed.GetValue(Report), parsed.GetValue(Record));
        try
        {
            var threads = parsed.GetValue(Threads);
            await using var policies = new PlacementPolicies(threads);
            var policy = policies.Of(scenario.Placement.Policy);
            if (record is not null)
            {
                WriteRecording(scenario, seed, policy, record, cancellationToken);
            }

            if (record is null || report is not null || parsed.GetValue(Json) || parsed.GetValue(Replications) is not null)
            {
                var replications = parsed.GetValue(Replications) ?? scenario.Replications;
                var run = Simulate(scenario, replications, seed, threads, policy, cancellationToken);
                Show(run, parsed.GetValue(Json));
                WriteReport(run, scenario, file, report);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Cli.Fail($"{report ?? record}: {e.Message}");
        }
        catch (SolverUnavailableException e)
        {
            return Cli.Fail($"The optimiser needs its solver: {e.Message}");
        }

        return 0;
    }

    private static RunResult Simulate(Scenario scenario, int replications, ulong seed, int threads, IPlacementPolicy policy, CancellationToken cancellationToken) => Terminal.WithBar(
        $"{scenario.Id}, {replications} replications", replications,
        progress => HospitalSimulation.Run(scenario, replications, seed, threads, policy, new Whole(progress), cancellationToken));

    private static void Show(RunResult run, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(RunJson.Of(run));
            return;
        }

        Terminal.Output.WriteLine($"{run.Title}: {run.Hours / 24.0:0.#} days from {run.Start:yyyy-MM-dd}, {run.Replications} replications, seed {run.Seed}");
        var table = new Table().Border(TableBorder.Rounded).AddColumn("measure");
        table.AddColumn(new TableColumn("mean").RightAligned()).AddColumn(new TableColumn("95 % interval").RightAligned()).AddColumn("unit");
        foreach (var measure in run.Measures)
        {
            table.AddRow(Markup.Escape(measure.Says), Text(measure.Estimate.Mean), Markup.Escape($"{Text(measure.Estimate.Low)} to {Text(measure.Estimate.High)}"), Markup.Escape(measure.Unit));
        }

        Terminal.Output.Write(table);
    }

    private static void WriteReport(RunResult run, Scenario scenario, FileInfo file, FileInfo? report)
    {
        if (report is null)
        {
            return;
        }

        System.IO.File.WriteAllText(report.FullName, ReportPage.Of(run, ReportFactsOf.Scenario(scenario, run, ReportFactsOf.Files(file.FullName), ProgramVersion.Text)));
        Terminal.Error.WriteLine($"Report: {report}");
    }

    private static void WriteRecording(Scenario scenario, ulong seed, IPlacementPolicy policy, FileInfo record, CancellationToken cancellationToken)
    {
        var recording = HospitalSimulation.Record(scenario, seed, policy: policy, cancellationToken: cancellationToken);
        using (var stream = record.Create())
        {
            using var buffered = new BufferedStream(stream, 1 << 16);
            RecordingLines.Write(recording, buffered);
        }

        Terminal.Error.WriteLine($"Recording: {record}, {recording.Steps.Length} events");
    }

    internal static string Text(double value) => double.IsFinite(value) ? value.ToString(Math.Abs(value) >= 1000 ? "#,##0" : "0.##", CultureInfo.InvariantCulture) : "?";

    private sealed class Whole(IProgress<double> bar) : IProgress<int>
    {
        public void Report(int value) => bar.Report(value);
    }
}

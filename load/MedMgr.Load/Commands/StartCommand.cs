using System.CommandLine;
using System.Diagnostics;
using MedMgr.Load.History;
using MedMgr.Load.Reporting;
using MedMgr.Load.Serving;
using MedMgr.Ops.EventLog;

namespace MedMgr.Load.Commands;

/// <summary>medmgr-load start: from the start of the process to readiness, over a long log.</summary>
internal static class StartCommand
{
    private const double Mebi = 1024 * 1024;

    private static readonly Option<long> Events = new("--events") { Description = "In the log.", DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<double> SecondsMax = new("--seconds-max") { Description = "Threshold for each start.", DefaultValueFactory = _ => 10 };

    public static Command Make()
    {
        var command = new Command("start", "Writes a log of a past year, then starts the server without any snapshot and again after a clean stop.") { Events, SecondsMax };
        command.SetAction((parsed, cancellationToken) => Cli.Measure(parsed, "start", (bench, report) => Run(
            bench, report, parsed.GetValue(Events), parsed.GetValue(SecondsMax), cancellationToken)));
        return command;
    }

    private static async Task Run(Bench bench, Report report, long events, double secondsMax, CancellationToken cancellationToken)
    {
        using var data = new TemporaryFolder();
        await using (var first = await bench.StartServer(data.Path, cancellationToken))
        {
            report.Add("ready with an empty log", first.TimeToReady.TotalSeconds, "s");
            await first.Stop(cancellationToken);
        }

        await WriteHistory(bench, report, data.Path, events, cancellationToken);
        await Start(bench, report, "without a snapshot of the board", data.Path, secondsMax, cancellationToken);
        await Start(bench, report, "after a clean stop", data.Path, secondsMax, cancellationToken);
    }

    private static async Task WriteHistory(Bench bench, Report report, string folder, long events, CancellationToken cancellationToken)
    {
        await using var log = await EventLogs.OpenSqliteAsync(folder, cancellationToken: cancellationToken);
        var clock = Stopwatch.StartNew();
        var written = await PastYear.Write(log, bench.Hospital, events, TimeProvider.System.GetUtcNow(), cancellationToken);
        report.Add("history written", written / clock.Elapsed.TotalSeconds, "events/s");
        report.Add("events in the log", await log.HeadAsync(cancellationToken), "");
        await log.DeleteAsync(bench.Hospital.Id.Value, "board", cancellationToken);
    }

    private static async Task Start(Bench bench, Report report, string how, string folder, double secondsMax, CancellationToken cancellationToken)
    {
        await using var server = await bench.StartServer(folder, cancellationToken);
        report.AtMost($"ready {how}", server.TimeToReady.TotalSeconds, "s", secondsMax);
        report.Add($"resident {how}", server.Use().ResidentBytes / Mebi, "MiB");
        report.Add($"processor {how}", server.Use().Processor.TotalSeconds, "s");
        await server.Stop(cancellationToken);
    }
}

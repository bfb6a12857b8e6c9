using System.CommandLine;
using System.Globalization;
using MedMgr.Load.Feeding;
using MedMgr.Load.History;
using MedMgr.Load.Reporting;
using MedMgr.Load.Serving;

namespace MedMgr.Load.Commands;

/// <summary>medmgr-load intake: messages a second that are acknowledged, and with that durable.</summary>
internal static class IntakeCommand
{
    private const int Window = 32;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    private static readonly Option<int> Senders = new("--senders") { Description = "MLLP connections.", DefaultValueFactory = _ => 64 };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Measured, after 5 s of warming up.", DefaultValueFactory = _ => 15 };
    private static readonly Option<double> RateMin = new("--rate-min") { Description = "Threshold: acknowledged messages a second.", DefaultValueFactory = _ => 5000 };

    public static Command Make()
    {
        var command = new Command("intake", "Many senders tell of visits as fast as they are acknowledged; each acknowledged message must then be in the log.")
        {
            Senders, Seconds, RateMin,
        };
        command.SetAction((parsed, cancellationToken) => Cli.Measure(parsed, "intake", (bench, report) => Run(
            bench, report, parsed.GetValue(Senders), TimeSpan.FromSeconds(parsed.GetValue(Seconds)), parsed.GetValue(RateMin), cancellationToken)));
        return command;
    }

    private static async Task Run(Bench bench, Report report, int senders, TimeSpan measured, double rateMin, CancellationToken cancellationToken)
    {
        using var data = new TemporaryFolder();
        await using var server = await bench.StartServer(data.Path, cancellationToken);
        var acknowledgements = new Acknowledgements();
        var feed = Feed(bench, server, senders, acknowledgements, WarmUp + measured, cancellationToken);
        await Task.Delay(WarmUp - acknowledgements.Elapsed, cancellationToken);
        var use = new UsageStretch(server.Use);
        var from = acknowledgements.Elapsed;
        await Task.Delay(measured, cancellationToken);
        var to = acknowledgements.Elapsed;
        var serverSeconds = use.Report(report);
        await feed;
        await server.Stop(cancellationToken);

        var counted = acknowledgements.All.Where(a => a.At >= from && a.At < to).ToList();
        var took = Percentiles.Of(counted.ConvertAll(a => (float)a.Took.TotalMilliseconds).ToArray());
        var (events, missing, intact) = await LogCheck.Run(data.Path, bench.Hospital.Id.Value, acknowledgements.All.Select(a => a.CauseId), cancellationToken);
        var messages = acknowledgements.All.Count;
        var rate = counted.Count / (to - from).TotalSeconds;
        report.AtLeast("durable messages", rate, "1/s", rateMin);
        report.Add("durable events", rate * events / messages, "1/s");
        report.Add("messages per processor second of the server", counted.Count / serverSeconds, "1/s");
        report.Add("acknowledged after, p50", took.P50, "ms");
        report.Add("acknowledged after, p99", took.P99, "ms");
        report.AtMost("messages refused", acknowledgements.Refused, "", 0);
        report.AtMost("acknowledged messages missing in the log", missing, "", 0);
        report.AtLeast("hash chain intact", intact ? 1 : 0, "", 1);
        foreach (var refusal in acknowledgements.Refusals)
        {
            await Console.Error.WriteLineAsync(refusal);
        }
    }

    private static async Task Feed(
        Bench bench, ServerProcess server, int senders, Acknowledgements acknowledgements, TimeSpan until, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var facility = bench.Hospital.Id.Value;
        var pairs = BedPair.Of(bench.Hospital, time.GetUtcNow());
        await Task.WhenAll(Enumerable.Range(0, senders).Select(async s =>
        {
            var name = "S" + s.ToString("00", CultureInfo.InvariantCulture);
            var beds = pairs.Where((_, i) => i % senders == s).Select((pair, i) => new Visits(pair, $"{name}P{i}", name, facility, time)).ToList();
            await using var sender = await Sender.Connect(server.MllpPort, name, facility, Window, acknowledgements, time, cancellationToken);
            await ClosedFeed.Run(sender, beds, acknowledgements, until, cancellationToken);
        }));
    }
}

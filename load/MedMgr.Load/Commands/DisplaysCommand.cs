using System.CommandLine;
using MedMgr.Load.Feeding;
using MedMgr.Load.Reporting;
using MedMgr.Load.Serving;
using MedMgr.Load.Watching;

namespace MedMgr.Load.Commands;

/// <summary>medmgr-load displays: from a message's intended sending to the frame that shows it, at every display.</summary>
internal static class DisplaysCommand
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    private static readonly Option<int> Count = new("--displays") { Description = "SignalR clients; the first one reads the JSON board.", DefaultValueFactory = _ => 200 };
    private static readonly Option<double> Rate = new("--rate") { Description = "ADT messages a second.", DefaultValueFactory = _ => 500 };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Measured, after 10 s of a growing rate.", DefaultValueFactory = _ => 20 };
    private static readonly Option<double> P99Max = new("--p99-max") { Description = "Threshold: milliseconds.", DefaultValueFactory = _ => 50 };

    public static Command Make()
    {
        var command = new Command("displays", "Messages at fixed times, displays that watch: how long until each display shows each message.") { Count, Rate, Seconds, P99Max };
        command.SetAction((parsed, cancellationToken) => Cli.Measure(parsed, "displays", (bench, report) => Run(
            bench, report, parsed.GetValue(Count), parsed.GetValue(Rate), TimeSpan.FromSeconds(parsed.GetValue(Seconds)), parsed.GetValue(P99Max), cancellationToken)));
        return command;
    }

    private static async Task Run(Bench bench, Report report, int count, double rate, TimeSpan measured, double p99Max, CancellationToken cancellationToken)
    {
        using var data = new TemporaryFolder();
        await using var server = await bench.StartServer(data.Path, cancellationToken);
        var pairs = BedPair.Of(bench.Hospital, TimeProvider.System.GetUtcNow());
        var board = new WatchedBoard();
        var boards = new Dictionary<string, WatchedBoard> { [bench.Hospital.Id.Value] = board };
        await using var displays = await Displays.Open(server.Address, boards, count, cancellationToken);
        var latencies = new Latencies(boards, displays);
        using var collecting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var collector = latencies.Run(collecting.Token);
        var acknowledgements = new Acknowledgements();
        var senders = await Watched.Connect(bench, server, acknowledgements, cancellationToken);
        var feed = OpenFeed.Run(senders, Watched.Beds(bench, pairs), board.Expect, rate, WarmUp, measured, cancellationToken);
        await Task.Delay(WarmUp, cancellationToken);
        var use = new UsageStretch(server.Use);
        var framesBefore = displays.Arrivals.Sum(a => (long)a.Frames);
        await feed;
        use.Report(report);
        var frames = displays.Arrivals.Sum(a => (long)a.Frames) - framesBefore;
        await collecting.CancelAsync();
        await collector;
        await latencies.Finish(cancellationToken);
        await displays.Close();
        foreach (var sender in senders)
        {
            await sender.DisposeAsync();
        }

        var spread = latencies.Spread();
        report.Add("message to display, p50", spread.P50, "ms");
        report.Add("message to display, p95", spread.P95, "ms");
        report.AtMost("message to display, p99", spread.P99, "ms", p99Max);
        report.Add("message to display, max", spread.Max, "ms");
        report.AtMost("messages that a display never showed", latencies.Unseen, "", 0);
        var took = Percentiles.Of(acknowledgements.All.Where(a => a.At > WarmUp).Select(a => (float)a.Took.TotalMilliseconds).ToArray());
        report.Add("message to acknowledgement, p50", took.P50, "ms");
        report.Add("message to acknowledgement, p99", took.P99, "ms");
        report.Add("messages sent", latencies.Messages / measured.TotalSeconds, "1/s");
        report.Add("frames at one display", frames / (double)displays.All.Count / measured.TotalSeconds, "1/s");
        report.AtMost("messages refused", acknowledgements.Refused, "", 0);
        report.AtMost("frames missing at a display", displays.Arrivals.Sum(a => a.Missing), "", 0);
        report.AtMost("frames repeated at a display", displays.Arrivals.Sum(a => a.Repeated), "", 0);
        report.AtMost("displays dropped to a snapshot", displays.Arrivals.Sum(a => a.FurtherSnapshots), "", 0);
        foreach (var refusal in acknowledgements.Refusals)
        {
            await Console.Error.WriteLineAsync(refusal);
        }
    }
}

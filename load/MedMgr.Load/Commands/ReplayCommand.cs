using System.CommandLine;
using System.Diagnostics;
using MedMgr.Load.Reporting;
using MedMgr.Load.Serving;
using MedMgr.Load.Watching;

namespace MedMgr.Load.Commands;

/// <summary>medmgr-load replay: a season is recorded, opened and scrubbed.</summary>
internal static class ReplayCommand
{
    private const double Mebi = 1024 * 1024;

    private static readonly Option<int> Days = new("--days") { Description = "Length of the recorded season, after its warm-up of two weeks.", DefaultValueFactory = _ => 30 };
    private static readonly Option<int> Scrubs = new("--scrubs") { Description = "Places sought, one after the other.", DefaultValueFactory = _ => 200 };
    private static readonly Option<int> Seed = new("--seed") { Description = "Of the recording and of the places.", DefaultValueFactory = _ => 7 };
    private static readonly Option<double> ScrubMax = new("--scrub-max") { Description = "Threshold: p95 of a scrub, in ms.", DefaultValueFactory = _ => 150 };

    public static Command Make()
    {
        var command = new Command("replay", "Records a flu season, opens it for replay and scrubs to random places: asked to received, over a real connection.") { Days, Scrubs, Seed, ScrubMax };
        command.SetAction((parsed, cancellationToken) => Cli.Measure(parsed, "replay", (bench, report) => Run(
            bench, report, parsed.GetValue(Days), parsed.GetValue(Scrubs), parsed.GetValue(Seed), parsed.GetValue(ScrubMax), cancellationToken)));
        return command;
    }

    private static async Task Run(Bench bench, Report report, int days, int scrubs, int seed, double scrubMax, CancellationToken cancellationToken)
    {
        using var data = new TemporaryFolder();
        await Record(bench, report, data, days, seed, cancellationToken);
        await using var server = await bench.StartServer(data.Path, cancellationToken);
        var before = server.Use();
        var clock = Stopwatch.StartNew();
        await ReplayViewer.UntilOpen(server, "season", cancellationToken);
        report.Add("opened: events indexed after", clock.Elapsed.TotalSeconds, "s");
        report.Add("opened: processor", (server.Use().Processor - before.Processor).TotalSeconds, "s");
        report.Add("opened: resident more than before", (server.Use().ResidentBytes - before.ResidentBytes) / Mebi, "MiB");

        await using var viewer = await ReplayViewer.Begin(server, "season", cancellationToken);
        report.Add("length", viewer.Length.TotalDays, "days");
        var random = new Random(seed);
        var (times, bytes) = (new float[scrubs], 0L);
        for (var i = 0; i < scrubs; i++)
        {
            clock.Restart();
            bytes += await viewer.Seek(random.NextDouble() * viewer.Length.TotalSeconds, cancellationToken);
            times[i] = (float)clock.Elapsed.TotalMilliseconds;
        }

        var spread = Percentiles.Of(times);
        report.Add("scrub p50", spread.P50, "ms");
        report.AtMost("scrub p95", spread.P95, "ms", scrubMax);
        report.Add("scrub p99", spread.P99, "ms");
        report.Add("scrub at most", spread.Max, "ms");
        report.Add("received for each scrub", bytes / 1024.0 / scrubs, "KiB");
        report.Add("resident after the scrubs", server.Use().ResidentBytes / Mebi, "MiB");
    }

    private static async Task Record(Bench bench, Report report, TemporaryFolder data, int days, int seed, CancellationToken cancellationToken)
    {
        var season = Path.Combine(Path.GetDirectoryName(bench.ServerDll)!, "scenarios", "flu-season.yaml");
        var scenario = data.File("season.yaml");
        await File.WriteAllTextAsync(scenario, $"extends: {season}\nid: season\ntitle: {days} days of a flu season\ndays: {days}\n", cancellationToken);
        var recordings = Directory.CreateDirectory(data.File("recordings"));
        var file = Path.Combine(recordings.FullName, "season.jsonl");
        await bench.Medmgr(["simulate", scenario, "--seed", $"{seed}", "--record", file], cancellationToken);
        report.Add("recording", new FileInfo(file).Length / Mebi, "MiB");
        report.Add("recording, warm-up included", File.ReadLines(file).Count() - 1, "events");
    }
}

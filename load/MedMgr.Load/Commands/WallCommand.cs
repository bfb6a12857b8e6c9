using System.CommandLine;
using System.Diagnostics;
using MedMgr.Load.Browsing;
using MedMgr.Load.Driving;
using MedMgr.Load.Feeding;
using MedMgr.Load.Reporting;
using MedMgr.Load.Season;
using MedMgr.Load.Serving;
using MedMgr.Load.Watching;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Load.Commands;

/// <summary>medmgr-load wall: a real browser's wall. From a message to the pixel, how soon a wall is usable, what many walls cost, whether memory grows.</summary>
internal static class WallCommand
{
    private const double Mebi = 1024 * 1024;
    private const int Openings = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AtDemosRate = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongEnoughForSlopes = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly Option<double> Minutes = new("--minutes") { Description = "Of traffic on the browser's wall.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> Rate = new("--rate") { Description = "Messages a second that change the wall.", DefaultValueFactory = _ => 50 };
    private static readonly Option<int> Walls = new("--walls") { Description = "SignalR clients that watch at the demo's rate while the server's processor is measured.", DefaultValueFactory = _ => 200 };
    private static readonly Option<double> PixelMax = new("--pixel-max") { Description = "Threshold: p95 from a message's intended sending to the painted change, ms.", DefaultValueFactory = _ => 250 };
    private static readonly Option<double> UsableMax = new("--usable-max") { Description = "Threshold: a wall opened anew shows the live board, ms.", DefaultValueFactory = _ => 1500 };
    private static readonly Option<double> CoresMax = new("--cores-max") { Description = "Threshold: of the server with all walls at the demo's rate.", DefaultValueFactory = _ => 0.25 };

    public static Command Make()
    {
        var command = new Command("wall", "A wall in Chromium: change to pixel, time until it is usable, the server with many walls, and memory over the minutes.") { Minutes, Rate, Walls, PixelMax, UsableMax, CoresMax };
        command.SetAction((parsed, cancellationToken) => Cli.Measure(parsed, "wall", async (bench, report) =>
        {
            using var data = new TemporaryFolder();
            await using var server = await bench.StartServer(data.Path, cancellationToken);
            await ManyWalls(bench, report, server, parsed.GetValue(Walls), parsed.GetValue(CoresMax), cancellationToken);
            await using var browser = await BrowserWall.Start(new Uri(server.Address, $"/wall/{bench.Hospital.Id}"));
            await Openers(report, browser, parsed.GetValue(UsableMax));
            await Pixels(bench, report, server, browser, parsed.GetValue(Rate), TimeSpan.FromMinutes(parsed.GetValue(Minutes)), parsed.GetValue(PixelMax), cancellationToken);
        }));
        return command;
    }

    /// <summary>The season's busiest hour at the demo's pace.</summary>
    private static async Task ManyWalls(Bench bench, Report report, ServerProcess server, int walls, double coresMax, CancellationToken cancellationToken)
    {
        var scenario = ((ScenarioReading.Read)ScenarioFile.Load(Path.Combine(Path.GetDirectoryName(bench.ServerDll)!, "scenarios", "flu-season.yaml"))).Scenario;
        var plan = new SeasonPlan(new SeasonRate(SeasonShape.Of(scenario), Factor: 1, Pace: 60, ConsoleShare: 0.25, Steady: true), walls, WarmUp, AtDemosRate, Seed: 7);
        await using var target = Target.Of(server) with { Owned = null };
        var run = await SeasonRun.Make(target, plan, new SeasonLimits(double.MaxValue, 0, 0, 0, 0), _ => { }, cancellationToken);
        report.AtMost($"server with {walls} walls at the demo's rate", run.Server!.Cores, "cores", coresMax);
        report.Add("its messages", run.Messages.PerSecond, "1/s");
        report.AtMost("frames missing at a wall", run.Frames.Missing + run.Frames.Repeated, "", 0);
    }

    private static async Task Openers(Report report, BrowserWall browser, double usableMax)
    {
        var times = new float[Openings];
        for (var i = 0; i < Openings; i++)
        {
            var (page, took) = await browser.Open();
            times[i] = (float)took;
            await page.Context.CloseAsync();
        }

        var spread = Percentiles.Of(times);
        report.Add("wall usable after, median", spread.P50, "ms");
        report.AtMost("wall usable after, at most", spread.Max, "ms", usableMax);
    }

    private static async Task Pixels(
        Bench bench, Report report, ServerProcess server, BrowserWall browser, double rate, TimeSpan length, double pixelMax, CancellationToken cancellationToken)
    {
        var (page, _) = await browser.Open();
        await BrowserWall.Observe(page);
        await using var session = await page.Context.NewCDPSessionAsync(page);
        var painted = new PaintedBeds();
        var pairs = BedPair.Of(bench.Hospital, TimeProvider.System.GetUtcNow());
        var acknowledgements = new Acknowledgements();
        var senders = await Watched.Connect(bench, server, acknowledgements, cancellationToken);
        var began = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - Stopwatch.GetElapsedTime(0).TotalMilliseconds;
        var feed = OpenFeed.Run(
            senders, Watched.Beds(bench, pairs), sighting => Expect(painted, sighting, began + Stopwatch.GetElapsedTime(0, sighting.Intended).TotalMilliseconds), rate, WarmUp, length, cancellationToken);
        var histogram = new Histogram();
        var clock = Stopwatch.StartNew();
        var memory = new List<(double Hours, double Heap, double Server)>();
        var use = new UsageStretch(server.Use);
        while (!feed.IsCompleted || (painted.Outstanding > 0 && clock.Elapsed < WarmUp + length + Patience))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            foreach (var change in await BrowserWall.TakePainted(page))
            {
                if (painted.Painted(change) is { } took && clock.Elapsed > WarmUp)
                {
                    histogram.Add(took);
                }
            }

            if (clock.Elapsed > WarmUp && clock.Elapsed > WarmUp + (memory.Count * length / 12))
            {
                memory.Add((clock.Elapsed.TotalHours, await BrowserWall.HeapMiB(session), server.Use().ResidentBytes / Mebi));
            }
        }

        await feed;
        use.Report(report);
        var spread = histogram.Spread();
        report.Add("message to pixel, p50", spread.P50, "ms");
        report.AtMost("message to pixel, p95", spread.P95, "ms", pixelMax);
        report.Add("message to pixel, p99", spread.P99, "ms");
        report.Add("message to pixel, max", spread.Max, "ms");
        report.Add("changes timed", histogram.Count, "");
        report.AtMost("changes that were never painted", painted.Outstanding, "", 0);
        report.AtMost("messages refused", acknowledgements.Refused, "", 0);
        report.Add("browser: script memory at the end, collected", memory[^1].Heap, "MiB");
        if (length >= LongEnoughForSlopes)
        {
            report.Add("browser: script memory, slope", Slope.OfSecondHalf([.. memory.Select(m => (m.Hours, m.Heap))]), "MiB/h");
            report.Add("server: resident memory, slope", Slope.OfSecondHalf([.. memory.Select(m => (m.Hours, m.Server))]), "MiB/h");
        }

        foreach (var sender in senders)
        {
            await sender.DisposeAsync();
        }
    }

    /// <summary>An order to discharge changes a mark on the bed and not its status: it is not timed.</summary>
    private static void Expect(PaintedBeds painted, Sighting sighting, double intended)
    {
        var status = sighting.Sign switch { Sign.Lies => "occupied", Sign.Left => "dirty", Sign.Ready => "ready", _ => null };
        if (status is not null)
        {
            painted.Expect(sighting.Bed, status, intended);
        }
    }
}

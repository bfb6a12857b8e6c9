using System.CommandLine;
using System.Diagnostics;
using MedMgr.Load.Browsing;
using MedMgr.Load.Reporting;
using MedMgr.Load.Serving;

namespace MedMgr.Load.Commands;

/// <summary>medmgr-load endurance: hours of the demo hospital at a pace, with a wall in a browser: does memory grow on either side?</summary>
internal static class EnduranceCommand
{
    private const double Mebi = 1024 * 1024;

    // What a collector leaves varies from sample to sample: a slope within these is chance.
    private const double HeapMax = 8;
    private const double ServerMax = 64;

    private static readonly Option<double> Hours = new("--hours") { Description = "Of the hospital.", DefaultValueFactory = _ => 12 };
    private static readonly Option<double> Pace = new("--pace") { Description = "Hours of the hospital in an hour.", DefaultValueFactory = _ => 24 };
    private static readonly Option<int> Samples = new("--samples") { Description = "Of memory, evenly spread.", DefaultValueFactory = _ => 60 };

    public static Command Make()
    {
        var command = new Command("endurance", "The demo hospital for hours at a pace, a wall in Chromium: memory of server and browser.") { Hours, Pace, Samples };
        command.SetAction((parsed, cancellationToken) => Cli.Measure(parsed, "endurance", async (bench, report) =>
        {
            using var data = new TemporaryFolder();
            await using var server = await ServerProcess.Demo(bench, data.Path, parsed.GetValue(Pace), cancellationToken);
            await using var browser = await BrowserWall.Start(new Uri(server.Address, $"/wall/{bench.Hospital.Id}"));
            var (page, _) = await browser.Open();
            await using var session = await page.Context.NewCDPSessionAsync(page);
            var pause = TimeSpan.FromHours(parsed.GetValue(Hours) / parsed.GetValue(Pace) / parsed.GetValue(Samples));
            var clock = Stopwatch.StartNew();
            var memory = new List<(double Hours, double Heap, double Server)>();
            var use = new UsageStretch(server.Use);
            for (var taken = 0; taken < parsed.GetValue(Samples); taken++)
            {
                await Task.Delay(pause, cancellationToken);
                memory.Add((clock.Elapsed.TotalHours * parsed.GetValue(Pace), await BrowserWall.HeapMiB(session), server.Use().ResidentBytes / Mebi));
            }

            use.Report(report);
            report.Add("hours of the hospital", memory[^1].Hours, "h");
            report.Add("frames shown", await BrowserWall.Shown(page), "");
            report.Add("browser: script memory, first quarter", memory.Take(memory.Count / 4).Average(m => m.Heap), "MiB");
            report.Add("browser: script memory, last quarter", memory.TakeLast(memory.Count / 4).Average(m => m.Heap), "MiB");
            report.Add("server: resident memory, first quarter", memory.Take(memory.Count / 4).Average(m => m.Server), "MiB");
            report.Add("server: resident memory, last quarter", memory.TakeLast(memory.Count / 4).Average(m => m.Server), "MiB");
            report.AtMost("browser: growth over the second half, in 12 h of the hospital", 12 * Slope.OfSecondHalf([.. memory.Select(m => (m.Hours, m.Heap))]), "MiB", HeapMax);
            report.AtMost("server: growth over the second half, in 12 h of the hospital", 12 * Slope.OfSecondHalf([.. memory.Select(m => (m.Hours, m.Server))]), "MiB", ServerMax);
        }));
        return command;
    }
}

using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MedMgr.Load.Feeding;
using MedMgr.Load.History;
using MedMgr.Load.Kills;
using MedMgr.Load.Reporting;
using MedMgr.Load.Serving;
using MedMgr.Ops.EventLog;

namespace MedMgr.Load.Commands;

/// <summary>medmgr-load kills: kill -9 in the middle of traffic, again and again, and what became of messages, beds and displays.</summary>
internal static class KillsCommand
{
    private const int Senders = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Option<int> Times = new("--times") { Description = "Kills, one after the other on the same data.", DefaultValueFactory = _ => 50 };
    private static readonly Option<int> Count = new("--displays") { Description = "SignalR clients that come back by themselves.", DefaultValueFactory = _ => 50 };
    private static readonly Option<double> Rate = new("--rate") { Description = "ADT messages a second, at most.", DefaultValueFactory = _ => 400 };
    private static readonly Option<int> Seed = new("--seed") { Description = "Names the moments of the kills: 0.5 to 2.5 s after the displays move.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> BackMax = new("--back-max") { Description = "Threshold: seconds from the start of the process to the last display that moves again.", DefaultValueFactory = _ => 5 };

    public static Command Make()
    {
        var command = new Command("kills", "Kills the server under load and starts it again: nothing acknowledged lost, no bed twice, displays back.") { Times, Count, Rate, Seed, BackMax };
        command.SetAction((parsed, cancellationToken) => Cli.Measure(parsed, "kills", (bench, report) => Run(
            bench, report, parsed.GetValue(Times), parsed.GetValue(Count), parsed.GetValue(Rate), parsed.GetValue(Seed), parsed.GetValue(BackMax), cancellationToken)));
        return command;
    }

    private static async Task Run(
        Bench bench, Report report, int times, int count, double rate, int seed, double backMax, CancellationToken cancellationToken)
    {
        using var data = new TemporaryFolder();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var server = new MortalServer(bench, data.Path);
        var (acknowledged, refused) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        var senders = MakeSenders(bench, server, rate, acknowledged, refused);
        var displays = Enumerable.Range(0, count).Select(_ => new StubbornDisplay(server.Address, bench.Hospital.Id.Value)).ToList();
        var fold = new BedFold(bench.Hospital);
        var (ready, back, perRound) = (new List<double>(), new List<double>(), new List<int>());

        await server.Start(cancellationToken);
        var running = senders.Select(s => s.Run(stop.Token)).Concat(displays.Select(d => d.Run(stop.Token))).ToArray();
        await UntilAllMove(displays, server, cancellationToken);
        var moments = new Random(seed);
        for (var round = 1; round <= times; round++)
        {
            var before = acknowledged.Count;
            await Task.Delay(TimeSpan.FromSeconds(0.5 + (2 * moments.NextDouble())), cancellationToken);
            await server.Kill();
            perRound.Add(acknowledged.Count - before);
            await fold.Read(data.Path, cancellationToken);
            var lost = fold.Missing(acknowledged); // while nobody can acknowledge anything
            ready.Add((await server.Start(cancellationToken)).TotalSeconds);
            back.Add(await UntilAllMove(displays, server, cancellationToken));
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"kill {round}/{times}: {perRound[^1]} messages since the last one, {lost} acknowledged and not in the log, ready after {ready[^1]:0.0} s, last display after {back[^1]:0.0} s"));
        }

        await stop.CancelAsync();
        await Task.WhenAll(running);
        await server.Kill();
        await fold.Read(data.Path, cancellationToken);
        await using var log = await EventLogs.OpenSqliteReadOnlyAsync(data.Path, cancellationToken);
        report.AtLeast("kills", back.Count, "", times);
        report.AtLeast("fewest messages acknowledged between two kills", perRound.Min(), "", 1);
        report.Add("messages acknowledged", acknowledged.Count, "");
        report.Add("messages sent again for want of an answer", senders.Sum(s => s.Repeats), "");
        report.Add("events in the log", fold.Events, "");
        report.AtMost("acknowledged messages missing in the log", fold.Missing(acknowledged), "", 0);
        report.AtMost("beds given twice, or patients in two", fold.Wrong.Count, "", 0);
        report.AtLeast("hash chain intact", await log.VerifyAsync(null, cancellationToken) is ChainVerdict.Intact ? 1 : 0, "", 1);
        report.Add("start to ready, median", Median(ready), "s");
        report.Add("start to ready, longest", ready.Max(), "s");
        report.Add("start to the last display that moves, median", Median(back), "s");
        report.AtMost("start to the last display that moves, longest", back.Max(), "s", backMax);
        report.Add("answers other than AA", refused.Count, "");
        foreach (var said in refused.Take(5).Concat(fold.Wrong.Take(5)))
        {
            await Console.Error.WriteLineAsync(said);
        }
    }

    private static List<StubbornSender> MakeSenders(
        Bench bench, MortalServer server, double rate, ConcurrentQueue<string> acknowledged, ConcurrentQueue<string> refused)
    {
        var facility = bench.Hospital.Id.Value;
        var pairs = BedPair.Of(bench.Hospital, TimeProvider.System.GetUtcNow());
        return [.. Enumerable.Range(0, Senders).Select(s =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"S{s:00}");
            var beds = pairs.Where((_, i) => i % Senders == s).Select((pair, i) => new Visits(pair, $"{name}P{i}", name, facility, TimeProvider.System)).ToList();
            return new StubbornSender(server.MllpPort, name, facility, beds, TimeSpan.FromSeconds(Senders / rate), acknowledged, refused);
        })];
    }

    /// <returns>Seconds from the start of the process to the last display.</returns>
    private static async Task<double> UntilAllMove(List<StubbornDisplay> displays, MortalServer server, CancellationToken cancellationToken)
    {
        while (displays.Any(d => d.MovesSince < server.StartedAt))
        {
            if (Stopwatch.GetElapsedTime(server.StartedAt) > Patience)
            {
                throw new BenchException($"{displays.Count(d => d.MovesSince < server.StartedAt)} displays did not come back within {Patience.TotalSeconds} s.");
            }

            await Task.Delay(5, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(server.StartedAt, displays.Max(d => d.MovesSince)).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

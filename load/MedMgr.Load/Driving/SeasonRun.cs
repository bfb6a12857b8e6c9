using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using MedMgr.Load.Reporting;
using MedMgr.Load.Season;
using MedMgr.Load.Serving;
using MedMgr.Load.Watching;

namespace MedMgr.Load.Driving;

/// <summary>One run: displays open, patients come and go, people work at the console, and the hospital is left as it was found.</summary>
internal sealed class SeasonRun
{
    private const double Mebi = 1024 * 1024;

    /// <summary>Over all hospitals; each has at least one.</summary>
    private const int Lines = 16;
    private const int ConsoleConnections = 64;
    private const string SenderName = "LOAD-";
    private static readonly TimeSpan TakeBackEvery = TimeSpan.FromMilliseconds(20);

    /// <summary>After the last arrival: visits end, beds are cleaned.</summary>
    private static readonly TimeSpan LeavingMax = TimeSpan.FromSeconds(60);

    private readonly Target _target;
    private readonly SeasonPlan _plan;
    private readonly Action<LiveSecond> _tell;
    private readonly Tally _tally = new();
    private readonly Agenda _agenda = new();
    private readonly List<AdtLine> _lines = [];
    private readonly List<HospitalLoad> _hospitals = [];
    private readonly Dictionary<string, WatchedBoard> _boards = new(StringComparer.Ordinal);

    // Unique among runs over the same log, so that a visit of this run is not taken for one of the last.
    private readonly string _name = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString("x", CultureInfo.InvariantCulture)[^6..];
    private long _measuredFrom = long.MaxValue;
    private long _measuredTo = long.MaxValue;

    private SeasonRun(Target target, SeasonPlan plan, Action<LiveSecond> tell) => (_target, _plan, _tell) = (target, plan, tell);

    /// <exception cref="BenchException">It can not be made, in words.</exception>
    public static Task<SeasonResult> Make(Target target, SeasonPlan plan, SeasonLimits limits, Action<LiveSecond> tell, CancellationToken cancellationToken) =>
        new SeasonRun(target, plan, tell).Run(limits, cancellationToken);

    private async Task<SeasonResult> Run(SeasonLimits limits, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = ConsoleConnections };
        using var http = new HttpClient(handler) { BaseAddress = _target.Address, Timeout = TimeSpan.FromSeconds(30) };
        foreach (var id in await _target.Hospitals(http, cancellationToken))
        {
            _boards.Add(id, new WatchedBoard { OwnVisits = Prefix });
        }

        await using var displays = await Displays.Open(_target.Address, _boards, _plan.Displays, cancellationToken);
        var latencies = new Latencies(_boards, displays);
        try
        {
            await Connect(http, cancellationToken);
            using var stop = new CancellationTokenSource();
            var collecting = latencies.Run(stop.Token);
            var figures = await Drive(displays, latencies, cancellationToken);
            await stop.CancelAsync();
            await collecting;
            await latencies.Finish(cancellationToken);
            return Result(figures, displays, latencies, await Resolve(http, cancellationToken), limits);
        }
        finally
        {
            foreach (var line in _lines)
            {
                await line.DisposeAsync();
            }
        }
    }

    private string Prefix => $"L{_name}-";

    private async Task Connect(HttpClient http, CancellationToken cancellationToken)
    {
        var each = Math.Max(1, Lines / _boards.Count);
        var random = new Random(_plan.Seed);
        foreach (var (id, board) in _boards)
        {
            var lines = new AdtLine[each];
            for (var i = 0; i < each; i++)
            {
                var sender = string.Create(CultureInfo.InvariantCulture, $"{SenderName}{i + 1}");
                try
                {
                    lines[i] = await AdtLine.Connect(
                        _target.MllpHost, _target.MllpPort, new AdtText(sender, id, _name, TimeProvider.System), _tally, cancellationToken);
                }
                catch (SocketException e)
                {
                    throw new BenchException($"Nobody takes HL7 messages at {_target.MllpHost}:{_target.MllpPort}: {e.Message}");
                }

                _lines.Add(lines[i]);
            }

            _hospitals.Add(new HospitalLoad(
                Prefix, _plan.Rate, board, lines, new ConsoleUsers(http, id, _tally), _agenda, _tally, new Random(random.Next()), _plan.Ramp * 0.35, IsCounted));
        }

        if (_hospitals.Sum(h => h.FreeAtFirst) == 0)
        {
            throw new BenchException(
                $"No hospital of {_target.Address} has a free bed: no display could show a patient of the load. Wait until some are free, or load a server without a demo.");
        }
    }

    private async Task<Figures> Drive(Displays displays, Latencies latencies, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp() + Agenda.Ticks(TimeSpan.FromMilliseconds(100));
        var (from, to) = (begin + Agenda.Ticks(_plan.Ramp), begin + Agenda.Ticks(_plan.Ramp + _plan.Measured));
        (_measuredFrom, _measuredTo) = (from, to);
        using var sampling = new CancellationTokenSource();
        var sampler = new Sampler(_plan, _tally, latencies, displays, () => _boards.Values.Sum(b => b.Expected), _target.Use, _tell);
        var watching = sampler.Run(sampling.Token);
        Figures? figures = null;
        State? before = null;
        _agenda.At(from, _ => before = Now(displays));
        _agenda.At(to, _ => figures = new Figures(before!.Value, Now(displays), sampler.Slices));
        bool isOver() => cancellationToken.IsCancellationRequested;
        foreach (var hospital in _hospitals)
        {
            hospital.Open(begin, to, _plan.Ramp, isOver);
        }

        TakeBack(begin, to + Agenda.Ticks(LeavingMax), isOver);
        await _agenda.Run();
        await sampling.CancelAsync();
        await watching;
        cancellationToken.ThrowIfCancellationRequested();
        return figures!;
    }

    /// <summary>Keeps the agenda going until everything of the load is gone from the hospitals.</summary>
    private void TakeBack(long due, long latest, Func<bool> isOver) => _agenda.At(due + Agenda.Ticks(TakeBackEvery), at =>
    {
        foreach (var hospital in _hospitals)
        {
            hospital.TakeBackCleaned();
        }

        if (at < latest && ((at < _measuredTo && !isOver()) || _hospitals.Any(h => h.UnderWay > 0) || _lines.Any(l => l.UnderWay > 0)))
        {
            TakeBack(at, latest, isOver);
        }
    });

    /// <summary>Discrepancies that the load's own messages have raised are nobody's work to look at.</summary>
    private async Task<int> Resolve(HttpClient http, CancellationToken cancellationToken)
    {
        var resolved = 0;
        foreach (var hospital in _boards.Keys.Select(Uri.EscapeDataString))
        {
            var open = await http.GetFromJsonAsync<JsonElement>($"/api/hospitals/{hospital}/discrepancies", cancellationToken);
            foreach (var id in open.EnumerateArray().Where(IsOurs).Select(d => Uri.EscapeDataString(d.GetProperty("id").GetString()!)).ToList())
            {
                using var answer = await http.PostAsJsonAsync($"/api/hospitals/{hospital}/discrepancies/{id}/resolve", new { how = "raised by a load test" }, cancellationToken);
                resolved += answer.IsSuccessStatusCode ? 1 : 0;
            }
        }

        return resolved;
    }

    private bool IsOurs(JsonElement discrepancy) =>
        (discrepancy.TryGetProperty("source", out var source) && source.GetString()!.StartsWith(SenderName, StringComparison.Ordinal))
        || (discrepancy.TryGetProperty("encounter", out var visit) && visit.GetString()!.StartsWith(Prefix, StringComparison.Ordinal));

    private bool IsCounted(long time) => time >= _measuredFrom && time < _measuredTo;

    private State Now(Displays displays) => new(
        Stopwatch.GetTimestamp(), MachineUse.Now(), DiskFlushes.Count(), _target.Use?.Invoke(), Environment.CpuUsage.TotalTime, displays.Arrivals.Sum(a => (long)a.Frames));

    private SeasonResult Result(Figures figures, Displays displays, Latencies latencies, int resolved, SeasonLimits limits)
    {
        var (before, after) = (figures.Before, figures.After);
        var seconds = Stopwatch.GetElapsedTime(before.At, after.At).TotalSeconds;
        var rate = _plan.Rate;
        var spread = Spread.Of(latencies.Spread());
        var asked = new SeasonAsked(
            _target.Address.ToString().TrimEnd('/'), rate.Shape.Scenario, rate.Shape.Day, rate.Shape.BusiestHour, Math.Round(rate.Factor, 2), rate.Pace, rate.Steady, _hospitals.Count,
            displays.All.Count, _plan.Measured.TotalSeconds, rate.ConsoleShare, Math.Round(_hospitals.Average(h => h.Stay.TotalSeconds), 2), _hospitals.Sum(h => h.FreeAtFirst));
        var messages = new SeasonMessages(
            _tally.CountedSent, Math.Round(_tally.CountedSent / _plan.Measured.TotalSeconds, 1), Math.Round(rate.MessagesPerSecond * _hospitals.Count, 1), _tally.Late, _tally.Refused,
            Spread.Of(_tally.Lateness), Spread.Of(_tally.Acknowledged));
        var latency = new SeasonLatency(
            spread.P50, spread.P95, spread.P99, spread.Max, latencies.Count, latencies.Messages, latencies.Unseen, _boards.Values.Sum(b => b.Overtaken));
        var frames = new SeasonFrames(
            Math.Round((after.Frames - before.Frames) / seconds / displays.All.Count, 2), displays.Arrivals.Sum(a => a.Missing), displays.Arrivals.Sum(a => a.Repeated),
            displays.Arrivals.Sum(a => a.FurtherSnapshots), displays.Lost);
        var errors = new SeasonErrors(_tally.Failed + _tally.Refused + displays.Lost, _tally.Words);
        var server = after.Server is { } now && before.Server is { } then
            ? new SeasonProcess(
                Math.Round((now.Processor - then.Processor).TotalSeconds / seconds, 3), Math.Round(now.ResidentBytes / Mebi, 1), Math.Round(now.PeakBytes / Mebi, 1))
            : null;
        using var self = Process.GetCurrentProcess();
        var client = new SeasonProcess(
            Math.Round((after.Client - before.Client).TotalSeconds / seconds, 3), Math.Round(self.WorkingSet64 / Mebi, 1), Math.Round(self.PeakWorkingSet64 / Mebi, 1));
        var machine = new SeasonMachine(
            Environment.ProcessorCount, Math.Round((after.Machine.BusySeconds - before.Machine.BusySeconds) / seconds, 2), before.Machine.LoadAverage, after.Machine.LoadAverage,
            after.Flushes is { } f && before.Flushes is { } g ? Math.Round((f - g) / seconds, 1) : null);
        var thresholds = SeasonVerdict.Thresholds(limits, latency, frames, messages, errors);
        return new SeasonResult(
            "flu-season", thresholds.All(t => t.Met), asked, messages, latency, frames, _tally.Patients, _tally.WithoutBed, resolved,
            new SeasonConsole(_tally.Calls, _tally.CallsRefused, Spread.Of(_tally.Answered)), errors, server, _target.UseUnknownBecause, client, machine,
            SeasonResult.MemorySlope(figures.Slices), figures.Slices, thresholds);
    }

    private readonly record struct State(long At, MachineUse Machine, long? Flushes, Usage? Server, TimeSpan Client, long Frames);

    private sealed record Figures(State Before, State After, IReadOnlyList<SeasonSlice> Slices);
}

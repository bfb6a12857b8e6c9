using System.Diagnostics;
using MedMgr.Load.Reporting;
using MedMgr.Load.Season;
using MedMgr.Load.Serving;
using MedMgr.Load.Watching;

namespace MedMgr.Load.Driving;

/// <summary>The last second, for whoever looks on.</summary>
internal sealed record LiveSecond(
    string Phase, TimeSpan Elapsed, TimeSpan Total, double MessagesPerSecond, Spread LatencyMs, double? ServerCores, double? ServerMiB, double ClientCores, int Displays,
    int DisplaysLost, long Missing, long Errors, int Outstanding);

/// <summary>Looks every second at what has happened, and keeps slices of the measured time.</summary>
internal sealed class Sampler
{
    private const double Mebi = 1024 * 1024;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Tally _tally;
    private readonly Latencies _latencies;
    private readonly Displays _displays;
    private readonly Func<int> _outstanding;
    private readonly Func<Usage>? _use;
    private readonly SeasonPlan _plan;
    private readonly Action<LiveSecond> _tell;
    private readonly List<SeasonSlice> _slices = [];
    private readonly Histogram _slice = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private Mark _sliceBegan;
    private Mark _secondBegan;

    public Sampler(SeasonPlan plan, Tally tally, Latencies latencies, Displays displays, Func<int> outstanding, Func<Usage>? use, Action<LiveSecond> tell)
    {
        (_plan, _tally, _latencies, _displays, _outstanding, _use, _tell) = (plan, tally, latencies, displays, outstanding, use, tell);
        _sliceBegan = _secondBegan = Now();
    }

    private readonly record struct Mark(TimeSpan At, long Sent, TimeSpan Server, TimeSpan Client, long Missing);

    public IReadOnlyList<SeasonSlice> Slices => _slices;

    /// <summary>About thirty slices; of a long run a minute each.</summary>
    public static TimeSpan SliceOf(TimeSpan measured) =>
        measured > TimeSpan.FromMinutes(2) ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(Math.Max(1, Math.Round(measured.TotalSeconds / 30)));

    /// <summary>Samples until cancelled.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Second);
        var length = SliceOf(_plan.Measured);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var latest = _latencies.TakeLatest();
                var elapsed = _clock.Elapsed;
                Tell(latest, elapsed);
                if (elapsed <= _plan.Ramp)
                {
                    _sliceBegan = _secondBegan;
                    continue;
                }

                _slice.Add(latest);
                if (elapsed - _sliceBegan.At >= length - (Second / 2) && elapsed <= _plan.Ramp + _plan.Measured + Second)
                {
                    Cut();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The way in which sampling ends.
        }
    }

    private void Tell(Histogram latest, TimeSpan elapsed)
    {
        var (before, now) = (_secondBegan, Now());
        _secondBegan = now;
        var seconds = (now.At - before.At).TotalSeconds;
        var phase = elapsed < _plan.Ramp ? "rising" : elapsed < _plan.Ramp + _plan.Measured ? "measured" : "leaving";
        _tell(new LiveSecond(
            phase, elapsed, _plan.Ramp + _plan.Measured, (now.Sent - before.Sent) / seconds, Spread.Of(latest.Spread()),
            _use is null ? null : (now.Server - before.Server).TotalSeconds / seconds, _use?.Invoke().ResidentBytes / Mebi, (now.Client - before.Client).TotalSeconds / seconds,
            _displays.All.Count, _displays.Lost, now.Missing, _tally.Failed + _tally.Refused, _outstanding()));
    }

    private void Cut()
    {
        var (before, now) = (_sliceBegan, Now());
        _sliceBegan = now;
        var seconds = (now.At - before.At).TotalSeconds;
        var spread = Spread.Of(_slice.Spread());
        _slice.Clear();
        _slices.Add(new SeasonSlice(
            Math.Round((now.At - _plan.Ramp).TotalSeconds, 1), Math.Round((now.Sent - before.Sent) / seconds, 1), spread.P50, spread.P99, spread.Max,
            _use is null ? null : Math.Round((now.Server - before.Server).TotalSeconds / seconds, 3), _use is null ? null : Math.Round(_use().ResidentBytes / Mebi, 1),
            Math.Round((now.Client - before.Client).TotalSeconds / seconds, 3), Math.Round(Environment.WorkingSet / Mebi, 1), now.Missing - before.Missing));
    }

    private Mark Now() => new(
        _clock.Elapsed, _tally.Sent, _use?.Invoke().Processor ?? TimeSpan.Zero, Environment.CpuUsage.TotalTime, _displays.Arrivals.Sum(a => a.Missing));
}

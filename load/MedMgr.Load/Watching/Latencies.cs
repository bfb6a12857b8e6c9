using System.Diagnostics;
using MedMgr.Load.Reporting;

namespace MedMgr.Load.Watching;

/// <summary>From a message's intended sending to each display that showed it: collected as it happens, in bounded memory.</summary>
internal sealed class Latencies
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    /// <summary>A display that has not shown a message so long after another one did counts as one that never did.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<Watch> _watches;
    private readonly Histogram _all = new();
    private readonly Histogram _latest = new();
    private readonly Lock _changing = new();
    private long _unseen;
    private long _messages;

    public Latencies(IReadOnlyDictionary<string, WatchedBoard> boards, Displays displays)
    {
        var byHospital = displays.All.ToLookup(d => d.Hospital, d => d.Arrivals, StringComparer.Ordinal);
        _watches = [.. boards.Select(b => new Watch(b.Value, [.. byHospital[b.Key]], []))];
    }

    private sealed record Watch(WatchedBoard Board, Arrivals[] Displays, Queue<Sighting> Waiting);

    /// <summary>Pairs of a message and a display that never showed it.</summary>
    public long Unseen => Volatile.Read(ref _unseen);

    /// <summary>Of the measured time, seen by all displays.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Pairs of a message of the measured time and a display.</summary>
    public long Count
    {
        get
        {
            lock (_changing)
            {
                return _all.Count;
            }
        }
    }

    public Percentiles Spread()
    {
        lock (_changing)
        {
            return _all.Spread();
        }
    }

    /// <summary>What came since the last call, the time before and after the measured time included.</summary>
    public Histogram TakeLatest()
    {
        lock (_changing)
        {
            var taken = new Histogram();
            taken.Add(_latest);
            _latest.Clear();
            return taken;
        }
    }

    /// <summary>Collects until cancelled.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                Collect();
            }
        }
        catch (OperationCanceledException)
        {
            // The way in which collecting ends.
        }
    }

    /// <summary>Waits until every message has been seen by every display, or for as long as one may be late; what is outstanding then counts as unseen.</summary>
    public async Task Finish(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience && _watches.Any(w => w.Board.Expected > 0 || w.Waiting.Count > 0 || !w.Board.Seen.IsEmpty))
        {
            await Task.Delay(Every, cancellationToken);
            Collect();
        }

        foreach (var watch in _watches)
        {
            _unseen += watch.Board.TakeOutstanding().Count(s => s.Counted) * watch.Displays.Length;
            while (watch.Waiting.TryDequeue(out var sighting))
            {
                Enter(watch, sighting);
            }
        }
    }

    private void Collect()
    {
        lock (_changing)
        {
            foreach (var watch in _watches)
            {
                while (watch.Board.Seen.TryDequeue(out var seen))
                {
                    watch.Waiting.Enqueue(seen);
                }

                while (watch.Waiting.TryPeek(out var next) && (IsShownByAll(watch, next) || Stopwatch.GetElapsedTime(next.Intended) > Patience))
                {
                    Enter(watch, watch.Waiting.Dequeue());
                }
            }
        }
    }

    private static bool IsShownByAll(Watch watch, Sighting sighting) => watch.Displays.All(d => d.ShownAt(sighting.Sequence!.Value) is not null);

    private void Enter(Watch watch, Sighting sighting)
    {
        _messages += sighting.Counted ? 1 : 0;
        foreach (var display in watch.Displays)
        {
            if (display.ShownAt(sighting.Sequence!.Value) is { } at)
            {
                var took = Stopwatch.GetElapsedTime(sighting.Intended, at).TotalMilliseconds;
                _latest.Add(took);
                if (sighting.Counted)
                {
                    _all.Add(took);
                }
            }
            else if (sighting.Counted)
            {
                _unseen++;
            }
        }
    }
}

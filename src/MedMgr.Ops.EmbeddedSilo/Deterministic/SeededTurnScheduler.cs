using MedMgr.Ops.EmbeddedSilo.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Deterministic;

/// <summary>Runs one item at a time on the calling thread: the next one is drawn from all that could run now.</summary>
internal sealed class SeededTurnScheduler : TurnScheduler
{
    private readonly Lock _gate = new();
    private readonly List<TurnQueue> _runnable = [];
    private readonly List<VirtualTime.VirtualTimer> _due = [];
    private readonly SeededRandom _random;
    private readonly VirtualTime _time;
    private int _thread;
    private string? _intruder;

    internal SeededTurnScheduler(SeededRandom random, VirtualTime time)
    {
        _random = random;
        _time = time;
    }

    /// <summary>Items executed so far.</summary>
    internal long Steps { get; private set; }

    /// <summary>Over which queue ran what at which time, in order.</summary>
    internal ulong TraceHash { get; private set; } = StableHash.Start;

    // "Asynchronously" would mean on the thread pool for whoever combines calls (Task.WhenAll). Awaits in turns are queued in any case.
    internal override TaskCreationOptions AnswerOptions => TaskCreationOptions.None;

    internal override void Schedule(TurnQueue queue)
    {
        lock (_gate)
        {
            _runnable.Add(queue);
        }
    }

    internal override void ShuffleColdArrivals(List<Turn> arrivals) => _random.Shuffle(arrivals);

    internal override void OnWorkArrived()
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            _intruder ??= Environment.StackTrace;
        }
    }

    internal override void OnExecuting(TurnQueue queue, ulong mark) => Trace((ulong)queue.Number, mark);

    internal void Trace(ulong who, ulong what)
        => TraceHash = StableHash.Add(StableHash.Add(StableHash.Add(TraceHash, who), what), (ulong)_time.GetTimestamp());

    /// <summary>While the scope lasts, work may arrive from this thread, and awaits see no context of the test framework.</summary>
    internal Scope Enter() => new(this);

    /// <summary>Executes one item. False when nothing can run at the present time.</summary>
    internal bool Step()
    {
        if (_intruder is { } stack)
        {
            throw new NondeterminismException($"Work arrived from outside the silo's loop: its order depends on real time. It came from{Environment.NewLine}{stack}");
        }

        while (_time.TakeDue() is { } timer)
        {
            _due.Add(timer);
        }

        var choices = _runnable.Count + _due.Count;
        if (choices == 0)
        {
            return false;
        }

        Steps++;
        var choice = choices == 1 ? 0 : _random.Next(choices);
        if (choice < _runnable.Count)
        {
            RunQueue(choice);
        }
        else
        {
            FireTimer(choice - _runnable.Count);
        }

        return true;
    }

    /// <summary>Forgets everything that could have run.</summary>
    internal void Crash()
    {
        _runnable.Clear();
        _due.Clear();
        Trace(ulong.MaxValue, 0);
    }

    private void RunQueue(int index)
    {
        if (!_runnable[index].RunSlice(1))
        {
            _runnable[index] = _runnable[^1];
            _runnable.RemoveAt(_runnable.Count - 1);
        }
    }

    private void FireTimer(int index)
    {
        var timer = _due[index];
        _due.RemoveAt(index);
        timer.Fire();
    }

    internal readonly struct Scope : IDisposable
    {
        private readonly SeededTurnScheduler _scheduler;
        private readonly SynchronizationContext? _context;
        private readonly int _outer;

        internal Scope(SeededTurnScheduler scheduler)
        {
            _scheduler = scheduler;
            _context = SynchronizationContext.Current;
            _outer = scheduler._thread;
            SynchronizationContext.SetSynchronizationContext(null);
            scheduler._thread = Environment.CurrentManagedThreadId;
        }

        public void Dispose()
        {
            _scheduler._thread = _outer;
            SynchronizationContext.SetSynchronizationContext(_context);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using MedMgr.Sim.Engine.Events;
using MedMgr.Sim.Engine.Numerics;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Statistics;

namespace MedMgr.Sim.Engine;

/// <summary>One replication: a virtual clock, the calendar of what will happen, named streams of chance and the book of statistics.</summary>
/// <remarks>
/// <para>Time is a double that starts at zero, in whatever unit the model keeps to (minutes, hours). Its step at 10^6 units is 10^-10 units; equal
/// times are compared exactly and ties break by priority, then by the order of scheduling.</para>
/// <para>Not safe for use by two threads at once; many simulations may run beside each other, each on its own thread.</para>
/// </remarks>
public sealed partial class Simulation
{
    private const int KindResume = -1;
    private const int KindTimer = -2;
    private const int StaleWorthSweeping = 64;

    private readonly EventCalendar _calendar = new();
    private readonly TimerTable _timers = new();
    private readonly Dictionary<string, RandomStream> _streams = new(StringComparer.Ordinal);
    private IEventHandler? _handler;
    private ExceptionDispatchInfo? _fault;
    private int _stale;
    private bool _running;
    private bool _stopping;
    private readonly Func<Entry, bool> _isStale;
    internal double _now;

    /// <param name="seed">Every chance of the run follows from it.</param>
    /// <param name="replication">Zero or more; the same seed with another number is an independent run.</param>
    /// <param name="sampling">How streams make variates; see <see cref="Randomness.Sampling"/>.</param>
    public Simulation(ulong seed, int replication = 0, Sampling sampling = Sampling.Fast)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replication);
        Seed = seed;
        Replication = replication;
        Sampling = sampling;
        Statistics = new StatisticsBook(this);
        _isStale = IsStale;
    }

    public ulong Seed { get; }

    public int Replication { get; }

    public Sampling Sampling { get; }

    /// <summary>The virtual clock, in the model's unit.</summary>
    public double Now => _now;

    /// <summary>How many events (and resumed processes) have happened.</summary>
    public long EventsHandled { get; private set; }

    /// <summary>How many events are still to come; cancelled ones do not count.</summary>
    public int EventsPending => _calendar.Count - _stale;

    /// <summary>Levels, tallies and series of this run by name.</summary>
    public StatisticsBook Statistics { get; }

    /// <summary>The stream of this name: the same object each time, in the state the last use left it.</summary>
    public RandomStream Stream(string name)
    {
        if (!_streams.TryGetValue(name, out var stream))
        {
            stream = new RandomStream(Seed, Replication, name, Sampling);
            _streams.Add(name, stream);
        }

        return stream;
    }

    /// <summary>Names the model that handles events of kind zero and above.</summary>
    public void HandleWith(IEventHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _handler = handler;
    }

    /// <summary>Schedules an event for the model's handler. The fast path: no allocation, no cancellation.</summary>
    /// <param name="delay">From now, zero or more.</param>
    /// <param name="kind">Zero or more.</param>
    /// <param name="payload">Passed to the handler.</param>
    /// <param name="priority">Among events of the same time the smaller goes first: -32768 to 32767.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Schedule(double delay, int kind, int payload = 0, int priority = 0)
    {
        if (!(delay >= 0.0 && delay <= double.MaxValue) || kind < 0 || priority != (short)priority)
        {
            Refuse(delay, kind, priority);
        }

        _calendar.Add(_now + delay, priority, kind, payload);
    }

    /// <summary>Schedules an event that can be taken back with <see cref="Cancel"/>.</summary>
    public EventHandle ScheduleCancellable(double delay, int kind, int payload = 0, int priority = 0)
    {
        if (kind < 0)
        {
            Refuse(delay, kind, priority);
        }

        return AddTimer(delay, kind, payload, null, priority);
    }

    /// <summary>Schedules any action: for the rare events of a model that is otherwise written as processes (a shift begins, a ward closes).</summary>
    public EventHandle Schedule(double delay, Action action, int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(action);
        return AddTimer(delay, 0, 0, action, priority);
    }

    /// <summary>Takes a scheduled event back. False if it has already happened or been cancelled.</summary>
    public bool Cancel(EventHandle handle)
    {
        if (!_timers.IsLive(handle.Slot, handle.Order))
        {
            return false;
        }

        _timers.Remove(handle.Slot);
        CountStale();
        return true;
    }

    /// <summary>Ends the run after the event being handled. The clock stays where it is, and a later run goes on from there.</summary>
    public void Stop() => _stopping = true;

    /// <summary>Runs until nothing is left to happen, or <see cref="Stop"/>.</summary>
    public void Run() => RunUntil(double.PositiveInfinity);

    /// <summary>Runs every event up to and including this time, then sets the clock to it. An exception in a handler or a process surfaces here.</summary>
    public void RunUntil(double time)
    {
        if (!(time >= _now))
        {
            throw new ArgumentOutOfRangeException(nameof(time), time, $"The clock stands at {Portable.Text(_now)} and never runs backwards.");
        }

        if (_running)
        {
            throw new InvalidOperationException("The simulation is already running: an event must not run it again.");
        }

        _fault?.Throw();
        _running = true;
        _stopping = false;
        try
        {
            RunLoop(time);
        }
        finally
        {
            _running = false;
        }

        if (!_stopping && !double.IsPositiveInfinity(time))
        {
            _now = time;
        }
    }

    /// <summary>Runs to the end of the warm-up, then forgets all statistics gathered so far.</summary>
    public void WarmUp(double time)
    {
        RunUntil(time);
        Statistics.Reset();
    }

    private void RunLoop(double until)
    {
        var calendar = _calendar;
        var handler = _handler;
        long handled = 0;
        try
        {
            while (!_stopping && calendar.TryTake(until, out var entry))
            {
                if (entry.Kind >= 0)
                {
                    _now = entry.Time;
                    handled++;
                    (handler ?? throw new InvalidOperationException("Events are scheduled by kind but no handler was named (HandleWith).")).Handle(entry.Kind, entry.Payload);
                }
                else if (entry.Kind == KindResume ? TakeResumption(in entry) : TakeTimer(in entry))
                {
                    handled++;
                }
                else
                {
                    _stale--;
                    continue;
                }

                if (_conditions != null)
                {
                    _conditions.Check();
                }

                _fault?.Throw();
            }
        }
        finally
        {
            EventsHandled += handled;
        }
    }

    private bool TakeTimer(in Entry entry)
    {
        if (!_timers.IsLive(entry.Payload, entry.Order))
        {
            return false;
        }

        _now = entry.Time;
        var timer = _timers.Remove(entry.Payload);
        if (timer.Action is { } action)
        {
            action();
        }
        else
        {
            (_handler ?? throw new InvalidOperationException("Events are scheduled by kind but no handler was named (HandleWith).")).Handle(timer.Kind, timer.Payload);
        }

        return true;
    }

    private EventHandle AddTimer(double delay, int kind, int payload, Action? action, int priority)
    {
        if (!(delay >= 0.0 && delay <= double.MaxValue) || priority != (short)priority)
        {
            Refuse(delay, kind, priority);
        }

        var slot = _timers.Take();
        var order = _calendar.Add(_now + delay, priority, KindTimer, slot);
        _timers.Set(slot, order, kind, payload, action);
        return new EventHandle(slot, order);
    }

    private bool IsStale(Entry entry) => entry.Kind switch
    {
        KindResume => !IsAwaited(in entry),
        KindTimer => !_timers.IsLive(entry.Payload, entry.Order),
        _ => false,
    };

    /// <summary>Stale entries stay in the calendar until their time, or until they are the greater part of it: constant cost for each cancellation.</summary>
    private void CountStale()
    {
        if (++_stale > StaleWorthSweeping && 2 * _stale > _calendar.Count)
        {
            _stale -= _calendar.RemoveAll(_isStale);
        }
    }

    private static void Refuse(double delay, int kind, int priority)
    {
        if (!(delay >= 0.0 && delay <= double.MaxValue))
        {
            throw new ArgumentOutOfRangeException(nameof(delay), delay, "A delay is finite and never negative: an event can not be scheduled in the past.");
        }

        if (kind < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Kinds below zero belong to the engine.");
        }

        throw new ArgumentOutOfRangeException(nameof(priority), priority, "A priority lies between -32768 and 32767.");
    }
}

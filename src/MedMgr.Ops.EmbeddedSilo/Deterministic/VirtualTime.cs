namespace MedMgr.Ops.EmbeddedSilo.Deterministic;

/// <summary>A clock that moves only when its silo has nothing else to do, and then at once to the next timer. Timers and timestamps do not heed its being set.</summary>
public sealed class VirtualTime : TimeProvider
{
    private readonly PriorityQueue<VirtualTimer, (DateTimeOffset Due, long Sequence)> _scheduled = new();
    private DateTimeOffset _now;
    private TimeSpan _setBy;
    private long _sequence;
    private int _generation;

    internal VirtualTime(DateTimeOffset start) => _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => _now + _setBy;

    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Somebody sets the clock, forwards or back: what it shows jumps, what waits goes on waiting as long as it would have.</summary>
    public void Set(TimeSpan by) => _setBy += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state, _generation);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>As if the clock had never been set.</summary>
    internal DateTimeOffset Unset => _now;

    /// <summary>In <see cref="Unset"/> time. When the next timer is due; null when there is none. May lie in the past: timers wait for their turn too.</summary>
    internal DateTimeOffset? NextDue()
    {
        while (_scheduled.TryPeek(out var timer, out var at))
        {
            if (timer.IsScheduledAs(at.Sequence))
            {
                return at.Due;
            }

            _scheduled.Dequeue();
        }

        return null;
    }

    /// <summary>Takes the next timer out if it is due by now. Firing it is the caller's business.</summary>
    internal VirtualTimer? TakeDue()
    {
        if (NextDue() is not { } due || due > _now)
        {
            return null;
        }

        var timer = _scheduled.Dequeue();
        timer.Taken();
        return timer;
    }

    internal void MoveTo(DateTimeOffset time)
    {
        if (time > _now)
        {
            _now = time;
        }
    }

    /// <summary>All timers are gone, and those who still hold one can not start it again.</summary>
    internal void Crash()
    {
        _generation++;
        _scheduled.Clear();
    }

    internal sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state, int generation) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private long? _scheduledAs;
        private bool _armed;
        private bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed || generation != time._generation)
            {
                return false;
            }

            _period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
            Schedule(dueTime);
            return true;
        }

        public void Dispose()
        {
            _disposed = true;
            _scheduledAs = null;
            _armed = false;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        internal bool IsScheduledAs(long sequence) => _scheduledAs == sequence;

        internal void Taken()
        {
            _scheduledAs = null;
            _armed = true;
        }

        /// <summary>Does nothing when it was stopped or changed after it was taken.</summary>
        internal void Fire()
        {
            if (!_armed)
            {
                return;
            }

            _armed = false;
            if (_period != Timeout.InfiniteTimeSpan)
            {
                Schedule(_period);
            }

            callback(state);
        }

        private void Schedule(TimeSpan dueTime)
        {
            _armed = false;
            _scheduledAs = null;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                _scheduledAs = ++time._sequence;
                time._scheduled.Enqueue(this, (time._now + dueTime, time._sequence));
            }
        }
    }
}

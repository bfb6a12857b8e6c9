namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>The unanswered calls in the order of their sending, which is the order of their deadlines: one timer serves them all.</summary>
internal sealed class CallTimeouts : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly long _timeoutTicks;
    private readonly ITimer _timer;
    private GrainCall? _first;
    private GrainCall? _last;
    private bool _armed;

    internal CallTimeouts(TimeProvider time, TimeSpan timeout)
    {
        _time = time;
        _timeout = timeout;
        _timeoutTicks = (long)(timeout.TotalSeconds * time.TimestampFrequency);
        _timer = time.CreateTimer(static state => ((CallTimeouts)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    internal void Track(GrainCall call)
    {
        lock (_gate)
        {
            call.Timeouts = this;
            call.Earlier = _last;
            if (_last is null)
            {
                _first = call;
            }
            else
            {
                _last.Later = call;
            }

            _last = call;
            if (!_armed)
            {
                _armed = true;
                _timer.Change(_timeout, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Does nothing for a call that is not listed any more.</summary>
    internal void Forget(GrainCall call)
    {
        lock (_gate)
        {
            Unlink(call);
        }
    }

    /// <summary>All calls that still wait for an answer, in order of sending.</summary>
    internal List<GrainCall> Unanswered()
    {
        lock (_gate)
        {
            var calls = new List<GrainCall>();
            for (var call = _first; call is not null; call = call.Later)
            {
                calls.Add(call);
            }

            return calls;
        }
    }

    private void Unlink(GrainCall call)
    {
        if (call.Earlier is null && _first != call)
        {
            return;
        }

        if (call.Earlier is null)
        {
            _first = call.Later;
        }
        else
        {
            call.Earlier.Later = call.Later;
        }

        if (call.Later is null)
        {
            _last = call.Earlier;
        }
        else
        {
            call.Later.Earlier = call.Earlier;
        }

        call.Earlier = call.Later = null;
    }

    private void OnTimer()
    {
        var expired = new List<GrainCall>();
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            while (_first is { } oldest && oldest.SentAt + _timeoutTicks <= now)
            {
                Unlink(oldest);
                expired.Add(oldest);
            }

            _armed = _first is not null;
            if (_first is { } next)
            {
                var remaining = (next.SentAt + _timeoutTicks - now) / (double)_time.TimestampFrequency;
                // Rounded up to a millisecond: real timers fire early by less than one.
                _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(remaining * 1000)), Timeout.InfiniteTimeSpan);
            }
        }

        foreach (var call in expired)
        {
            call.TimeOut(_timeout);
        }
    }
}

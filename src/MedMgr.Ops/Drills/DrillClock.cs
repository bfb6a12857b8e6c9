using System.Diagnostics;
using MedMgr.Ops.Pages.Streaming;

namespace MedMgr.Ops.Drills;

/// <summary>What time it is in the exercised hospital: runs at a pace, stands still, jumps. It never goes backwards once the drill runs.</summary>
/// <remarks>
/// Only the time of day is the drill's. Timestamps and timers stay those of this world: a display waits 15 real seconds before it calls its picture old, a
/// connection is given up after real seconds. Safe for concurrent use.
/// </remarks>
internal sealed class DrillClock : TimeProvider, IPacedTime
{
    private readonly Lock _lock = new();
    private DateTimeOffset _stood;
    private DateTimeOffset _until;
    private long _since;
    private double _pace;
    private bool _running;
    private TimeSpan _held;

    public DrillClock(DateTimeOffset at, double pace) => (_stood, _until, _pace) = (at.ToUniversalTime(), at.ToUniversalTime(), pace);

    public double Pace
    {
        get
        {
            lock (_lock)
            {
                return _pace;
            }
        }
    }

    public double Rate
    {
        get
        {
            lock (_lock)
            {
                return _running ? _pace : 0;
            }
        }
    }

    public bool IsRunning
    {
        get
        {
            lock (_lock)
            {
                return _running;
            }
        }
    }

    /// <summary>Real time for which the clock had to stand still because the systems of the hospital were not through.</summary>
    public TimeSpan Held
    {
        get
        {
            lock (_lock)
            {
                return _held;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var paced = Paced();
            return paced < _until ? paced : _until;
        }
    }

    /// <summary>The clock may run up to here; what happens until then has been told to the server.</summary>
    public void AllowUntil(DateTimeOffset until)
    {
        lock (_lock)
        {
            Settle();
            _until = until > _until ? until.ToUniversalTime() : _until;
        }
    }

    public void Set(DateTimeOffset at)
    {
        lock (_lock)
        {
            (_stood, _until, _since) = (at.ToUniversalTime(), at.ToUniversalTime(), Stopwatch.GetTimestamp());
        }
    }

    public void Run(bool running)
    {
        lock (_lock)
        {
            Settle();
            _running = running;
        }
    }

    public void SetPace(double pace)
    {
        lock (_lock)
        {
            Settle();
            _pace = pace;
        }
    }

    private DateTimeOffset Paced() => _running ? _stood + Stopwatch.GetElapsedTime(_since) * _pace : _stood;

    /// <summary>From now on counted from here: time for which it was held does not come back in a leap.</summary>
    private void Settle()
    {
        var paced = Paced();
        if (paced > _until)
        {
            _held += (paced - _until) / _pace;
            paced = _until;
        }

        (_stood, _since) = (paced, Stopwatch.GetTimestamp());
    }
}

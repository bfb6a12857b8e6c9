namespace MedMgr.Ops.WallBoard.Live;

/// <summary>When the next frame, heartbeat and look at the clock are due. Belongs to one loop.</summary>
internal sealed class Pace
{
    /// <summary>Making frames takes a board's loop at most one part in so many of its time.</summary>
    private const int ShareOfMaking = 8;

    /// <summary>Weight of the last frame in the mean time that one takes.</summary>
    private const double WeightOfLast = 0.2;

    private readonly TimeProvider _time;
    private readonly WallBoardOptions _options;
    private readonly Audience _audience;
    private long? _lastFrame;
    private long _lastHeartbeat;
    private long _lastClock;
    private TimeSpan _making;

    public Pace(TimeProvider time, WallBoardOptions options, Audience audience)
    {
        _time = time;
        _options = options;
        _audience = audience;
        _lastHeartbeat = _lastClock = time.GetTimestamp();
    }

    /// <summary>
    /// Least time between two frames now: the usual one while frames are cheap, longer where all boards and displays together would be sent too many, or where
    /// this machine takes long to make one. Changes then wait for each other and go out in fewer frames; none is left out.
    /// </summary>
    public TimeSpan Interval
    {
        get
        {
            var forDisplays = TimeSpan.FromSeconds((double)_audience.Displays / _options.DisplayMessagesPerSecondMax);
            var forBoards = TimeSpan.FromSeconds((double)_audience.Boards / _options.FramesPerSecondMax);
            var wanted = Longest(Longest(forDisplays, forBoards), _making * ShareOfMaking);
            return Longest(_options.FrameInterval, wanted < _options.FrameIntervalMax ? wanted : _options.FrameIntervalMax);
        }
    }

    /// <summary>Zero or less: now.</summary>
    public TimeSpan UntilNextFrame() => _lastFrame is { } last ? Interval - _time.GetElapsedTime(last) : TimeSpan.Zero;

    public void FrameBegins() => _lastFrame = _time.GetTimestamp();

    public void FrameIsMade()
    {
        var took = _lastFrame is { } last ? _time.GetElapsedTime(last) : TimeSpan.Zero;
        _making += (took - _making) * WeightOfLast;
    }

    public bool HeartbeatIsDue() => IsDue(ref _lastHeartbeat, _options.HeartbeatInterval);

    public bool ClockIsDue() => IsDue(ref _lastClock, _options.ClockInterval);

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private bool IsDue(ref long last, TimeSpan every)
    {
        if (_time.GetElapsedTime(last) < every)
        {
            return false;
        }

        last = _time.GetTimestamp();
        return true;
    }
}

namespace MedMgr.Ops.WallBoard.Live;

/// <summary>When the next frame, heartbeat and look at the clock are due. Belongs to one loop.</summary>
internal sealed class Pace
{
    private readonly TimeProvider _time;
    private readonly WallBoardOptions _options;
    private long? _lastFrame;
    private long _lastHeartbeat;
    private long _lastClock;

    public Pace(TimeProvider time, WallBoardOptions options)
    {
        _time = time;
        _options = options;
        _lastHeartbeat = _lastClock = time.GetTimestamp();
    }

    /// <summary>Zero or less: now.</summary>
    public TimeSpan UntilNextFrame() =>
        _lastFrame is { } last ? _options.FrameInterval - _time.GetElapsedTime(last) : TimeSpan.Zero;

    public void FrameBegins() => _lastFrame = _time.GetTimestamp();

    public bool HeartbeatIsDue() => IsDue(ref _lastHeartbeat, _options.HeartbeatInterval);

    public bool ClockIsDue() => IsDue(ref _lastClock, _options.ClockInterval);

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

namespace MedMgr.Ops.WallBoard.Live;

/// <summary>How long a board has not shown what it has heard from the log. Thread-safe.</summary>
internal sealed class BoardLag(TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _heard;
    private long? _since;

    /// <summary>Zero while everything heard is shown.</summary>
    public TimeSpan Now
    {
        get
        {
            lock (_gate)
            {
                return _since is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
            }
        }
    }

    /// <summary>To be told before the event can be shown.</summary>
    public void Heard(long position)
    {
        lock (_gate)
        {
            _heard = position;
            _since ??= time.GetTimestamp();
        }
    }

    /// <remarks>What came meanwhile is no older than the time at which the rest was shown.</remarks>
    public void Shown(long position)
    {
        lock (_gate)
        {
            _since = position >= _heard ? null : time.GetTimestamp();
        }
    }
}

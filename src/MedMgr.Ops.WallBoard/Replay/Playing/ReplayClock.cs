namespace MedMgr.Ops.WallBoard.Replay.Playing;

/// <summary>How far a replay has come: stands, or runs some times faster than the server's clock. Ends at its length by itself.</summary>
internal sealed class ReplayClock
{
    public const int RateMin = 1;
    public const int RateMax = 3_600;

    private readonly TimeProvider _time;
    private readonly TimeSpan _length;
    private TimeSpan _stood;
    private long _since;
    private bool _playing;

    public ReplayClock(TimeProvider time, TimeSpan length)
    {
        _time = time;
        _length = length;
    }

    /// <summary>Replayed seconds in a second, <see cref="RateMin"/> to <see cref="RateMax"/>.</summary>
    public int Rate { get; private set; } = RateMin;

    /// <summary>Since the beginning of the timeline; 0 to its length.</summary>
    public TimeSpan Elapsed => _playing ? Clamped(_stood + _time.GetElapsedTime(_since) * Rate) : _stood;

    public bool AtEnd => Elapsed == _length;

    public bool IsPlaying => _playing && !AtEnd;

    /// <summary>Was set to play, and has perhaps come to its end since.</summary>
    public bool WasSetPlaying => _playing;

    /// <summary>At the end it begins anew.</summary>
    public void Play()
    {
        _stood = AtEnd ? TimeSpan.Zero : Elapsed;
        _since = _time.GetTimestamp();
        _playing = true;
    }

    public void Pause() => (_stood, _playing) = (Elapsed, false);

    public void SetRate(int rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, RateMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, RateMax);
        MoveTo(Elapsed);
        Rate = rate;
    }

    /// <summary>Goes on playing from there when it plays.</summary>
    public void MoveTo(TimeSpan elapsed)
    {
        _stood = Clamped(elapsed);
        _since = _time.GetTimestamp();
    }

    /// <summary>Real time until the replay reaches a moment; zero when it is past, forever when it stands.</summary>
    public TimeSpan Until(TimeSpan elapsed) =>
        !IsPlaying ? Timeout.InfiniteTimeSpan : elapsed <= Elapsed ? TimeSpan.Zero : (elapsed - Elapsed) / Rate;

    private TimeSpan Clamped(TimeSpan elapsed) => elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed > _length ? _length : elapsed;
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using MedMgr.Ops.WallBoard.Frames;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Replay.Playing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>Begins the viewers' replays, up to a limit. Safe for concurrent use.</summary>
internal sealed class ReplaySessions
{
    private readonly FrameMaker _maker;
    private readonly TimeProvider _time;
    private readonly ReplayOptions _options;
    private readonly WallBoardOptions _wall;
    private readonly ILogger _logger;
    private int _running;

    public ReplaySessions(FrameMaker maker, TimeProvider time, IOptions<ReplayOptions> options, IOptions<WallBoardOptions> wall, ILogger<ReplaySessions> logger)
    {
        _maker = maker;
        _time = time;
        _options = options.Value;
        _wall = wall.Value;
        _logger = logger;
    }

    public int Running => Volatile.Read(ref _running);

    public int Max => _options.SessionsMax;

    /// <summary>Takes one of the places; whoever gets true gives it back with <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _running) <= _options.SessionsMax)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _running);

    public ReplaySession Begin(ImmutableArray<RecordingIndex> recordings, ReplayStart start) =>
        new(recordings, start, _maker, () => new PictureMaker(_wall, _logger), _time, _options, _wall.HeartbeatInterval, RandomNumberGenerator.GetHexString(16, lowercase: true));
}

using System.Collections.Immutable;
using System.Data.Common;
using System.Security.Cryptography;
using System.Threading.Channels;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Frames;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.WallBoard.Live;

/// <summary>Follows the log of one hospital on one loop and publishes what its board becomes: pictures, numbered frames and heartbeats.</summary>
/// <remarks>Everything mutable belongs to the loop. Others see immutable publications, swapped in whole.</remarks>
internal sealed class BoardFeed : IHospitalBoardFeed
{
    private static readonly TimeSpan RetryTail = TimeSpan.FromSeconds(1);

    private readonly IEventLog _log;
    private readonly FrameMaker _maker;
    private readonly TimeProvider _time;
    private readonly WallBoardOptions _options;
    private readonly ILogger _logger;
    private readonly BoardFold _fold;
    private readonly FrameRing<Frame> _ring;
    private readonly Signal _signal = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One token says "look again"; a second one while the first is unread would say nothing more.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly BoardReadings _readings = new();
    private readonly Channel<Folding> _changes = Channel.CreateBounded<Folding>(new BoundedChannelOptions(1024) { SingleReader = true, SingleWriter = true });
    private readonly PictureMaker _pictures;
    private readonly IOutlooks _outlooks;
    private readonly Audience _audience;
    private readonly BoardLag _lag;
    private Publication _published;
    private Heartbeat _heartbeat;
    private long _logLostAt;
    private int _health;
    private int _displays;

    public BoardFeed(
        HospitalId hospital, IEventLog log, ISnapshotStore snapshots, FrameMaker maker, IOutlooks outlooks, TimeProvider time, WallBoardOptions options,
        Audience audience, ILogger<BoardFeed> logger)
    {
        Hospital = hospital;
        _log = log;
        _maker = maker;
        _time = time;
        _options = options;
        _audience = audience;
        _lag = new BoardLag(time);
        _logger = logger;
        _fold = new BoardFold(hospital, log, snapshots, logger);
        _outlooks = outlooks;
        _pictures = new PictureMaker(options, logger);
        _ring = new FrameRing<Frame>(options.RingFrames);
        var epoch = RandomNumberGenerator.GetHexString(16, lowercase: true);
        _published = maker.First(epoch, new BoardPicture(_fold.Board.View(time.GetUtcNow()), TimeZoneInfo.Utc, []) { IsLoading = true });
        _heartbeat = Beat(0, 0);
    }

    private readonly record struct Folding(ImmutableArray<RecordedEvent> Recorded, ImmutableArray<object> Events);

    public HospitalId Hospital { get; }

    public FeedHealth Health => (FeedHealth)Volatile.Read(ref _health);

    public Task Ready => _ready.Task;

    public BoardView Current => Published.Picture.View;

    public BoardPicture Picture => Published.Picture;

    public ImmutableArray<QuarantinedMessage> Quarantine => Published.Picture.Quarantine;

    public TimeSpan Lag => _lag.Now;

    public int Displays => Volatile.Read(ref _displays);

    internal Publication Published => Volatile.Read(ref _published);

    internal Heartbeat LastHeartbeat => Volatile.Read(ref _heartbeat);

    /// <summary>May be ahead of <see cref="Current"/> until the next frame is due.</summary>
    internal long FoldedPosition => _fold.Board.Position;

    internal FrameRing<Frame> Ring => _ring;

    internal Signal Signal => _signal;

    public Task Changed => _signal.Next;

    public async Task WaitForPositionAsync(long position, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var next = _signal.Next;
            if (Current.Position >= position)
            {
                return;
            }

            if (Health is FeedHealth.Failed or FeedHealth.Stopped)
            {
                throw new InvalidOperationException($"The board of {Hospital} stands at {Current.Position} ({Health}) and will not reach {position}.");
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    public Task<T> ReadAsync<T>(Func<HospitalBoard, T> read)
    {
        var answer = _readings.Ask(read);
        _wake.Writer.TryWrite(true);
        RefuseReadingsIfOver();
        return answer;
    }

    internal void DisplayCame() => _audience.Came(first: Interlocked.Increment(ref _displays) == 1);

    internal void DisplayWent() => _audience.Went(last: Interlocked.Decrement(ref _displays) == 0);

    /// <summary>A heartbeat with the present time, for a display that has just come.</summary>
    internal Heartbeat HeartbeatNow() => Beat(LastHeartbeat.Number, FoldedPosition);

    /// <summary>Runs until cancelled or failed; keeps the fold when cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var started = _time.GetTimestamp();
            await _fold.CatchUpAsync(cancellationToken);
            _logger.LogInformation(
                "The board of {Hospital} stands at {Position} after {Events} events and {Seconds:0.00} s.",
                Hospital, _fold.Board.Position, _fold.EventsSinceKept, _time.GetElapsedTime(started).TotalSeconds);
            await PublishAsync();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var pump = PumpAsync(_fold.Board.Position, stop.Token);
            try
            {
                await LoopAsync(pump, stop.Token);
            }
            finally
            {
                await stop.CancelAsync();
                await pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await StopAsync();
        }
        catch (Exception e)
        {
            // Whatever it was, a board that can not go on must say so on every wall instead of showing the past as the present.
            _logger.LogCritical(e, "The board of {Hospital} has stopped at {Position}.", Hospital, _fold.Board.Position);
            Become(FeedHealth.Failed);
            _ready.TrySetException(e);
            _ = _ready.Task.Exception; // readiness is asked for by some and not by others
        }
    }

    /// <param name="position">Of the fold; may be ahead of the last frame when what came since shows nowhere.</param>
    private Heartbeat Beat(long number, long position) => new(number, Messages.Heartbeat(Published, position, _time));

    private async Task StopAsync()
    {
        if (Health == FeedHealth.Live)
        {
            await _fold.KeepAsync(CancellationToken.None);
        }

        Become(FeedHealth.Stopped);
        _ready.TrySetCanceled(CancellationToken.None);
    }

    private void Become(FeedHealth health)
    {
        Volatile.Write(ref _health, (int)health);
        _signal.Raise();
        RefuseReadingsIfOver();
    }

    private void RefuseReadingsIfOver()
    {
        if (Health is FeedHealth.Failed or FeedHealth.Stopped)
        {
            _readings.RefuseAll(new InvalidOperationException($"The board of {Hospital} has stopped ({Health})."));
        }
    }

    /// <summary>The log could not be read just now: a heartbeat would call a board live that hears nothing.</summary>
    private bool LogIsLost => Volatile.Read(ref _logLostAt) is var at and not 0 && _time.GetElapsedTime(at) < 2 * RetryTail;

    /// <summary>Reads the tail and makes events of it, beside the loop that folds them. Storage that is away is asked again; the heartbeat rests meanwhile.</summary>
    private async Task PumpAsync(long position, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await foreach (var transaction in _log.TailAsync(Hospital.Value, position, cancellationToken))
                {
                    _lag.Heard(transaction[^1].Position);
                    await _changes.Writer.WriteAsync(new Folding(transaction, [.. transaction.Select(BoardFold.Read)]), cancellationToken);
                    position = transaction[^1].Position;
                    _wake.Writer.TryWrite(true);
                }

                throw new InvalidOperationException("The log was closed under the board.");
            }
            catch (Exception e) when (e is EventLogException or DbException or IOException or TimeoutException)
            {
                Volatile.Write(ref _logLostAt, _time.GetTimestamp());
                _logger.LogError(e, "The log of {Hospital} could not be followed after {Position}; asking again.", Hospital, position);
                await Task.Delay(RetryTail, _time, cancellationToken);
            }
        }
    }

    private async Task LoopAsync(Task pump, CancellationToken cancellationToken)
    {
        void Wake(object? _) => _wake.Writer.TryWrite(true);
        _ = pump.ContinueWith(Wake, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var pace = new Pace(_time, _options, _audience);
        await using var frames = _time.CreateTimer(Wake, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using var beats = _time.CreateTimer(Wake, null, _options.HeartbeatInterval, _options.HeartbeatInterval);
        await using var clock = _time.CreateTimer(Wake, null, _options.ClockInterval, _options.ClockInterval);

        // Only now: whoever waits for a live board may count on its clocks.
        Become(FeedHealth.Live);
        _ready.TrySetResult();
        var changed = false;
        while (true)
        {
            await _wake.Reader.ReadAsync(cancellationToken);
            changed |= Drain(pace);
            _readings.AnswerAll(_fold.Board);
            if (pump.IsFaulted)
            {
                await pump;
            }

            if (pace.ClockIsDue())
            {
                _pictures.ClockHasMoved();
                changed = true;
            }

            if (changed)
            {
                var wait = pace.UntilNextFrame();
                if (wait <= TimeSpan.Zero)
                {
                    pace.FrameBegins();
                    await PublishAsync();
                    pace.FrameIsMade();
                    changed = false;
                }
                else
                {
                    frames.Change(wait, Timeout.InfiniteTimeSpan);
                }
            }

            if (pace.HeartbeatIsDue() && !LogIsLost)
            {
                Volatile.Write(ref _heartbeat, Beat(_heartbeat.Number + 1, _fold.Board.Position));
                _signal.Raise();
            }

            if (_fold.EventsSinceKept >= _options.SnapshotEveryEvents)
            {
                _fold.KeepInBackground();
            }
        }
    }

    /// <summary>Folds what has come, at most until a frame is due. True when anything came.</summary>
    private bool Drain(Pace pace)
    {
        var any = false;
        while (_changes.Reader.TryRead(out var folding))
        {
            for (var i = 0; i < folding.Events.Length; i++)
            {
                _fold.Apply(folding.Recorded[i], folding.Events[i]);
            }

            if (any && pace.UntilNextFrame() <= TimeSpan.Zero)
            {
                _wake.Writer.TryWrite(true);
                return true;
            }

            any = true;
        }

        return any;
    }

    /// <summary>Makes what has changed since the last publication into the next one; a frame only if a display would show anything else.</summary>
    private async Task PublishAsync()
    {
        var now = _time.GetUtcNow();
        var board = _fold.Board;
        if (_fold.QuarantineChanged || _published.Sequence == 0)
        {
            _pictures.QuarantineHasChanged(board);
            _fold.QuarantineChanged = false;
        }

        var (publication, frame) = await _maker.NextAsync(_published, _pictures.Of(board, _outlooks.Of(Hospital), now), isWatched: Displays > 0);
        if (frame is not null)
        {
            _ring.Add(frame);
            WallBoardTelemetry.Published(Hospital);
        }

        Volatile.Write(ref _published, publication);
        _lag.Shown(board.Position);
        _signal.Raise();
    }
}

using MedMgr.Ops.Consoles.Pictures;
using MedMgr.Ops.Consoles.Rendering;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Consoles.Live;

/// <summary>Follows one hospital's board and plans and publishes what its consoles show: rendered once, in numbered frames, for all who look. Nobody looking, it rests.</summary>
/// <remarks>Everything mutable belongs to the loop. Others see immutable publications, swapped in whole.</remarks>
internal sealed class ConsoleFeed : IStreamed
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly IHospitalBoardFeed _board;
    private readonly IConsolePlans _plans;
    private readonly Photographer _photographer;
    private readonly ConsoleRenderer _renderer;
    private readonly TimeProvider _time;
    private readonly ConsoleOptions _options;
    private readonly string _build;
    private readonly TimeSpan _heartbeatInterval;
    private readonly ILogger _logger;
    private readonly FrameRing<ConsoleFrame> _ring;
    private readonly Signal _published = new();
    private readonly Signal _wake = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _epoch = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
    private ConsolePublication? _newest;
    private Heartbeat? _heartbeat;
    private BoardPicture? _shown;
    private long _plansShown;
    private long _plansMoved;
    private long _askedFor;
    private long _answered;
    private int _consoles;
    private volatile bool _over;

    public ConsoleFeed(
        IHospitalBoardFeed board, IConsolePlans plans, Photographer photographer, ConsoleRenderer renderer, TimeProvider time, ConsoleOptions options, string build,
        TimeSpan heartbeatInterval, ILogger<ConsoleFeed> logger)
    {
        (_board, _plans, _photographer, _renderer, _time, _options, _build, _heartbeatInterval, _logger) =
            (board, plans, photographer, renderer, time, options, build, heartbeatInterval, logger);
        _ring = new FrameRing<ConsoleFrame>(options.RingFrames);
    }

    public Task Ready => _ready.Task;

    public Task Next => _published.Next;

    public string Epoch => _epoch;

    public long Sequence => Newest.Sequence;

    public Heartbeat LastHeartbeat => LastHeartbeatOrNull ?? throw new InvalidOperationException("A heartbeat was asked for before there was one.");

    private Heartbeat? LastHeartbeatOrNull => Volatile.Read(ref _heartbeat);

    public bool IsOver => _over;

    /// <summary>People who look now.</summary>
    public int Consoles => Volatile.Read(ref _consoles);

    /// <exception cref="InvalidOperationException">Before <see cref="Ready"/>.</exception>
    public ConsolePublication Newest => Volatile.Read(ref _newest) ?? throw new InvalidOperationException("A console was asked for before there was one.");

    /// <summary>A publication that includes all that the board shows at the time of the call.</summary>
    public async Task<ConsolePublication> Fresh(CancellationToken cancellationToken)
    {
        var asked = Interlocked.Increment(ref _askedFor);
        _wake.Raise();
        await _ready.Task.WaitAsync(cancellationToken);
        while (true)
        {
            var next = _published.Next;
            if (Volatile.Read(ref _answered) >= asked || _over)
            {
                return Newest;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    public async Task<(long Sequence, RawMessage Message)> Snapshot()
    {
        var newest = Newest;
        return (newest.Sequence, ConsoleMessages.Snapshot(newest, _build, await newest.Page.Value));
    }

    public Task<RawMessage>? Frame(long sequence) => _ring.TryGet(sequence, out var frame) ? Task.FromResult(frame.Message) : null;

    public Heartbeat HeartbeatNow() => new(LastHeartbeat.Number, ConsoleMessages.Heartbeat(Newest, _time));

    public void DisplayCame()
    {
        Interlocked.Increment(ref _consoles);
        _wake.Raise();
    }

    public void DisplayWent() => Interlocked.Decrement(ref _consoles);

    /// <summary>Runs until cancelled, or until the board has stopped. Storage that is away is asked again; heartbeats rest meanwhile.</summary>
    public async Task Run(CancellationToken stopping)
    {
        try
        {
            await _board.Ready.WaitAsync(stopping);
            while (true)
            {
                try
                {
                    await Follow(stopping);
                }
                catch (Exception e) when (!BoardIsOver && !stopping.IsCancellationRequested)
                {
                    _logger.LogError(e, "The consoles of {Hospital} could not be kept up to date; trying again.", _board.Hospital);
                    await Task.Delay(TryAgainAfter, _time, stopping);
                }
            }
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            _ready.TrySetCanceled(CancellationToken.None);
        }
        catch (Exception e)
        {
            // Consoles that hear no more say that they are stale, instead of showing the past as the present.
            _logger.LogCritical(e, "The consoles of {Hospital} have stopped with its board.", _board.Hospital);
            _ready.TrySetException(e);
            _ = _ready.Task.Exception; // asked for by those who wait for a page, and by nobody else
        }
        finally
        {
            _over = true;
            _published.Raise();
        }
    }

    private bool BoardIsOver => _board.Health is FeedHealth.Failed or FeedHealth.Stopped;

    private async Task Follow(CancellationToken stopping)
    {
        await Publish(stopping);
        Volatile.Write(ref _heartbeat, new Heartbeat((LastHeartbeatOrNull?.Number ?? -1) + 1, ConsoleMessages.Heartbeat(Newest, _time)));
        _ready.TrySetResult();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await using var beats = _time.CreateTimer(_ => _wake.Raise(), null, _heartbeatInterval, _heartbeatInterval);
        try
        {
            await Task.WhenAny(Loop(end.Token), FollowBoard(end.Token), FollowPlans(end.Token)).Unwrap();
        }
        finally
        {
            await end.CancelAsync();
        }
    }

    private async Task FollowBoard(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _board.Changed.WaitAsync(cancellationToken);
            _wake.Raise();
        }
    }

    private async Task FollowPlans(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _plans.Changed(_board.Hospital).WaitAsync(cancellationToken);
            Interlocked.Increment(ref _plansMoved);
            _wake.Raise();
        }
    }

    private async Task Loop(CancellationToken cancellationToken)
    {
        var beatAt = _time.GetTimestamp();
        var publishedAt = beatAt;
        while (true)
        {
            // Taken before looking, so that what happens while we look wakes us.
            var next = _wake.Next;
            if (BoardIsOver)
            {
                throw new InvalidOperationException($"The board of {_board.Hospital} has stopped ({_board.Health}).");
            }

            if (_time.GetElapsedTime(beatAt) >= _heartbeatInterval)
            {
                beatAt = _time.GetTimestamp();
                Volatile.Write(ref _heartbeat, new Heartbeat(LastHeartbeat.Number + 1, ConsoleMessages.Heartbeat(Newest, _time)));
                _published.Raise();
            }

            var isAsked = Volatile.Read(ref _askedFor) > Volatile.Read(ref _answered);
            if (isAsked || (Consoles > 0 && HasMoved))
            {
                if (!isAsked && _options.FrameInterval - _time.GetElapsedTime(publishedAt) is { Ticks: > 0 } rest)
                {
                    await Task.Delay(rest, _time, cancellationToken);
                }

                publishedAt = _time.GetTimestamp();
                await Publish(cancellationToken);
                continue;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <remarks>The board's heartbeats wake too and change nothing; its clock brings a picture of its own.</remarks>
    private bool HasMoved => !ReferenceEquals(_shown, _board.Picture) || _plansShown != Volatile.Read(ref _plansMoved);

    private async Task Publish(CancellationToken cancellationToken)
    {
        var asked = Volatile.Read(ref _askedFor);
        (_shown, _plansShown) = (_board.Picture, Volatile.Read(ref _plansMoved));
        var picture = await _photographer.Take(cancellationToken);
        var markup = await _renderer.Render(ConsolePieces.Smallest(picture));
        var before = Volatile.Read(ref _newest);
        var sequence = before?.Sequence ?? 0;
        if (before is not null && await Changed(before, picture, markup) is { Count: > 0 } changed)
        {
            sequence++;
            _ring.Add(new ConsoleFrame(sequence, ConsoleMessages.Frame(_epoch, sequence, picture, changed)));
        }

        Volatile.Write(ref _newest, new ConsolePublication(_epoch, sequence, picture, markup, new(() => _renderer.Render(ConsolePieces.OfPage(picture)))));
        Volatile.Write(ref _answered, asked);
        _published.Raise();
    }

    private async Task<IReadOnlyCollection<KeyValuePair<string, string>>> Changed(ConsolePublication before, ConsolePicture picture, IReadOnlyDictionary<string, string> markup) =>
        ConsolePieces.SameLayout(before.Picture, picture)
            ? [.. markup.Where(m => before.Markup[m.Key] != m.Value)]
            : await _renderer.Render(ConsolePieces.OfPage(picture));
}

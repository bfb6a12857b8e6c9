using MedMgr.Ops.Pages.Streaming;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Pages.Pieces;

/// <summary>Publishes what a page shows as it changes: rendered once, in numbered frames, for all who look. Nobody looking, it rests.</summary>
/// <remarks>Everything mutable belongs to the loop. Others see immutable publications, swapped in whole.</remarks>
public abstract class PieceFeed<TPicture> : IStreamed where TPicture : class
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly PieceRenderer _renderer;
    private readonly TimeProvider _time;
    private readonly PieceFeedOptions _options;
    private readonly ILogger _logger;
    private readonly FrameRing<PieceFrame> _ring;
    private readonly Signal _published = new();
    private readonly Signal _wake = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _epoch = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
    private PiecePublication<TPicture>? _newest;
    private Heartbeat? _heartbeat;
    private long _askedFor;
    private long _answered;
    private int _displays;
    private volatile bool _over;

    protected PieceFeed(PieceRenderer renderer, TimeProvider time, PieceFeedOptions options, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_renderer, _time, _options, _logger, _ring) = (renderer, time, options, logger, new FrameRing<PieceFrame>(options.RingFrames));
    }

    public Task Ready => _ready.Task;

    public Task Next => _published.Next;

    public string Epoch => _epoch;

    public string Build => _options.Build;

    public long Sequence => Newest.Sequence;

    public Heartbeat LastHeartbeat => LastHeartbeatOrNull ?? throw new InvalidOperationException("A heartbeat was asked for before there was one.");

    public bool IsOver => _over;

    /// <summary>Pages that show it now.</summary>
    public int Displays => Volatile.Read(ref _displays);

    /// <exception cref="InvalidOperationException">Before <see cref="Ready"/>.</exception>
    public PiecePublication<TPicture> Newest => Volatile.Read(ref _newest) ?? throw new InvalidOperationException("A page was asked for before there was one.");

    /// <summary>Completes when there is something to show.</summary>
    protected abstract Task Opened { get; }

    /// <summary>Each completes when there may be something new to show, and is asked again then.</summary>
    protected abstract IReadOnlyList<Func<Task>> Changes { get; }

    /// <summary>There is something newer than what <see cref="Take"/> gave last.</summary>
    protected abstract bool HasMoved { get; }

    /// <summary>Why nothing new will ever come; null while it may.</summary>
    protected virtual string? Stopped => null;

    private Heartbeat? LastHeartbeatOrNull => Volatile.Read(ref _heartbeat);

    /// <summary>A publication that includes all that is to be seen at the time of the call.</summary>
    public async Task<PiecePublication<TPicture>> Fresh(CancellationToken cancellationToken)
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
        var page = await newest.Page.Value;
        return (newest.Sequence, PieceMessages.Snapshot(newest.Epoch, newest.Sequence, Build, page, Head(newest.Picture)));
    }

    public Task<RawMessage>? Frame(long sequence) => _ring.TryGet(sequence, out var frame) ? Task.FromResult(frame.Message) : null;

    public Heartbeat HeartbeatNow() => Beat(LastHeartbeat.Number);

    public void DisplayCame()
    {
        Interlocked.Increment(ref _displays);
        _wake.Raise();
    }

    public void DisplayWent() => Interlocked.Decrement(ref _displays);

    /// <summary>Runs until cancelled, or until there is nothing to follow any more. What is away is asked again; heartbeats rest meanwhile.</summary>
    public async Task Run(CancellationToken stopping)
    {
        try
        {
            await Opened.WaitAsync(stopping);
            while (true)
            {
                try
                {
                    await Follow(stopping);
                }
                catch (Exception e) when (Stopped is null && !stopping.IsCancellationRequested)
                {
                    _logger.LogError(e, "{Pages} could not be kept up to date; trying again.", _options.Name);
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
            // Pages that hear no more say that they are stale, instead of showing the past as the present.
            _logger.LogCritical(e, "{Pages} have stopped.", _options.Name);
            _ready.TrySetException(e);
            _ = _ready.Task.Exception; // asked for by those who wait for a page, and by nobody else
        }
        finally
        {
            _over = true;
            _published.Raise();
        }
    }

    protected abstract Task<TPicture> Take(CancellationToken cancellationToken);

    /// <summary>For a page that shows nothing yet: every piece that stands on the page itself.</summary>
    protected abstract IEnumerable<Piece> OfPage(TPicture picture);

    /// <summary>For a page that shows a picture of the same layout: the smallest pieces, each sent by itself when it differs.</summary>
    protected virtual IEnumerable<Piece> Smallest(TPicture picture) => OfPage(picture);

    /// <summary>False: the elements of one have no place on a page of the other.</summary>
    protected virtual bool SameLayout(TPicture before, TPicture after) => true;

    /// <summary>What messages tell besides the pieces and the time.</summary>
    protected virtual void Describe(System.Text.Json.Utf8JsonWriter writer, TPicture picture)
    {
    }

    private async Task Follow(CancellationToken stopping)
    {
        await Publish(stopping);
        Volatile.Write(ref _heartbeat, Beat((LastHeartbeatOrNull?.Number ?? -1) + 1));
        _ready.TrySetResult();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await using var beats = _time.CreateTimer(_ => _wake.Raise(), null, _options.HeartbeatInterval, _options.HeartbeatInterval);
        try
        {
            await Task.WhenAny([Loop(end.Token), .. Changes.Select(c => Listen(c, end.Token))]).Unwrap();
        }
        finally
        {
            await end.CancelAsync();
        }
    }

    private async Task Listen(Func<Task> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            await change().WaitAsync(cancellationToken);
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
            if (Stopped is { } why)
            {
                throw new InvalidOperationException(why);
            }

            if (_time.GetElapsedTime(beatAt) >= _options.HeartbeatInterval)
            {
                beatAt = _time.GetTimestamp();
                Volatile.Write(ref _heartbeat, Beat(LastHeartbeat.Number + 1));
                _published.Raise();
            }

            var isAsked = Volatile.Read(ref _askedFor) > Volatile.Read(ref _answered);
            if (isAsked || (Displays > 0 && HasMoved))
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

    private async Task Publish(CancellationToken cancellationToken)
    {
        var asked = Volatile.Read(ref _askedFor);
        var picture = await Take(cancellationToken);
        var markup = await _renderer.Render(Smallest(picture));
        var before = Volatile.Read(ref _newest);
        var sequence = before?.Sequence ?? 0;
        if (before is not null && await Changed(before, picture, markup) is { Count: > 0 } changed)
        {
            sequence++;
            _ring.Add(new PieceFrame(sequence, PieceMessages.Frame(_epoch, sequence, changed, Head(picture))));
        }

        Volatile.Write(ref _newest, new PiecePublication<TPicture>(_epoch, sequence, picture, markup, new(() => _renderer.Render(OfPage(picture)))));
        Volatile.Write(ref _answered, asked);
        _published.Raise();
    }

    private async Task<IReadOnlyCollection<KeyValuePair<string, string>>> Changed(PiecePublication<TPicture> before, TPicture picture, IReadOnlyDictionary<string, string> markup) =>
        SameLayout(before.Picture, picture) ? [.. markup.Where(m => before.Markup[m.Key] != m.Value)] : await _renderer.Render(OfPage(picture));

    private Heartbeat Beat(long number) => new(number, PieceMessages.Heartbeat(_epoch, Sequence, _time));

    private Action<System.Text.Json.Utf8JsonWriter> Head(TPicture picture) => writer =>
    {
        writer.Time(_time);
        Describe(writer, picture);
    };
}

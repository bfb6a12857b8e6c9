using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Frames;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Watching;

namespace MedMgr.Ops.WallBoard.Replay.Playing;

/// <summary>One viewer's replay of one recording, or of two in step: takes what the viewer asks, moves with the clock, and gives the messages to show.</summary>
/// <remarks>
/// Everything but the inbox belongs to the loop of <see cref="RunAsync"/>. The next message is made when the last one has gone into the connection, so a viewer
/// who reads slowly gets fewer frames and not later ones.
/// </remarks>
internal sealed class ReplaySession : IAsyncDisposable
{
    private readonly ImmutableArray<ReplayPane> _panes;
    private readonly ReplayTimeline _timeline;
    private readonly ReplayClock _clock;
    private readonly TimeProvider _time;
    private readonly ReplayOptions _options;
    private readonly TimeSpan _heartbeat;

    public ReplaySession(
        ImmutableArray<RecordingIndex> recordings, ReplayStart start, FrameMaker maker, Func<PictureMaker> pictures, TimeProvider time, ReplayOptions options, TimeSpan heartbeat,
        string name)
    {
        _panes = [.. recordings.Select((r, i) => new ReplayPane(r, maker, pictures(), $"{name}-{i}"))];
        _timeline = new ReplayTimeline(recordings, start.Alignment);
        _clock = new ReplayClock(time, _timeline.Length);
        _time = time;
        _options = options;
        _heartbeat = heartbeat;
        Start = start.Place(_timeline, recordings);
        _clock.MoveTo(Start.Elapsed);
        _clock.SetRate(start.Rate);
        if (start.Playing)
        {
            _clock.Play();
        }
    }

    public CommandInbox Inbox { get; } = new();

    /// <summary>Where it began.</summary>
    public ReplayPlace Start { get; }

    /// <summary>The board of now, then each change, and at least a word every heartbeat; until cancelled.</summary>
    public async IAsyncEnumerable<RawMessage> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = await JumpAsync(Start, cancellationToken);
        yield return ReplayMessages.Of(Standing(0), first);
        var said = _time.GetTimestamp();
        while (true)
        {
            // Taken before looking, so that what is asked while we look wakes us.
            var asked = Inbox.Signal.Next;
            var (commands, answers) = Inbox.Take();
            var wasPlaying = _clock.IsPlaying;
            var boards = commands.Count > 0 ? await ObeyAsync(commands, cancellationToken) : await AdvanceAsync(cancellationToken);
            if (_clock.AtEnd)
            {
                _clock.Pause();
            }

            var beat = _time.GetElapsedTime(said) >= _heartbeat;
            if (commands.Count > 0 || beat || wasPlaying != _clock.IsPlaying || boards.Any(b => b is not null))
            {
                said = _time.GetTimestamp();
                yield return ReplayMessages.Of(Standing(answers), boards);
            }

            await asked.WaitAsync(Pause(said), _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pane in _panes)
        {
            await pane.DisposeAsync();
        }
    }

    /// <summary>Until the next frame could show anything new, or the next heartbeat.</summary>
    private TimeSpan Pause(long said)
    {
        var beat = _heartbeat - _time.GetElapsedTime(said);
        var pause = beat < TimeSpan.Zero ? TimeSpan.Zero : beat;
        if (!_clock.IsPlaying)
        {
            return pause;
        }

        foreach (var next in NextSteps().Append(_timeline.Length))
        {
            var until = _clock.Until(next);
            pause = until < pause ? until : pause;
        }

        return pause < _options.FrameInterval ? _options.FrameInterval : pause;
    }

    private async Task<ImmutableArray<RawMessage?>> ObeyAsync(IReadOnlyList<ReplayCommand> commands, CancellationToken cancellationToken)
    {
        var place = Here();
        foreach (var command in commands)
        {
            place = Obey(command, place);
        }

        // A step forward is a small change of what is shown; everything else may be any distance away.
        return commands.All(c => c is ReplayCommand.Play or ReplayCommand.Pause or ReplayCommand.SetRate or ReplayCommand.Step { Forward: true })
            ? await MoveAsync(place, (pane, sequence, now) => pane.AdvanceAsync(sequence, now, cancellationToken))
            : await JumpAsync(place, cancellationToken);
    }

    private ReplayPlace Obey(ReplayCommand command, ReplayPlace place)
    {
        switch (command)
        {
            case ReplayCommand.Play:
                var again = _clock.AtEnd;
                _clock.Play();
                return again ? At(TimeSpan.Zero) : place;
            case ReplayCommand.Pause:
                _clock.Pause();
                return place;
            case ReplayCommand.SetRate(var times):
                _clock.SetRate(times);
                return place;
            case ReplayCommand.Seek(var elapsed):
                return At(elapsed);
            case ReplayCommand.Skip(var by):
                return At(place.Elapsed + by);
            case ReplayCommand.Step(var forward):
                _clock.Pause();
                return Stood(forward ? Steps.Next(_timeline, Recordings, place) : Steps.Previous(_timeline, Recordings, place));
            case ReplayCommand.Alert(var forward, var least):
                _clock.Pause();
                return Stood(forward ? Steps.NextAlert(_timeline, Recordings, place, least) : Steps.PreviousAlert(_timeline, Recordings, place, least));
            default:
                throw new InvalidOperationException($"No way to obey {command}.");
        }
    }

    private ImmutableArray<RecordingIndex> Recordings => [.. _panes.Select(p => p.Recording)];

    private ReplayPlace Here() => new(_clock.Elapsed, [.. _panes.Select((p, i) => Reached(i, _clock.Elapsed))]);

    /// <summary>Never back: a step may stand ahead of others of its moment.</summary>
    private long Reached(int pane, TimeSpan elapsed) =>
        _clock.WasSetPlaying ? Math.Max(_panes[pane].Sequence, _timeline.SequenceAt(pane, elapsed)) : _panes[pane].Sequence;

    private ReplayPlace At(TimeSpan elapsed)
    {
        _clock.MoveTo(elapsed);
        return ReplayPlace.Of(_timeline, _panes.Length, _clock.Elapsed);
    }

    private ReplayPlace Stood(ReplayPlace place)
    {
        _clock.MoveTo(place.Elapsed);
        return place;
    }

    private Task<ImmutableArray<RawMessage?>> AdvanceAsync(CancellationToken cancellationToken) =>
        MoveAsync(Here(), (pane, sequence, now) => pane.AdvanceAsync(sequence, now, cancellationToken));

    private Task<ImmutableArray<RawMessage?>> JumpAsync(ReplayPlace place, CancellationToken cancellationToken) =>
        MoveAsync(place, async (pane, sequence, now) => await pane.JumpAsync(sequence, now, cancellationToken));

    private async Task<ImmutableArray<RawMessage?>> MoveAsync(ReplayPlace place, Func<ReplayPane, long, DateTimeOffset, Task<RawMessage?>> move)
    {
        var boards = ImmutableArray.CreateBuilder<RawMessage?>(_panes.Length);
        for (var i = 0; i < _panes.Length; i++)
        {
            boards.Add(await move(_panes[i], place.Sequences[i], _timeline.MomentOf(i, place.Elapsed)));
        }

        return boards.MoveToImmutable();
    }

    private IEnumerable<TimeSpan> NextSteps() =>
        _panes.Select((p, i) => (p, i)).Where(x => x.p.Sequence < x.p.Recording.Steps).Select(x => _timeline.ElapsedAt(x.i, x.p.Sequence + 1));

    private ReplayStanding Standing(long answers)
    {
        var elapsed = _clock.Elapsed;
        return new ReplayStanding(
            answers, elapsed, _clock.IsPlaying, _clock.Rate, _clock.AtEnd,
            [.. _panes.Select((p, i) => PaneStanding.Of(p, _timeline, i, elapsed))]);
    }
}

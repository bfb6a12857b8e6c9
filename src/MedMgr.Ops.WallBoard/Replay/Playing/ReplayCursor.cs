using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Replay.Recorded;

namespace MedMgr.Ops.WallBoard.Replay.Playing;

/// <summary>A board that can be brought to any place of a recording. Belongs to one session.</summary>
internal sealed class ReplayCursor : IAsyncDisposable
{
    private readonly RecordingIndex _recording;
    private IAsyncEnumerator<ReplayStep>? _steps;

    public ReplayCursor(RecordingIndex recording)
    {
        _recording = recording;
        Board = HospitalBoard.Restore(recording.KeyframeFor(0).Board);
    }

    public HospitalBoard Board { get; private set; }

    /// <summary>Steps that the board includes.</summary>
    public long Sequence { get; private set; }

    /// <summary>Folds forward, or restores the kept board before the place and folds from there, whichever is less.</summary>
    /// <exception cref="InvalidDataException">The recording is not what was opened.</exception>
    public async ValueTask MoveToAsync(long sequence, CancellationToken cancellationToken)
    {
        sequence = Math.Clamp(sequence, 0, _recording.Steps);
        var keyframe = _recording.KeyframeFor(sequence);
        if (sequence < Sequence || keyframe.Sequence > Sequence)
        {
            await LeaveAsync();
            Board = HospitalBoard.Restore(keyframe.Board);
            Sequence = keyframe.Sequence;
        }

        while (Sequence < sequence)
        {
            // Opened with the cursor's own life, not the caller's: it is read on by later moves.
            _steps ??= _recording.Source.ReadAsync(_recording.KeyframeFor(Sequence).Mark, CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            if (!await _steps.MoveNextAsync())
            {
                throw new InvalidDataException($"The recording ends at step {Sequence} and had {_recording.Steps} when it was opened.");
            }

            foreach (var e in _steps.Current.Events)
            {
                Board.Apply(e.Position, e.Stream, e.At, e.Event);
            }

            Sequence++;
        }
    }

    public ValueTask DisposeAsync() => LeaveAsync();

    private async ValueTask LeaveAsync()
    {
        if (_steps is { } steps)
        {
            _steps = null;
            await steps.DisposeAsync();
        }
    }
}

using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Frames;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Watching;

namespace MedMgr.Ops.WallBoard.Replay.Playing;

/// <summary>One wall of a replay: its place in its recording and what its viewer was sent last.</summary>
internal sealed class ReplayPane : IAsyncDisposable
{
    private readonly FrameMaker _maker;
    private readonly PictureMaker _pictures;
    private readonly ReplayCursor _cursor;
    private readonly string _name;
    private Publication? _shown;
    private int _seeks;

    /// <param name="name">Of this pane among all that are replayed: its epochs begin with it.</param>
    public ReplayPane(RecordingIndex recording, FrameMaker maker, PictureMaker pictures, string name)
    {
        Recording = recording;
        _maker = maker;
        _pictures = pictures;
        _name = name;
        _cursor = new ReplayCursor(recording);
    }

    public RecordingIndex Recording { get; }

    public long Sequence => _cursor.Sequence;

    /// <summary>The wall of a place as a page shows it when it is loaded.</summary>
    public static async Task<BoardPicture> PictureAsync(
        RecordingIndex recording, PictureMaker pictures, long sequence, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var cursor = new ReplayCursor(recording);
        await cursor.MoveToAsync(sequence, cancellationToken);
        return Picture(pictures, cursor.Board, now);
    }

    /// <summary>A jump: the whole board, in an epoch of its own.</summary>
    public async Task<RawMessage> JumpAsync(long sequence, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await _cursor.MoveToAsync(sequence, cancellationToken);
        _shown = _maker.First($"{_name}-{++_seeks}", Picture(_pictures, _cursor.Board, now));
        return await _shown.Snapshot(BoardFormat.Html);
    }

    /// <summary>Onwards from what is shown: what differs, or null when nothing does.</summary>
    public async Task<RawMessage?> AdvanceAsync(long sequence, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_shown is null)
        {
            return await JumpAsync(sequence, now, cancellationToken);
        }

        await _cursor.MoveToAsync(sequence, cancellationToken);
        (_shown, var frame) = await _maker.NextAsync(_shown, Picture(_pictures, _cursor.Board, now));
        return frame is null ? null : await frame.For(BoardFormat.Html);
    }

    public ValueTask DisposeAsync() => _cursor.DisposeAsync();

    /// <remarks>A log holds no forecasts, so a replayed wall has none.</remarks>
    private static BoardPicture Picture(PictureMaker pictures, HospitalBoard board, DateTimeOffset now)
    {
        pictures.ClockHasMoved();
        pictures.QuarantineHasChanged(board);
        return pictures.Of(board, null, now) with { IsReplay = true };
    }
}

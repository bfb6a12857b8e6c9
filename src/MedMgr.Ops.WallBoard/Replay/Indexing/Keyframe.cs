using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.WallBoard.Replay.Indexing;

/// <summary>The board after <paramref name="Sequence"/> steps, kept so that a seek need not fold from the first.</summary>
/// <param name="Mark">Where its source goes on after it.</param>
/// <remarks>Captures are immutable and share what did not change between them: a further one costs some ten kilobytes, not its JSON's 370.</remarks>
internal sealed record Keyframe(long Sequence, long Mark, BoardCapture Board);

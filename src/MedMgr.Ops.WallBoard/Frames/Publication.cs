using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Watching;

namespace MedMgr.Ops.WallBoard.Frames;

/// <summary>The board after frame <paramref name="Sequence"/>. Its snapshots are made when the first display asks and shared by all who do.</summary>
/// <param name="Epoch">New for each process: after a restart an old number can not pass for a new one.</param>
internal sealed record Publication(string Epoch, long Sequence, BoardPicture Picture, Lazy<Task<RawMessage>> HtmlSnapshot, Lazy<RawMessage> JsonSnapshot);

/// <summary>What changed from the publication before, encoded for both kinds of display; JSON only once somebody wants it.</summary>
internal sealed record Frame(long Sequence, RawMessage Html, Lazy<RawMessage> Json);

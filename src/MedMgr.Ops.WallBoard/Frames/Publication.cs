using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Watching;

namespace MedMgr.Ops.WallBoard.Frames;

/// <summary>The board after frame <paramref name="Sequence"/>. Its snapshots are made when the first display asks and shared by all who do.</summary>
/// <param name="Epoch">New for each process: after a restart an old number can not pass for a new one.</param>
/// <param name="Markup">Handed on from one publication to the next.</param>
internal sealed record Publication(string Epoch, long Sequence, BoardPicture Picture, KeptMarkup Markup, PerPage HtmlSnapshots, Lazy<RawMessage> JsonSnapshot)
{
    public ValueTask<RawMessage> Snapshot(BoardFormat format) => format.Page is { } page ? new(HtmlSnapshots.Of(page)) : new(JsonSnapshot.Value);
}

/// <summary>What changed from the publication before, encoded for every kind of display: for the overview at once, for the others when somebody wants it.</summary>
internal sealed record Frame(long Sequence, PerPage Html, Lazy<RawMessage> Json) : INumbered
{
    public ValueTask<RawMessage> For(BoardFormat format) => format.Page is { } page ? new(Html.Of(page)) : new(Json.Value);
}

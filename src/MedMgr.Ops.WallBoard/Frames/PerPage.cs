using System.Collections.Concurrent;
using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Watching;

namespace MedMgr.Ops.WallBoard.Frames;

/// <summary>One message for each page of the wall, made when the first display of that page asks and shared by all who do.</summary>
/// <remarks>As many as pages are looked at; a page that the board does not have is refused before anybody asks here.</remarks>
internal sealed class PerPage(Func<BoardPage, Task<RawMessage>> make)
{
    private readonly ConcurrentDictionary<BoardPage, Lazy<Task<RawMessage>>> _made = new();

    public Task<RawMessage> Of(BoardPage page) => _made.GetOrAdd(page, p => new Lazy<Task<RawMessage>>(() => make(p))).Value;
}

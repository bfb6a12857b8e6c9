using System.Collections.Concurrent;
using MedMgr.Ops.WallBoard.Frames;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>What the displays of one board show: the markup that frames have sent, so that each piece is rendered once for a frame and not twice.</summary>
internal sealed class KeptMarkup
{
    private readonly ConcurrentDictionary<BoardPage, PageMarkup> _pages = new();

    public PageMarkup Of(BoardPage page) => _pages.GetOrAdd(page, _ => new PageMarkup());
}

/// <summary>The pieces of one page as of one frame.</summary>
internal sealed class PageMarkup
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _html = [];
    private long _asOf = -1;

    /// <summary>The pieces whose markup changes. Frames of a page that were left out, since nobody looked at it, cost a rendering of what was before.</summary>
    /// <param name="before">Number of the frame that the pieces follow.</param>
    public List<(string Id, string Html)> Changed(long before, IEnumerable<Piece> pieces, Func<Piece, string> markupBefore, Func<Piece, string> markupAfter)
    {
        lock (_lock)
        {
            if (_asOf != before)
            {
                _html.Clear();
            }

            var changed = new List<(string, string)>();
            foreach (var piece in pieces)
            {
                var html = markupAfter(piece);
                if (html != (_html.GetValueOrDefault(piece.Id) ?? markupBefore(piece)))
                {
                    changed.Add((piece.Id, html));
                }

                _html[piece.Id] = html;
            }

            _asOf = before + 1;
            return changed;
        }
    }
}

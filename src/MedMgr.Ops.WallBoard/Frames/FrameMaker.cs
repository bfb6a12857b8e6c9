using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Watching;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.WallBoard.Frames;

/// <summary>Makes publications and the frames that lead from one to the next. Rendered and encoded once, whatever the number of displays.</summary>
internal sealed class FrameMaker
{
    private readonly BoardRenderer _renderer;
    private readonly string _build;

    public FrameMaker(BoardRenderer renderer, IOptions<WallBoardOptions> options)
    {
        _renderer = renderer;
        _build = options.Value.BuildId;
    }

    public Publication First(string epoch, BoardPicture picture) => Publish(epoch, 0, picture, new KeptMarkup());

    /// <summary>The publication after <paramref name="before"/>; without a frame when no display would show anything else.</summary>
    /// <param name="isWatched">Somebody will ask for the frame at once.</param>
    public async Task<(Publication Publication, Frame? Frame)> NextAsync(Publication before, BoardPicture picture, bool isWatched = true)
    {
        picture = BoardDifference.Steadied(before.Picture, picture);
        var difference = BoardDifference.Between(before.Picture, picture);
        if (difference.IsNothing)
        {
            return (Publish(before.Epoch, before.Sequence, picture, before.Markup), null);
        }

        var next = Publish(before.Epoch, before.Sequence + 1, picture, before.Markup);
        var html = new PerPage(async page => Messages.HtmlFrame(next, await _renderer.FragmentsAsync(before, picture, difference, page)));

        // Most displays show the overview: it is ready before the first of them asks.
        if (isWatched)
        {
            await html.Of(BoardPage.Overview);
        }

        return (next, new Frame(next.Sequence, html, new Lazy<RawMessage>(() => Messages.JsonFrame(next, difference))));
    }

    private Publication Publish(string epoch, long sequence, BoardPicture picture, KeptMarkup markup)
    {
        Publication? made = null;
        return made = new Publication(
            epoch,
            sequence,
            picture,
            markup,
            new PerPage(async page => Messages.HtmlSnapshot(made!, _build, await _renderer.BoardAsync(picture, page))),
            new Lazy<RawMessage>(() => Messages.JsonSnapshot(made!, _build)));
    }
}

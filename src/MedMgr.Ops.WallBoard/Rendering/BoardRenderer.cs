using MedMgr.Ops.Pages;
using MedMgr.Ops.WallBoard.Frames;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>Renders the board, whole or the pieces that changed. Markup depends on picture and page alone: rendered twice, it is the same.</summary>
internal sealed class BoardRenderer
{
    private readonly IServiceProvider _services;
    private readonly ILoggerFactory _loggers;
    private readonly PageRenderer _pages;

    public BoardRenderer(IServiceProvider services, ILoggerFactory loggers, PageRenderer pages)
    {
        _services = services;
        _loggers = loggers;
        _pages = pages;
    }

    public Task<string> BoardAsync(BoardPicture picture, BoardPage page) =>
        _pages.RenderAsync<BoardBody>(new Dictionary<string, object?> { [nameof(BoardBody.Picture)] = picture, [nameof(BoardBody.Page)] = page });

    /// <summary>The pieces of a page whose markup differs between two pictures, by element id. A new layout is one piece: the board.</summary>
    public async Task<IReadOnlyList<(string Id, string Html)>> FragmentsAsync(BoardPicture before, BoardPicture after, BoardDifference difference, BoardPage page)
    {
        if (difference.Layout)
        {
            return [(ElementIds.Board, await BoardAsync(after, page))];
        }

        await using var renderer = new HtmlRenderer(_services, _loggers);
        return await renderer.Dispatcher.InvokeAsync(() => Changed(renderer, Pieces.Of(page, before, after, difference)));
    }

    private static List<(string, string)> Changed(HtmlRenderer renderer, IEnumerable<Piece> pieces)
    {
        var changed = new List<(string, string)>();
        foreach (var piece in pieces)
        {
            var html = Render(renderer, piece.After);
            if (html != Render(renderer, piece.Before))
            {
                changed.Add((piece.Id, html));
            }
        }

        return changed;
    }

    private static string Render(HtmlRenderer renderer, RenderFragment fragment)
    {
        var root = renderer.BeginRenderingComponent<FragmentHost>(ParameterView.FromDictionary(new Dictionary<string, object?>(1) { [nameof(FragmentHost.Content)] = fragment }));
        return root.ToHtmlString();
    }

    /// <summary>Lets a fragment be rendered as a root of its own.</summary>
    private sealed class FragmentHost : IComponent
    {
        private RenderHandle _handle;

        [Parameter]
        public RenderFragment Content { get; set; } = null!;

        public void Attach(RenderHandle renderHandle) => _handle = renderHandle;

        public Task SetParametersAsync(ParameterView parameters)
        {
            parameters.SetParameterProperties(this);
            _handle.Render(Content);
            return Task.CompletedTask;
        }
    }
}

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
    public async Task<IReadOnlyList<(string Id, string Html)>> FragmentsAsync(Publication before, BoardPicture after, BoardDifference difference, BoardPage page)
    {
        if (difference.Layout)
        {
            return [(ElementIds.Board, await BoardAsync(after, page))];
        }

        await using var renderer = new HtmlRenderer(_services, _loggers);
        return await renderer.Dispatcher.InvokeAsync(() => before.Markup.Of(page).Changed(
            before.Sequence, Pieces.Of(page, before.Picture, after, difference), p => Render(renderer, p.Before), p => Render(renderer, p.After)));
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

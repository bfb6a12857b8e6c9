using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Pages.Pieces;

/// <summary>Renders the pieces of a streamed page. Markup depends on the picture alone: rendered twice, it is the same.</summary>
public sealed class PieceRenderer
{
    private readonly IServiceProvider _services;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;

    public PieceRenderer(IServiceProvider services, ILoggerFactory loggers) => (_services, _loggers, _logger) = (services, loggers, loggers.CreateLogger<PieceRenderer>());

    /// <returns>Markup by element id, in the order of the page.</returns>
    public async Task<IReadOnlyDictionary<string, string>> Render(IEnumerable<Piece> pieces)
    {
        // A renderer keeps every root it has rendered: it lives for one frame.
        await using var renderer = new HtmlRenderer(_services, _loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var markup = new Dictionary<string, string>();
            foreach (var piece in pieces)
            {
                markup[piece.Id] = await Markup(renderer, piece);
            }

            return markup;
        });
    }

    private async Task<string> Markup(HtmlRenderer renderer, Piece piece)
    {
        try
        {
            return await Render(renderer, piece.Component, piece.Parameters);
        }
        catch (Exception e)
        {
            // One piece that can not be drawn must not take the others with it: it says so in its own place.
            _logger.LogError(e, "{Piece} of a page could not be drawn.", piece.Id);
            return await Render(renderer, typeof(BrokenPiece), new Dictionary<string, object?> { [nameof(BrokenPiece.Id)] = piece.Id });
        }
    }

    private static async Task<string> Render(HtmlRenderer renderer, Type component, IReadOnlyDictionary<string, object?> parameters) =>
        (await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(parameters.ToDictionary()))).ToHtmlString().Trim();
}

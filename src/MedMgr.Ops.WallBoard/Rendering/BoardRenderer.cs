using System.Collections.Immutable;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.WallBoard.Frames;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>Renders the board, whole or the pieces that changed. Markup depends on the picture alone: rendered twice, it is the same.</summary>
internal sealed class BoardRenderer
{
    private readonly IServiceProvider _services;
    private readonly ILoggerFactory _loggers;

    public BoardRenderer(IServiceProvider services, ILoggerFactory loggers)
    {
        _services = services;
        _loggers = loggers;
    }

    public Task<string> BoardAsync(BoardPicture picture) =>
        ComponentAsync<BoardBody>(new Dictionary<string, object?> { [nameof(BoardBody.Picture)] = picture });

    public async Task<string> ComponentAsync<T>(Dictionary<string, object?> parameters) where T : IComponent
    {
        // A renderer keeps every root it has rendered: it lives for one page or one frame.
        await using var renderer = new HtmlRenderer(_services, _loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    /// <summary>The pieces whose markup differs between two pictures, by element id. A new layout is one piece: the board.</summary>
    public async Task<IReadOnlyList<(string Id, string Html)>> FragmentsAsync(BoardPicture before, BoardPicture after, BoardDifference difference)
    {
        if (difference.Layout)
        {
            return [(ElementIds.Board, await BoardAsync(after))];
        }

        await using var renderer = new HtmlRenderer(_services, _loggers);
        return await renderer.Dispatcher.InvokeAsync(() => Changed(renderer, Pieces(before, after, difference)));
    }

    private readonly record struct Piece(string Id, RenderFragment Before, RenderFragment After);

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

    private static IEnumerable<Piece> Pieces(BoardPicture before, BoardPicture after, BoardDifference difference)
    {
        var (old, now) = (before.View, after.View);
        if (difference.Summary)
        {
            yield return new(ElementIds.Surge, Marks.Surge(old.SurgeLevel), Marks.Surge(now.SurgeLevel));
        }

        // Figures also count beds in cleaning, which no figure of the summary tells apart.
        if (difference.Summary || !difference.Units.IsEmpty)
        {
            foreach (var (a, b) in Marks.FiguresOf(before).Zip(Marks.FiguresOf(after)))
            {
                yield return new(b.Name, a.Markup, b.Markup);
            }
        }

        var units = old.Units.ToDictionary(u => u.Id);
        foreach (var unit in difference.Units)
        {
            var was = units[unit.Unit.Id];
            if (unit.Head)
            {
                yield return new(ElementIds.UnitHead(unit.Unit.Id), Marks.UnitHead(was), Marks.UnitHead(unit.Unit));
            }

            var prefix = UnitLabels.CommonPrefix(unit.Unit.Beds);
            foreach (var bed in unit.Beds)
            {
                yield return new(
                    ElementIds.Bed(bed.Id), Marks.Bed(was.Beds.First(b => b.Id == bed.Id), prefix, before.Zone), Marks.Bed(bed, prefix, after.Zone));
            }
        }

        if (difference.Waiting)
        {
            yield return new(ElementIds.Waiting, Marks.Waiting(before), Marks.Waiting(after));
        }

        if (difference.Discrepancies)
        {
            yield return new(ElementIds.Discrepancies, Marks.Discrepancies(before), Marks.Discrepancies(after));
        }
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

using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.WallBoard.Frames;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.AspNetCore.Components;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>One element of a page, before and after.</summary>
internal readonly record struct Piece(string Id, RenderFragment Before, RenderFragment After)
{
    public static Piece Of(string id, BoardPicture before, BoardPicture after, Func<BoardPicture, RenderFragment> mark) => new(id, mark(before), mark(after));
}

/// <summary>Which elements of a page may look different after a change.</summary>
internal static class Pieces
{
    public static IEnumerable<Piece> Of(BoardPage page, BoardPicture before, BoardPicture after, BoardDifference difference) =>
        Header(before, after, difference).Concat(page.Kind switch
        {
            WallPageKind.Overview => Overview(before, after, difference),
            WallPageKind.Flow => Flow(before, after, difference),
            WallPageKind.Unit => Unit(page, before, after, difference),
            _ => throw new InvalidOperationException($"No pieces of {page.Kind}"),
        });

    private static IEnumerable<Piece> Header(BoardPicture before, BoardPicture after, BoardDifference difference)
    {
        if (difference.Summary)
        {
            yield return Piece.Of(ElementIds.Surge, before, after, HeaderMarks.Surge);
        }

        if (difference.Alerts)
        {
            yield return Piece.Of(ElementIds.Severities, before, after, p => HeaderMarks.Severities(p.View.Alerts));
        }

        // Figures also count beds in cleaning, which no figure of the summary tells apart.
        if (difference.Summary || difference.Trend || !difference.Units.IsEmpty)
        {
            foreach (var (a, b) in HeaderMarks.FiguresOf(before).Zip(HeaderMarks.FiguresOf(after)))
            {
                yield return new(b.Name, a.Markup, b.Markup);
            }
        }

        if (difference.Outlook || difference.Trend)
        {
            yield return Piece.Of(ElementIds.Outlook, before, after, OutlookMarks.Panel);
        }
    }

    private static IEnumerable<Piece> Overview(BoardPicture before, BoardPicture after, BoardDifference difference)
    {
        var units = before.View.Units.ToDictionary(u => u.Id);
        foreach (var unit in difference.Units)
        {
            var was = units[unit.Unit.Id];
            if (unit.Head)
            {
                yield return new(ElementIds.UnitHead(unit.Unit.Id), UnitMarks.Head(was), UnitMarks.Head(unit.Unit));
            }

            var prefix = UnitLabels.CommonPrefix(unit.Unit.Beds);
            foreach (var bed in unit.Beds)
            {
                yield return new(ElementIds.Bed(bed.Id), BedMarks.Mark(Was(was, bed), prefix, before.Zone), BedMarks.Mark(bed, prefix, after.Zone));
            }
        }

        if (difference.Alerts)
        {
            yield return Piece.Of(ElementIds.Alerts, before, after, p => PanelMarks.Alerts(p, null));
        }

        if (difference.Waiting)
        {
            yield return Piece.Of(ElementIds.Waiting, before, after, p => PanelMarks.Waiting(p, null));
        }
    }

    private static IEnumerable<Piece> Flow(BoardPicture before, BoardPicture after, BoardDifference difference)
    {
        if (difference.Flow || difference.Units.Any(u => u.Head))
        {
            yield return Piece.Of(ElementIds.FlowMap, before, after, FlowMarks.Map);
            yield return Piece.Of(ElementIds.Jams, before, after, PanelMarks.Jams);
        }

        if (difference.Alerts)
        {
            yield return Piece.Of(ElementIds.Alerts, before, after, p => PanelMarks.Alerts(p, null));
        }
    }

    private static IEnumerable<Piece> Unit(BoardPage page, BoardPicture before, BoardPicture after, BoardDifference difference)
    {
        var (was, now) = (before.View.Units.FirstOrDefault(u => u.Id == page.Unit), after.View.Units.FirstOrDefault(u => u.Id == page.Unit));
        if (was is not null && now is not null)
        {
            var changed = difference.Units.FirstOrDefault(u => u.Unit.Id == page.Unit);
            if (changed is not null || difference.Summary)
            {
                yield return new(ElementIds.UnitHead(now.Id), UnitMarks.LargeHead(before, was), UnitMarks.LargeHead(after, now));
            }

            var prefix = UnitLabels.CommonPrefix(now.Beds);
            foreach (var bed in changed?.Beds ?? [])
            {
                yield return new(ElementIds.Bed(bed.Id), BedMarks.Card(Was(was, bed), prefix, before.Zone), BedMarks.Card(bed, prefix, after.Zone));
            }
        }

        if (difference.Alerts)
        {
            yield return Piece.Of(ElementIds.Alerts, before, after, p => PanelMarks.Alerts(p, page.Unit));
        }

        if (difference.Waiting)
        {
            yield return Piece.Of(ElementIds.Waiting, before, after, p => PanelMarks.Waiting(p, page.Unit));
        }
    }

    private static BedView Was(UnitBoard before, BedView bed) => before.Beds.First(b => b.Id == bed.Id);
}

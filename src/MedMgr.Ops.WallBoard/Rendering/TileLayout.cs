using System.Collections.Immutable;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <param name="Unit">Index of the unit on the board.</param>
/// <param name="Columns">Beds side by side.</param>
/// <param name="Width">Share of the shelf, relative to its other tiles.</param>
internal readonly record struct TilePlace(int Unit, int Columns, double Width);

/// <param name="Rows">Beds one above the other; the same for every tile of the shelf.</param>
/// <param name="Height">Share of the wall, relative to the other shelves.</param>
internal sealed record Shelf(ImmutableArray<TilePlace> Tiles, int Rows, double Height);

/// <summary>Places the tiles of a hospital on shelves, in the order of its units, so that every bed is as large as the wall allows.</summary>
/// <remarks>
/// What comes out are shares, never lengths: whatever the figures, the page divides the space it has and nothing overflows. The search only
/// decides how well the space is used. Its lengths are pixels of a 1920 by 1080 wall.
/// </remarks>
internal sealed record TileLayout(ImmutableArray<Shelf> Shelves)
{
    /// <summary>Share of the wall's width that a pinned unit takes.</summary>
    public const double PinnedShare = 0.36;

    private const double WallWidth = 1490;
    private const double WallHeight = 806;
    private const double CardAspect = 1.5;

    /// <summary>Name, level and figures above the beds, and the gap to the next shelf.</summary>
    private const double HeadHeight = 82;

    /// <summary>What a head needs to show a unit's name beside its figures.</summary>
    private const double TileWidthMin = 232;
    private const double Padding = 22;
    private const double BedAspect = 1.3;
    private const double BedWidthMax = 100;
    private const int RowsMax = 16;

    /// <param name="beds">Beds of each unit.</param>
    /// <param name="share">Of the wall's width that is theirs.</param>
    public static TileLayout Of(IReadOnlyList<int> beds, double share = 1)
    {
        if (beds.Count == 0)
        {
            return new TileLayout([]);
        }

        // A house that does not fit even with marks of one pixel is laid out as if it did: its marks become smaller than that.
        double fits = 1, tooWide = BedWidthMax;
        var wall = share * WallWidth;
        var best = Shelve(beds, fits, wall);
        while (tooWide - fits > 0.5)
        {
            var width = (fits + tooWide) / 2;
            var layout = Shelve(beds, width, wall);
            if (layout.Shelves.Sum(s => s.Height) <= WallHeight)
            {
                (fits, best) = (width, layout);
            }
            else
            {
                tooWide = width;
            }
        }

        return best;
    }

    /// <summary>Columns and rows of a unit that has the share of a pinned one.</summary>
    public static (int Columns, int Rows) PinnedGrid(int beds) => Grid(beds, PinnedShare * WallWidth, CardAspect);

    /// <summary>Columns and rows of a unit that has the wall to itself.</summary>
    public static (int Columns, int Rows) CardGrid(int beds) => Grid(beds, WallWidth, CardAspect);

    /// <summary>The grid whose cells come closest to the aspect.</summary>
    private static (int Columns, int Rows) Grid(int beds, double width, double aspect)
    {
        var columns = Enumerable.Range(1, Math.Max(1, beds)).MinBy(c => Math.Abs(Math.Log(width / c / ((WallHeight - HeadHeight) / Columns(beds, c)) / aspect)));
        return (columns, Columns(beds, columns));
    }

    /// <summary>The division into shelves that needs the least height with beds of this width (shortest path over the breaks between units).</summary>
    private static TileLayout Shelve(IReadOnlyList<int> beds, double bedWidth, double wall)
    {
        var least = new double[beds.Count + 1];
        var from = new int[beds.Count + 1];
        for (var end = 1; end <= beds.Count; end++)
        {
            least[end] = double.PositiveInfinity;
            for (var start = 0; start < end; start++)
            {
                var height = least[start] + Height(Rows(beds, start, end, bedWidth, wall), bedWidth);
                if (height < least[end])
                {
                    (least[end], from[end]) = (height, start);
                }
            }
        }

        var shelves = new Stack<Shelf>();
        for (var end = beds.Count; end > 0; end = from[end])
        {
            var rows = Rows(beds, from[end], end, bedWidth, wall);
            shelves.Push(new Shelf(
                [.. Enumerable.Range(from[end], end - from[end]).Select(u => Tile(u, beds[u], rows, bedWidth))], rows, Height(rows, bedWidth)));
        }

        return new TileLayout([.. shelves]);
    }

    /// <summary>The fewest rows with which these units fit side by side.</summary>
    private static int Rows(IReadOnlyList<int> beds, int start, int end, double bedWidth, double wall)
    {
        for (var rows = 1; rows < RowsMax; rows++)
        {
            var width = 0.0;
            for (var unit = start; unit < end; unit++)
            {
                width += TileWidth(Columns(beds[unit], rows), bedWidth);
            }

            if (width <= wall)
            {
                return rows;
            }
        }

        // Heads alone may be too wide: such a shelf is never chosen while another division exists.
        return RowsMax * (end - start);
    }

    private static TilePlace Tile(int unit, int beds, int rows, double bedWidth)
    {
        var needed = Columns(beds, rows);
        var width = TileWidth(needed, bedWidth);
        return new TilePlace(unit, Math.Max(needed, (int)((width - Padding) / bedWidth)), width);
    }

    private static int Columns(int beds, int rows) => Math.Max(1, (beds + rows - 1) / rows);

    private static double TileWidth(int columns, double bedWidth) => Math.Max(TileWidthMin, columns * bedWidth) + Padding;

    private static double Height(int rows, double bedWidth) => HeadHeight + rows * bedWidth / BedAspect;
}

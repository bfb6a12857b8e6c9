using System.Collections.Immutable;
using MedMgr.Ops.Consoles.Panels;
using MedMgr.Ops.Consoles.Pictures;
using MedMgr.Ops.Pages.Pieces;

namespace MedMgr.Ops.Consoles.Rendering;

/// <summary>What a console consists of. A unit's beds are a piece of their own within the panel of all beds: most changes are one bed's.</summary>
internal static class ConsolePieces
{
    public const string Tabs = "tabs";
    public const string Figures = "house-figures";
    public const string Beds = "panel-beds";

    private const string Picture = "Picture";

    /// <summary>For a page that shows nothing yet: every piece that stands on the page itself.</summary>
    public static ImmutableArray<Piece> OfPage(ConsolePicture picture) =>
    [
        Piece.Of<HouseFigures>(Figures, Picture, picture), Piece.Of<SideTabs>(Tabs, Picture, picture),
        .. ConsolePanels.All.Select(p => new Piece(p.ElementId, p.Component, new Dictionary<string, object?> { [Picture] = picture })),
    ];

    /// <summary>For a page that shows a picture with the same units: the smallest pieces, each sent by itself when it differs.</summary>
    public static ImmutableArray<Piece> Smallest(ConsolePicture picture) =>
    [
        .. OfPage(picture).Where(p => p.Id != Beds),
        .. picture.View.Units.Select(u => new Piece(
            UnitBeds.ElementId(u.Id), typeof(UnitBeds), new Dictionary<string, object?> { [Picture] = picture, [nameof(UnitBeds.Unit)] = u.Id })),
    ];

    /// <summary>The units and their beds: another one lays the beds out anew.</summary>
    public static bool SameLayout(ConsolePicture a, ConsolePicture b) =>
        a.View.Units.SelectMany(u => u.Beds.Select(x => (u.Id, x.Id))).SequenceEqual(b.View.Units.SelectMany(u => u.Beds.Select(x => (u.Id, x.Id))))
        && a.View.Units.Length == b.View.Units.Length;
}

using System.Collections.Immutable;
using MedMgr.Ops.Consoles.Panels;
using MedMgr.Ops.Consoles.Pictures;
using Microsoft.AspNetCore.Components;

namespace MedMgr.Ops.Consoles.Rendering;

/// <summary>One element of the page.</summary>
/// <param name="Id">Of the element.</param>
internal sealed record ConsolePiece(string Id, Type Component, IReadOnlyDictionary<string, object?> Parameters);

/// <summary>What a console consists of. A unit's beds are a piece of their own within the panel of all beds: most changes are one bed's.</summary>
internal static class ConsolePieces
{
    public const string Tabs = "tabs";
    public const string Figures = "house-figures";
    public const string Beds = "panel-beds";

    private const string Picture = "Picture";

    /// <summary>For a page that shows nothing yet: every piece that stands on the page itself.</summary>
    public static ImmutableArray<ConsolePiece> OfPage(ConsolePicture picture) =>
    [
        Piece<HouseFigures>(Figures, picture), Piece<SideTabs>(Tabs, picture),
        .. ConsolePanels.All.Select(p => new ConsolePiece(p.ElementId, p.Component, new Dictionary<string, object?> { [Picture] = picture })),
    ];

    /// <summary>For a page that shows a picture with the same units: the smallest pieces, each sent by itself when it differs.</summary>
    public static ImmutableArray<ConsolePiece> Smallest(ConsolePicture picture) =>
    [
        .. OfPage(picture).Where(p => p.Id != Beds),
        .. picture.View.Units.Select(u => new ConsolePiece(
            UnitBeds.ElementId(u.Id), typeof(UnitBeds), new Dictionary<string, object?> { [Picture] = picture, [nameof(UnitBeds.Unit)] = u.Id })),
    ];

    /// <summary>The units and their beds: another one lays the beds out anew.</summary>
    public static bool SameLayout(ConsolePicture a, ConsolePicture b) =>
        a.View.Units.SelectMany(u => u.Beds.Select(x => (u.Id, x.Id))).SequenceEqual(b.View.Units.SelectMany(u => u.Beds.Select(x => (u.Id, x.Id))))
        && a.View.Units.Length == b.View.Units.Length;

    private static ConsolePiece Piece<TComponent>(string id, ConsolePicture picture) where TComponent : IComponent =>
        new(id, typeof(TComponent), new Dictionary<string, object?> { [Picture] = picture });
}

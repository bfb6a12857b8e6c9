using MedMgr.Ops.Console.Panels;
using MedMgr.Ops.Console.Pictures;
using Microsoft.AspNetCore.Components;

namespace MedMgr.Ops.Console.Rendering;

/// <summary>One element of the page that is sent by itself when its markup differs.</summary>
/// <param name="Id">Of the element.</param>
/// <param name="Within">The piece that holds it: sent with that one when that one is new to the page. Null for a piece of the page itself.</param>
internal sealed record ConsolePiece(string Id, Type Component, IReadOnlyDictionary<string, object?> Parameters, string? Within = null);

/// <summary>What a console consists of.</summary>
internal static class ConsolePieces
{
    public const string Tabs = "tabs";
    public const string Figures = "house-figures";

    private const string Picture = "Picture";

    public static IEnumerable<ConsolePiece> Of(ConsolePicture picture)
    {
        yield return Piece<HouseFigures>(Figures, picture);
        yield return Piece<SideTabs>(Tabs, picture);
        foreach (var panel in ConsolePanels.All)
        {
            yield return new ConsolePiece(panel.ElementId, panel.Component, new Dictionary<string, object?> { [Picture] = picture });
        }
    }

    private static ConsolePiece Piece<TComponent>(string id, ConsolePicture picture) where TComponent : IComponent =>
        new(id, typeof(TComponent), new Dictionary<string, object?> { [Picture] = picture });
}

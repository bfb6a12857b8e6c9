using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>One way to look at a picture of the board.</summary>
/// <param name="Unit">The unit that is shown alone, or pinned on the overview; null on an overview without one and on the flow map.</param>
public sealed record BoardPage(WallPageKind Kind, UnitId? Unit = null)
{
    public static readonly BoardPage Overview = new(WallPageKind.Overview);
    public static readonly BoardPage Flow = new(WallPageKind.Flow);

    private const string Separator = ":";

    /// <summary>What a display asks for: nothing for the overview, "flow", "unit:ICU", "pin:ICU".</summary>
    public string Name => (Kind, Unit) switch
    {
        (WallPageKind.Overview, null) => "",
        (WallPageKind.Overview, { } pinned) => "pin" + Separator + pinned,
        (WallPageKind.Flow, _) => "flow",
        (WallPageKind.Unit, { } unit) => "unit" + Separator + unit,
        _ => throw new InvalidOperationException($"{Kind} of {Unit} is no page."),
    };

    /// <returns>Null for a name that is none.</returns>
    public static BoardPage? Parse(string name)
    {
        var cut = name.IndexOf(Separator, StringComparison.Ordinal);
        var (kind, unit) = cut < 0 ? (name, null) : (name[..cut], name[(cut + 1)..]);
        return (kind, unit) switch
        {
            ("", null) => Overview,
            ("flow", null) => Flow,
            ("pin", { } id) when IdRules.WhatIsWrongWith(id) is null => new BoardPage(WallPageKind.Overview, UnitId.Of(id)),
            ("unit", { } id) when IdRules.WhatIsWrongWith(id) is null => new BoardPage(WallPageKind.Unit, UnitId.Of(id)),
            _ => null,
        };
    }

    /// <summary>The page of a hospital's file; a pinned unit stays pinned on its overview.</summary>
    public static BoardPage Of(PageOnWall page, UnitId? pinned) => page.Kind switch
    {
        WallPageKind.Overview => new BoardPage(WallPageKind.Overview, pinned),
        WallPageKind.Flow => Flow,
        _ => new BoardPage(WallPageKind.Unit, page.Unit),
    };

    /// <summary>Whether the board has the unit that the page is about.</summary>
    public bool IsOn(BoardView view) => Unit is not { } unit || view.Units.Any(u => u.Id == unit);
}

using System.Collections.Immutable;
using MedMgr.Ops.Drills.Panels;
using MedMgr.Ops.Pages.Pieces;
using Microsoft.AspNetCore.Components;

namespace MedMgr.Ops.Drills.Pages;

/// <summary>What moves on the lead's desk: each piece stands on the page by its id, and is sent when it differs.</summary>
public static class DrillPieces
{
    private const string Picture = "Picture";

    public static ImmutableArray<Piece> Of(DrillPicture picture) =>
    [
        One<Standing>("standing", picture), One<ClockControls>("clock-controls", picture), One<InjectList>("injects", picture), One<ObjectiveList>("objectives", picture),
        One<ObjectiveChoice>("assess-objective", picture), One<FigureChoice>("objective-measure", picture), One<Measures>("measures", picture), One<Timeline>("timeline", picture),
        One<Improvements>("improvements", picture),
    ];

    private static Piece One<TComponent>(string id, DrillPicture picture) where TComponent : IComponent => Piece.Of<TComponent>(id, Picture, picture);
}

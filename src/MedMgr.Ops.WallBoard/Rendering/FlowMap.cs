using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <param name="Unit">Null for the world outside: arrivals at the left, the exit at the right.</param>
/// <param name="Left">Percent of the map, as are the others.</param>
internal sealed record FlowNode(UnitBoard? Unit, double Left, double Top, double Width, double Height);

/// <param name="Path">Of an SVG of 100 by 100.</param>
/// <param name="BadgeX">Where the number of those who wait stands, percent.</param>
/// <param name="CountX">Where the number of moves stands, percent.</param>
internal sealed record FlowLine(FlowEdge Edge, string Path, double BadgeX, double BadgeY, double CountX, double CountY);

/// <param name="Left">Percent.</param>
internal sealed record FlowHeading(string Name, double Left, double Width);

/// <summary>Where the units and the lines between them stand on the flow map: columns from the front doors to the exit.</summary>
/// <remarks>Only the columns, the units and which edges there are decide: a unit stays where it is while numbers change.</remarks>
internal sealed record FlowMap(ImmutableArray<FlowHeading> Headings, ImmutableArray<FlowNode> Nodes, ImmutableArray<FlowLine> Lines)
{
    private const double OutsideWidth = 5.5;
    private const double HeadingHeight = 5;
    private const double NodeShare = 0.68;
    private const double NodeHeightMax = 15;
    private const double RowShare = 0.74;

    /// <summary>Above the boxes go those who come from outside past the first column, below them those who leave past the last.</summary>
    private const double LaneHeight = 7;
    private const double LanePitch = 0.55;
    private const double LaneBend = 2.2;

    // How far from a box the numbers stand: those who wait before where they go, those who moved behind where they came from.
    private const double BadgeGap = 1.2;
    private const double BadgeStagger = 1.5;
    private const double CountGap = 0.9;
    private const double CountStagger = 1.1;
    private const double ExitBadgeGap = 2.1;

    private static readonly ImmutableArray<(string Name, ImmutableArray<LevelOfCare> Levels)> ByLevel =
    [
        ("Front doors", [LevelOfCare.Emergency, LevelOfCare.PostAnaesthesia, LevelOfCare.Labour]),
        ("Critical care", [LevelOfCare.Critical, LevelOfCare.PaediatricCritical, LevelOfCare.Neonatal]),
        ("Step-down", [LevelOfCare.Intermediate, LevelOfCare.Telemetry]),
        ("Wards", [LevelOfCare.General, LevelOfCare.Rehabilitation]),
        ("Special wards", [LevelOfCare.Paediatric, LevelOfCare.Maternity, LevelOfCare.Psychiatric]),
    ];

    public static FlowMap Of(ImmutableArray<UnitBoard> units, ImmutableArray<FlowEdge> edges, ImmutableArray<FlowColumn> columns)
    {
        var layers = Layers(units, columns);
        var pitch = (100 - 2 * OutsideWidth) / Math.Max(1, layers.Count);
        var headings = ImmutableArray.CreateBuilder<FlowHeading>();
        var nodes = new List<FlowNode> { new(null, 0, HeadingHeight, OutsideWidth * 0.8, 100 - HeadingHeight), new(null, 100 - OutsideWidth * 0.8, HeadingHeight, OutsideWidth * 0.8, 100 - HeadingHeight) };
        for (var i = 0; i < layers.Count; i++)
        {
            var (name, members) = layers[i];
            var (width, left) = (pitch * NodeShare, OutsideWidth + i * pitch + pitch * (1 - NodeShare) / 2);
            headings.Add(new FlowHeading(name, left, width));
            var row = (100 - HeadingHeight - 2 * LaneHeight) / members.Count;
            var height = Math.Min(NodeHeightMax, row * RowShare);
            nodes.AddRange(members.Select((unit, n) => new FlowNode(unit, left, HeadingHeight + LaneHeight + row * (n + 0.5) - height / 2, width, height)));
        }

        return new FlowMap(headings.ToImmutable(), [.. nodes], Connect(nodes, edges, pitch));
    }

    /// <summary>What a map calls the end of an edge.</summary>
    public static string End(UnitId? unit, string outside) => unit?.Value ?? outside;

    private static List<(string Name, List<UnitBoard> Units)> Layers(ImmutableArray<UnitBoard> units, ImmutableArray<FlowColumn> columns)
    {
        var layers = columns.IsEmpty
            ? ByLevel.Select(l => (l.Name, Units: units.Where(u => l.Levels.Contains(u.LevelOfCare)).ToList())).ToList()
            : columns.Select(c => (c.Name, Units: c.Units.Select(id => units.FirstOrDefault(u => u.Id == id)).OfType<UnitBoard>().ToList())).ToList();
        var placed = layers.SelectMany(l => l.Units).Select(u => u.Id).ToHashSet();
        layers.Add(("Others", [.. units.Where(u => !placed.Contains(u.Id))]));
        layers.RemoveAll(l => l.Units.Count == 0);
        return layers;
    }

    private static ImmutableArray<FlowLine> Connect(List<FlowNode> nodes, ImmutableArray<FlowEdge> edges, double pitch)
    {
        var (arrivals, exit) = (nodes[0], nodes[1]);
        var byUnit = nodes.Where(n => n.Unit is not null).ToDictionary(n => n.Unit!.Id);
        var ends = (from e in edges
                    let source = e.From is { } f ? byUnit.GetValueOrDefault(f) : arrivals
                    let target = e.To is { } t ? byUnit.GetValueOrDefault(t) : exit
                    where source is not null && target is not null
                    select new Ends(e, source, target, (target == exit || source == arrivals) && target.Left - source.Left - source.Width > pitch)).ToList();
        var above = ends.Where(e => e.TakesLane && e.From == arrivals).OrderByDescending(e => e.To.Left).ThenBy(e => e.To.Top).ToList();
        var below = ends.Where(e => e.TakesLane && e.From != arrivals).OrderBy(e => e.From.Left).ThenByDescending(e => e.From.Top).ToList();
        return
        [
            .. from e in ends
               let y0 = Port(e.From, [.. ends.Where(x => x.From == e.From)], e, x => x.To)
               let y1 = Port(e.To, [.. ends.Where(x => x.To == e.To)], e, x => x.From)
               orderby e.Edge.Jammed, e.Edge.Waiting, e.Edge.Moved
               let curve = e.TakesLane ? FlowCurve.ByLane(e.From, e.To, y0.Y, y1.Y, LaneOf(above, below, e), LaneBend) : FlowCurve.Between(e.From, e.To, y0.Y, y1.Y)
               select curve.Line(e.Edge, CountGap + (y0.Order % 2) * CountStagger, e.Edge.To is null ? ExitBadgeGap : BadgeGap + (y1.Order % 2) * BadgeStagger),
        ];
    }

    /// <summary>The outermost lane for those who go furthest, so that no two cross.</summary>
    private static double LaneOf(List<Ends> above, List<Ends> below, Ends ends) => above.IndexOf(ends) is var up and >= 0
        ? HeadingHeight + 1 + up * LanePitch
        : 100 - 1 - below.IndexOf(ends) * LanePitch;

    /// <summary>Each line has a place of its own on the side of a box, in the order of where the lines go: they cross less and can be followed.</summary>
    private static (double Y, int Order) Port(FlowNode node, List<Ends> lines, Ends line, Func<Ends, FlowNode> other)
    {
        var order = lines.OrderBy(l => other(l).Top + other(l).Height / 2).ThenBy(l => other(l).Left).ToList().IndexOf(line);
        return (node.Top + node.Height * (order + 1) / (lines.Count + 1), order);
    }

    private sealed record Ends(FlowEdge Edge, FlowNode From, FlowNode To, bool TakesLane);
}

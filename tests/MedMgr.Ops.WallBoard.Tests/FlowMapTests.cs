using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Tests.Support;

namespace MedMgr.Ops.WallBoard.Tests;

/// <summary>Where units and lines stand on the flow map.</summary>
public sealed class FlowMapTests
{
    private static readonly ImmutableArray<UnitBoard> Units = Board();

    [Fact]
    public void Without_columns_of_the_hospital_the_level_of_care_decides_and_every_unit_has_one_place()
    {
        var map = FlowMap.Of(Units, [], []);
        map.Headings.Select(h => h.Name).ShouldBe(["Front doors", "Critical care", "Step-down", "Wards", "Special wards"]);
        map.Nodes.Where(n => n.Unit is not null).Select(n => n.Unit!.Id).ShouldBe(Units.Select(u => u.Id), ignoreOrder: true);
        Node(map, "ED").Left.ShouldBe(Node(map, "PACU").Left);
        Node(map, "ED").Left.ShouldBeLessThan(Node(map, "ICU").Left);
        Node(map, "6E").Left.ShouldBeLessThan(Node(map, "PSY").Left);
    }

    [Fact]
    public void A_unit_that_the_columns_forget_stands_in_a_column_of_its_own()
    {
        var map = FlowMap.Of(Units, [], [new FlowColumn("Doors", [UnitId.Of("ED"), UnitId.Of("PACU")]), new FlowColumn("Gone", [UnitId.Of("NO-SUCH")])]);
        map.Headings.Select(h => h.Name).ShouldBe(["Doors", "Others"]);
        map.Nodes.Count(n => n.Unit is not null).ShouldBe(14);
    }

    [Fact]
    public void No_box_lies_over_another_and_all_lie_on_the_map()
    {
        var nodes = FlowMap.Of(Units, [], []).Nodes;
        foreach (var (i, a) in nodes.Index())
        {
            (a.Left >= 0 && a.Top >= 0 && a.Left + a.Width <= 100 && a.Top + a.Height <= 100).ShouldBeTrue($"{a} leaves the map");
            foreach (var b in nodes[(i + 1)..])
            {
                (a.Left < b.Left + b.Width && b.Left < a.Left + a.Width && a.Top < b.Top + b.Height && b.Top < a.Top + a.Height).ShouldBeFalse($"{a} and {b}");
            }
        }
    }

    [Fact]
    public void A_line_begins_at_the_side_of_one_box_and_ends_at_the_side_of_the_other()
    {
        var map = FlowMap.Of(Units, [Edge("ED", "ICU", moved: 3), Edge("4W", "ICU", moved: 1)], []);
        var (ed, icu, ward) = (Node(map, "ED"), Node(map, "ICU"), Node(map, "4W"));
        Ends(Line(map, "ED")).ShouldBe((Math.Round(ed.Left + ed.Width, 2), Math.Round(icu.Left, 2)), "forward: right side to left side");
        Ends(Line(map, "4W")).ShouldBe((Math.Round(ward.Left, 2), Math.Round(icu.Left + icu.Width, 2)), "back: left side to right side");
    }

    [Fact]
    public void Those_who_wait_are_counted_where_they_want_to_go_and_those_who_leave_where_they_are()
    {
        var map = FlowMap.Of(Units, [Edge("ED", "4W", waiting: 2), Edge("4W", null, waiting: 1)], []);
        var (ed, ward) = (Node(map, "ED"), Node(map, "4W"));
        Line(map, "ED").BadgeX.ShouldBeInRange(ward.Left - 5, ward.Left);
        Line(map, "4W").BadgeX.ShouldBeInRange(ward.Left + ward.Width, ward.Left + ward.Width + 5);
        Line(map, "ED").CountX.ShouldBeInRange(ed.Left + ed.Width, ed.Left + ed.Width + 3);
    }

    [Fact]
    public void Who_leaves_from_the_front_door_goes_below_all_boxes_and_who_comes_to_a_ward_above_them()
    {
        var map = FlowMap.Of(Units, [Edge("ED", null, moved: 9), Edge(null, "6E", moved: 2)], []);
        var boxes = map.Nodes.Where(n => n.Unit is not null).ToList();
        Heights(Line(map, "ED")).Max().ShouldBeGreaterThan(boxes.Max(b => b.Top + b.Height));
        Heights(map.Lines.Single(l => l.Edge.From is null)).Min().ShouldBeLessThan(boxes.Min(b => b.Top));
    }

    [Fact]
    public void A_unit_stays_where_it_is_while_the_numbers_change() =>
        FlowMap.Of(Units, [Edge("ED", "4W", moved: 1)], []).Nodes.Select(n => (n.Left, n.Top)).ShouldBe(
            FlowMap.Of(Units, [Edge("ED", "4W", moved: 30, waiting: 4), Edge("ICU", "SDU", moved: 2)], []).Nodes.Select(n => (n.Left, n.Top)));

    [Fact]
    public void What_jams_is_drawn_last_so_that_nothing_hides_it()
    {
        var jammed = Edge("PACU", "4W", moved: 1, waiting: 1) with { Jammed = true };
        FlowMap.Of(Units, [jammed, Edge("ED", "4W", moved: 30)], []).Lines[^1].Edge.ShouldBe(jammed);
    }

    private static FlowEdge Edge(string? from, string? to, int moved = 0, int waiting = 0) => new(
        from is null ? null : UnitId.Of(from), to is null ? null : UnitId.Of(to), moved, waiting, waiting == 0 ? null : SyntheticHospital.Now, false);

    private static FlowNode Node(FlowMap map, string unit) => map.Nodes.Single(n => n.Unit?.Id.Value == unit);

    private static FlowLine Line(FlowMap map, string from) => map.Lines.Single(l => l.Edge.From?.Value == from);

    private static (double From, double To) Ends(FlowLine line)
    {
        var numbers = Numbers(line);
        return (numbers[0], numbers[^2]);
    }

    private static IEnumerable<double> Heights(FlowLine line) => Numbers(line).Where((_, i) => i % 2 == 1);

    private static double[] Numbers(FlowLine line) =>
        [.. line.Path.Split([' ', 'M', 'C'], StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];

    private static ImmutableArray<UnitBoard> Board()
    {
        var board = new HospitalBoard(HospitalId.Of(SyntheticHospital.Id));
        board.Apply(1, SyntheticHospital.Defined().Stream, SyntheticHospital.Now, SyntheticHospital.Defined().Event);
        return board.View(SyntheticHospital.Now).Units;
    }
}

using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Tests.Support;

namespace MedMgr.Ops.WallBoard.Tests;

public sealed class TileLayoutTests
{
    public static TheoryData<int[]> Houses => new()
    {
        new[] { 1 },
        new[] { 8, 8, 8 },
        new[] { 200 },
        SyntheticHospital.Definition.Units.Select(u => u.Rooms.Sum(r => r.Beds.Length)).ToArray(),
        Enumerable.Range(1, 40).ToArray(),
        Enumerable.Repeat(60, 30).ToArray(),
        new[] { 0, 5 },
    };

    [Theory]
    [MemberData(nameof(Houses))]
    public void Every_unit_has_one_tile_in_the_order_of_the_board_with_room_for_all_its_beds(int[] beds)
    {
        var layout = TileLayout.Of(beds);
        layout.Shelves.SelectMany(s => s.Tiles).Select(t => t.Unit).ShouldBe(Enumerable.Range(0, beds.Length));
        foreach (var shelf in layout.Shelves)
        {
            shelf.Tiles.ShouldAllBe(t => t.Columns * shelf.Rows >= beds[t.Unit]);
        }
    }

    [Fact]
    public void Fourteen_units_with_420_beds_get_marks_of_at_least_40_pixels_on_a_full_screen()
    {
        var beds = SyntheticHospital.Definition.Units.Select(u => u.Rooms.Sum(r => r.Beds.Length)).ToArray();
        var layout = TileLayout.Of(beds);
        foreach (var shelf in layout.Shelves)
        {
            var scale = 1490 / shelf.Tiles.Sum(t => t.Width);
            shelf.Tiles.ShouldAllBe(t => t.Width * scale / t.Columns > 40);
        }
    }

    [Fact]
    public void No_units_need_no_shelves() => TileLayout.Of([]).Shelves.ShouldBeEmpty();
}

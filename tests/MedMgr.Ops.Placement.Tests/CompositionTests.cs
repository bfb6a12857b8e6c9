using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Hospitals;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Ops.Placement.Tests;

/// <summary>The parts are put together as the architecture says.</summary>
public sealed class CompositionTests(PlacementServer server)
{
    [Fact]
    public async Task The_reconciler_and_the_desks_read_the_board_that_the_displays_show()
    {
        var house = await server.OpenAsync();
        var reader = server.Services.GetRequiredService<IBoardReader>();
        var shown = server.Services.GetRequiredService<IBoards>().Find(house.Id)!;
        await house.Request("Ana");

        var read = await reader.ReadAsync(house.Id, board => board);

        ReferenceEquals(await shown.ReadAsync(board => board), read).ShouldBeTrue("one board is folded, and everybody reads that one");
        read.Encounters.Keys.ShouldContain(new Domain.EncounterId("Ana"));
    }
}

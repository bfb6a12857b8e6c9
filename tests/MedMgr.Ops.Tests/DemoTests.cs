using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_hospital_fills_itself_and_lives()
    {
        await using var server = await ServerProcess.Demo(Paths.NewFolder());
        var board = await server.Board();
        for (var look = 0; look < 200 && board.GetProperty("figures").GetProperty("occupied").GetInt32() < 300; look++)
        {
            await Task.Delay(100);
            board = await server.Board();
        }

        board.GetProperty("figures").GetProperty("occupied").GetInt32().ShouldBeGreaterThanOrEqualTo(300);
        board.GetProperty("units").GetArrayLength().ShouldBe(14);
        var position = board.GetProperty("position").GetInt64();
        for (var look = 0; look < 100 && (board = await server.Board()).GetProperty("position").GetInt64() == position; look++)
        {
            await Task.Delay(100);
        }

        board.GetProperty("position").GetInt64().ShouldBeGreaterThan(position);
        (await server.Http.GetStringAsync("/wall/riverside")).ShouldContain("Riverside General Hospital");
    }
}

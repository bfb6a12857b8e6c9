using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_hospital_is_filled_by_the_simulator_and_lives_through_its_own_doors()
    {
        await using var server = await ServerProcess.Demo(Paths.NewFolder(), pace: 240);
        var board = await server.Board();
        for (var look = 0; look < 300 && board.GetProperty("figures").GetProperty("occupied").GetInt32() < 200; look++)
        {
            await Task.Delay(100);
            board = await server.Board();
        }

        board.GetProperty("figures").GetProperty("occupied").GetInt32().ShouldBeGreaterThanOrEqualTo(200);
        board.GetProperty("units").GetArrayLength().ShouldBe(14);
        var position = board.GetProperty("position").GetInt64();
        for (var look = 0; look < 100 && (board = await server.Board()).GetProperty("position").GetInt64() == position; look++)
        {
            await Task.Delay(100);
        }

        board.GetProperty("position").GetInt64().ShouldBeGreaterThan(position);
        board.GetProperty("units").EnumerateArray().Sum(u => u.GetProperty("staffing").GetProperty("nursesOnDuty").GetInt32()).ShouldBeGreaterThan(80);
        board.GetProperty("quarantined").GetInt32().ShouldBe(0);
        (await server.Http.GetStringAsync("/wall/riverside")).ShouldContain("Riverside General Hospital");
    }
}

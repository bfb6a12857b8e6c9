using System.Text.Json;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

public sealed class SampleDayTests
{
    [Fact]
    public async Task The_sample_day_of_three_senders_is_accepted_whole_and_a_restart_shows_the_same_board()
    {
        var data = Paths.NewFolder();
        JsonElement before;
        await using (var server = await ServerProcess.Serve(data))
        {
            foreach (var file in Paths.SampleDay)
            {
                var (exit, output, _) = await Medmgr.Run("adt", "send", "--to", $"127.0.0.1:{server.MllpPort}", file);
                output.ShouldContain("AA");
                exit.ShouldBe(0, output);
            }

            before = await Settled(server);
            (await server.Http.GetStringAsync("/api/hospitals/riverside/quarantine")).ShouldBe("[]");
            (await server.Stop()).ShouldBe(0);
        }

        ShouldAddUp(before.GetProperty("figures"));
        before.GetProperty("figures").GetProperty("occupied").GetInt32().ShouldBeGreaterThan(10);
        await using var again = await ServerProcess.Serve(data, null);
        var after = await Settled(again);
        Without(after).ShouldBe(Without(before));
        var (verified, said, _) = await Medmgr.Run("log", "verify", "--data", data);
        verified.ShouldBe(0);
        said.ShouldMatch(@"^\d+ events, chain intact");
    }

    /// <summary>The reconciler looks once a second: the board is at rest when two looks apart see the same position.</summary>
    private static async Task<JsonElement> Settled(ServerProcess server)
    {
        var board = await server.Board();
        for (var look = 0; look < 20; look++)
        {
            await Task.Delay(1500);
            var next = await server.Board();
            if (next.GetProperty("position").GetInt64() == board.GetProperty("position").GetInt64())
            {
                return next;
            }

            board = next;
        }

        throw new TimeoutException("The board did not come to rest.");
    }

    private static void ShouldAddUp(JsonElement figures)
    {
        int Of(string name) => figures.GetProperty(name).GetInt32();
        Of("physicalBeds").ShouldBe(Of("openBeds") + Of("closed"));
        Of("openBeds").ShouldBe(Of("occupied") + Of("reserved") + Of("available") + Of("dirty") + Of("blocked"));
    }

    /// <summary>What a restart may change: the position (staff whose shift ended meanwhile) and what follows from the clock.</summary>
    private static string Without(JsonElement board) => string.Join('\n', board.GetProperty("units").EnumerateArray().Select(u => u.GetProperty("beds").GetRawText()))
        + board.GetProperty("waiting").GetRawText() + board.GetProperty("discrepancies").GetRawText();
}

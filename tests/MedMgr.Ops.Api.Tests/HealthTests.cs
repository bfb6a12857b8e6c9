using MedMgr.Ops.Api.Tests.Hosting;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Api.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task A_process_is_ready_when_the_log_answers_and_the_boards_have_caught_up()
    {
        await using var server = await ApiServer.StartAsync();
        var api = await server.OpenAsync();

        var ready = await api.Get("/readyz");

        ready.Status.ShouldBe(200);
        ready.Json.GetProperty("status").GetString().ShouldBe("healthy");
        ready.Json.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()).ShouldBe(["log", "boards"]);
    }

    [Fact]
    public async Task A_process_whose_boards_are_behind_is_alive_but_not_ready()
    {
        await using var server = await ApiServer.StartAsync();
        var api = await server.OpenAsync();
        server.Boards.CaughtUp = false;

        var ready = await api.Get("/readyz");

        ready.Status.ShouldBe(503);
        ready.Json.GetProperty("checks")[1].GetProperty("says").GetString().ShouldBe("Still reading, or stopped: house-1.");
        (await api.Get("/healthz")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_process_whose_log_does_not_answer_is_alive_but_not_ready()
    {
        await using var server = await ApiServer.StartAsync();
        var api = await server.OpenAsync();
        server.Log.HeadFault = new EventLogException("disk gone");

        (await api.Get("/readyz")).Status.ShouldBe(503);
        (await api.Get("/healthz")).Status.ShouldBe(200);
    }
}

using System.Text.Json;
using MedMgr.Ops.Api.Tests.Hosting;

namespace MedMgr.Ops.Api.Tests;

public sealed class HospitalTests(ApiServer server)
{
    [Fact]
    public async Task Hospitals_are_listed_by_id_and_name()
    {
        var api = await server.OpenAsync();

        (await api.Get("/api/hospitals")).Json.EnumerateArray().Select(h => h.GetRawText())
            .ShouldContain($$"""{"id":"{{api.Id}}","name":"Test Hospital"}""");
    }

    [Fact]
    public async Task The_board_has_the_names_that_others_read_it_by()
    {
        var api = await server.OpenAsync();
        await api.Place("V1", "4E-2");
        await api.Done("encounters/V1/needs", new { isolation = new { precautions = "contact" } });
        await api.Done("encounters/V2/request");

        var board = (await api.Get("board")).Json;

        NamesOf(board).ShouldBe([
            "hospital", "name", "position", "asOf", "surgeLevel", "figures", "crowding", "units", "waiting", "discrepancies", "quarantined", "alerts", "flow", "trend", "discharges",
            "exercise"]);
        string[] figures = [
            "physicalBeds", "openBeds", "staffedBeds", "occupied", "reserved", "available", "dirty", "blocked", "closed", "surge", "boarding"];
        NamesOf(board.GetProperty("figures")).ShouldBe(figures);
        board.GetProperty("hospital").GetString().ShouldBe(api.Id.Value);
        board.GetProperty("position").ValueKind.ShouldBe(JsonValueKind.Number);
        board.GetProperty("asOf").GetDateTimeOffset().ShouldBe(House.Start);

        var unit = board.GetProperty("units")[1];
        NamesOf(unit).ShouldBe(["id", "name", "levelOfCare", "open", "figures", "staffing", "beds"]);
        NamesOf(unit.GetProperty("figures")).ShouldBe(figures);
        unit.GetProperty("id").GetString().ShouldBe("4E");
        unit.GetProperty("levelOfCare").GetString().ShouldBe("general");

        var bed = await api.OnBoard("4E-2");
        bed.GetProperty("room").GetString().ShouldBe("4E-2");
        bed.GetProperty("status").GetString().ShouldBe("occupied");
        bed.GetProperty("encounter").GetString().ShouldBe("V1");
        bed.GetProperty("isolation").GetProperty("precautions").GetString().ShouldBe("contact");
        NamesOf(await api.OnBoard("ICU-1")).ShouldBe(["id", "room", "status", "surge", "hallway", "dischargeOrdered", "negativePressure"]);
        board.GetProperty("waiting")[0].GetProperty("encounter").GetString().ShouldBe("V2");
    }

    [Fact]
    public async Task The_surge_level_is_set_within_the_surge_plan()
    {
        var api = await server.OpenAsync();

        (await api.Done("surge-level", new { level = 2, reason = "influenza" })).GetProperty("hospital").GetProperty("surgeLevel").GetInt32().ShouldBe(2);
        (await api.Get("board")).Json.GetProperty("surgeLevel").GetInt32().ShouldBe(2);
        var refused = await api.Post("surge-level", new { level = 9 });
        refused.ShouldBeProblem(400, "invalid");
        refused.Error("level").ShouldBe("is 9: it must be from 0 to 4");
    }

    [Fact]
    public async Task A_command_is_answered_once_the_board_shows_it_and_waits_no_longer_than_two_seconds()
    {
        var api = await server.OpenAsync();
        var before = api.Waits().Count();

        var position = (await api.Done("beds/4E-2/block", new { reason = "leak" })).GetProperty("position").GetInt64();

        api.Waits().Skip(before).ShouldBe([(position, TimeSpan.FromSeconds(2))]);
        (await api.Get("board")).Json.GetProperty("position").GetInt64().ShouldBe(position);
    }

    [Fact]
    public async Task A_command_that_asks_for_what_is_already_so_is_done_and_waits_for_nothing()
    {
        var api = await server.OpenAsync();
        var blocked = await api.Done("beds/4E-2/block", new { reason = "leak" });
        var before = api.Waits().Count();

        var again = await api.Done("beds/4E-2/block", new { reason = "leak" });

        again.GetProperty("kind").GetString().ShouldBe("done");
        again.GetProperty("position").GetInt64().ShouldBe(blocked.GetProperty("position").GetInt64());
        api.Waits().Count().ShouldBe(before);
    }

    private static IEnumerable<string> NamesOf(JsonElement element) => element.EnumerateObject().Select(p => p.Name);
}

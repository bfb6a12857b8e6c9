using MedMgr.Ops.Api.Tests.Hosting;

namespace MedMgr.Ops.Api.Tests;

public sealed class BedTests(ApiServer server)
{
    [Fact]
    public async Task A_blocked_bed_shows_its_reason_on_the_board_and_is_ready_again_when_unblocked()
    {
        var api = await server.OpenAsync();

        var blocked = await api.Done("beds/4E-2/block", new { reason = "call bell broken", until = "2026-01-05T16:00:00-08:00" });

        blocked.GetProperty("kind").GetString().ShouldBe("done");
        blocked.GetProperty("position").GetInt64().ShouldBeGreaterThan(0);
        blocked.GetProperty("bed").GetProperty("status").GetString().ShouldBe("blocked");
        blocked.GetProperty("bed").GetProperty("state").GetProperty("reason").GetString().ShouldBe("call bell broken");
        (await api.OnBoard("4E-2")).GetProperty("reason").GetString().ShouldBe("call bell broken");
        (await api.Done("beds/4E-2/unblock")).GetProperty("bed").GetProperty("status").GetString().ShouldBe("ready");
        (await api.StatusOnBoard("4E-2")).ShouldBe("ready");
    }

    [Fact]
    public async Task A_bed_in_use_can_not_be_blocked_or_closed_or_called_contaminated()
    {
        var api = await server.OpenAsync();
        await api.Place("V1", "4E-2");

        (await api.Post("beds/4E-2/block", new { reason = "leak" })).ShouldBeProblem(409, "bed-in-use");
        (await api.Post("beds/4E-2/close", new { reason = "leak" })).ShouldBeProblem(409, "bed-in-use");
        (await api.Post("beds/4E-2/contaminate", new { organism = "norovirus" })).ShouldBeProblem(409, "bed-in-use");
        (await api.StatusOnBoard("4E-2")).ShouldBe("occupied");
    }

    [Fact]
    public async Task A_closed_bed_leaves_the_open_beds_until_it_is_opened()
    {
        var api = await server.OpenAsync();
        await api.CatchUpAsync();
        var open = await OpenBeds(api);

        (await api.Done("beds/4E-2/close", new { reason = "no nurse" })).GetProperty("bed").GetProperty("status").GetString().ShouldBe("closed");
        (await OpenBeds(api)).ShouldBe(open - 1);
        (await api.Done("beds/4E-2/open")).GetProperty("bed").GetProperty("status").GetString().ShouldBe("ready");
        (await OpenBeds(api)).ShouldBe(open);
    }

    [Fact]
    public async Task A_dirty_bed_is_ready_only_after_cleaning_has_started_and_finished()
    {
        var api = await server.OpenAsync();

        await api.Done("beds/4E-2/mark-dirty", new { reason = "used by a visitor" });
        (await api.Post("beds/4E-2/clean-finish")).ShouldBeProblem(409, "bed-wrong-state");
        var cleaning = await api.Done("beds/4E-2/clean-start", new { by = "evs-12" });
        cleaning.GetProperty("bed").GetProperty("state").GetProperty("by").GetString().ShouldBe("evs-12");
        (await api.Done("beds/4E-2/clean-interrupt", new { reason = "called away" })).GetProperty("bed").GetProperty("status").GetString().ShouldBe("dirty");
        await api.Done("beds/4E-2/clean-start", actor: "evs-13");
        (await api.Get("beds/4E-2")).Json.GetProperty("state").GetProperty("by").GetString().ShouldBe("evs-13");
        await api.Done("beds/4E-2/clean-finish");
        (await api.StatusOnBoard("4E-2")).ShouldBe("ready");
    }

    [Fact]
    public async Task A_dirty_bed_can_be_put_first_with_a_reason_and_back_again()
    {
        var api = await server.OpenAsync();
        (await api.Post("beds/4E-2/clean-next", new { reason = "ICU waits" })).ShouldBeProblem(409, "bed-wrong-state");

        await api.Done("beds/4E-2/mark-dirty");
        (await api.Post("beds/4E-2/clean-next")).ShouldBeProblem(400, "invalid");
        (await api.Done("beds/4E-2/clean-next", new { reason = "ICU waits" }))
            .GetProperty("bed").GetProperty("state").GetProperty("firstBecause").GetString().ShouldBe("ICU waits");
        (await api.Done("beds/4E-2/clean-in-turn")).GetProperty("bed").GetProperty("state").TryGetProperty("firstBecause", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_contaminated_bed_has_to_be_cleaned()
    {
        var api = await server.OpenAsync();

        (await api.Done("beds/4E-2/contaminate", new { organism = "norovirus" })).GetProperty("bed").GetProperty("status").GetString().ShouldBe("contaminated");
        (await api.Post("beds/4E-2/mark-dirty")).ShouldBeProblem(409, "bed-wrong-state");
        await api.Done("beds/4E-2/clean-start");
        await api.Done("beds/4E-2/clean-finish");
        (await api.StatusOnBoard("4E-2")).ShouldBe("ready");
    }

    [Fact]
    public async Task Precautions_of_a_bed_are_set_and_taken_back()
    {
        var api = await server.OpenAsync();

        await api.Done("beds/4E-2/precautions", new { isolation = new { precautions = "contact", organism = "c-difficile" } });
        var isolation = (await api.OnBoard("4E-2")).GetProperty("isolation");
        isolation.GetProperty("precautions").GetString().ShouldBe("contact");
        isolation.GetProperty("organism").GetString().ShouldBe("c-difficile");

        await api.Done("beds/4E-2/precautions", """{ "isolation": null }""");
        (await api.OnBoard("4E-2")).TryGetProperty("isolation", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task One_bed_can_be_looked_at()
    {
        var api = await server.OpenAsync();

        var bed = (await api.Get("beds/4E-S1")).Json;

        bed.GetProperty("id").GetString().ShouldBe("4E-S1");
        bed.GetProperty("unit").GetString().ShouldBe("4E");
        bed.GetProperty("room").GetString().ShouldBe("4E-S");
        bed.GetProperty("status").GetString().ShouldBe("closed");
        bed.GetProperty("state").GetProperty("is").GetString().ShouldBe("closed");
    }

    private static async Task<int> OpenBeds(TestApi api) => (await api.Get("board")).Json.GetProperty("figures").GetProperty("openBeds").GetInt32();
}

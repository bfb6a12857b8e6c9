using MedMgr.Ops.Api.Tests.Hosting;

namespace MedMgr.Ops.Api.Tests;

public sealed class EncounterTests(ApiServer server)
{
    [Fact]
    public async Task A_requested_bed_is_assigned_reached_and_left_dirty_at_departure()
    {
        var api = await server.OpenAsync();
        await api.Place("V1", "ED-1");

        var requested = await api.Done("encounters/V1/request", new { needs = new { levelOfCare = "general", acuity = 2 }, target = "4E", reason = "admit" });
        requested.GetProperty("encounter").GetProperty("status").GetString().ShouldBe("requested");
        (await Figure(api, "boarding")).ShouldBe(1);

        var assigned = await api.Done("encounters/V1/assign", new { bed = "4E-2" });
        assigned.GetProperty("encounter").GetProperty("request").GetProperty("assigned").GetProperty("bed").GetString().ShouldBe("4E-2");
        (await api.StatusOnBoard("4E-2")).ShouldBe("reserved");

        (await api.Done("encounters/V1/transit")).GetProperty("encounter").GetProperty("status").GetString().ShouldBe("in-transit");
        var placed = await api.Done("encounters/V1/arrive");
        placed.GetProperty("encounter").GetProperty("location").GetProperty("bed").GetString().ShouldBe("4E-2");
        (await api.OnBoard("4E-2")).GetProperty("encounter").GetString().ShouldBe("V1");
        (await api.StatusOnBoard("ED-1")).ShouldBe("dirty");
        (await Figure(api, "boarding")).ShouldBe(0);

        var departed = await api.Done("encounters/V1/depart", new { disposition = "home" });
        departed.GetProperty("encounter").GetProperty("status").GetString().ShouldBe("departed");
        (await api.StatusOnBoard("4E-2")).ShouldBe("dirty");
        (await api.Get("encounters/V1")).Json.GetProperty("status").GetString().ShouldBe("departed");
    }

    [Fact]
    public async Task A_discharge_order_leaves_the_bed_occupied_and_can_be_taken_back()
    {
        var api = await server.OpenAsync();
        await api.Place("V1", "4E-2");

        (await api.Done("encounters/V1/discharge-expected", new { expected = "2026-01-06T11:00:00Z" }))
            .GetProperty("encounter").GetProperty("status").GetString().ShouldBe("discharge-expected");
        (await api.OnBoard("4E-2")).GetProperty("dischargeExpected").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 1, 6, 11, 0, 0, TimeSpan.Zero));
        (await api.Done("encounters/V1/discharge-ordered")).GetProperty("encounter").GetProperty("status").GetString().ShouldBe("discharge-ordered");
        (await api.StatusOnBoard("4E-2")).ShouldBe("occupied");
        (await api.Done("encounters/V1/cancel-discharge-order")).GetProperty("encounter").GetProperty("status").GetString().ShouldBe("discharge-expected");
        (await api.Done("encounters/V1/discharge-expected", """{ "expected": null }""")).GetProperty("encounter").GetProperty("status").GetString().ShouldBe("placed");
    }

    [Fact]
    public async Task What_keeps_a_patient_stands_on_the_board_until_somebody_clears_it()
    {
        var api = await server.OpenAsync();
        await api.Place("V1", "4E-2");

        var clears = new DateTimeOffset(2090, 1, 6, 14, 0, 0, TimeSpan.Zero);
        await api.Done("encounters/V1/raise-barrier", new { kind = "transport", note = "ambulance, lying", clearsAt = clears });
        var held = (await api.Get("board")).Json.GetProperty("discharges").EnumerateArray().ShouldHaveSingleItem();
        held.GetProperty("encounter").GetString().ShouldBe("V1");
        held.GetProperty("place").GetProperty("bed").GetString().ShouldBe("4E-2");
        var barrier = held.GetProperty("barriers").EnumerateArray().ShouldHaveSingleItem();
        barrier.GetProperty("kind").GetString().ShouldBe("transport");
        barrier.GetProperty("note").GetString().ShouldBe("ambulance, lying");
        barrier.GetProperty("clearsAt").GetDateTimeOffset().ShouldBe(clears);
        barrier.GetProperty("raisedBy").GetString().ShouldNotBeNullOrEmpty();

        (await api.Done("encounters/V1/clear-barrier", new { kind = "transport", how = "is here" }))
            .GetProperty("encounter").GetProperty("barriers").GetArrayLength().ShouldBe(0);
        (await api.Get("board")).Json.GetProperty("discharges").GetArrayLength().ShouldBe(0);
        (await api.Post("encounters/V1/clear-barrier", new { kind = "transport", how = "is here" })).ShouldBeProblem(404, "barrier-unknown");
    }

    [Fact]
    public async Task A_barrier_that_says_too_little_is_refused_and_told_how_to_say_more()
    {
        var api = await server.OpenAsync();
        await api.Place("V1", "4E-2");

        (await api.Post("encounters/V1/raise-barrier", new { kind = "other" })).ShouldBeProblem(400, "reason-missing");
        var unheardOf = await api.Post("encounters/V1/raise-barrier", new { kind = "weather" });
        unheardOf.ShouldBeProblem(400, "invalid");
        unheardOf.Detail.ShouldContain("transport, medicines");
        (await api.Post("encounters/V1/raise-barrier", new { kind = "family", clearsAt = "2001-01-01T00:00:00Z" })).ShouldBeProblem(400, "invalid");
        (await api.Post("encounters/V9/raise-barrier", new { kind = "family" })).ShouldBeProblem(404, "encounter-unknown");
    }

    [Fact]
    public async Task An_assignment_taken_back_frees_the_bed_and_keeps_the_request()
    {
        var api = await server.OpenAsync();
        await api.Done("encounters/V1/request", new { needs = new { gender = "male" } });
        await api.Done("encounters/V1/assign", new { bed = "4E-2" });

        (await api.Done("encounters/V1/unassign", new { reason = "needs a single room" })).GetProperty("encounter").GetProperty("status").GetString().ShouldBe("requested");
        (await api.StatusOnBoard("4E-2")).ShouldBe("ready");
        (await api.Post("encounters/V1/unassign")).ShouldBeProblem(409, "no-pending-request");
    }

    [Fact]
    public async Task A_cancelled_request_cancels_the_visit_of_a_patient_who_never_came()
    {
        var api = await server.OpenAsync();
        await api.Done("encounters/V1/request", new { target = "4E", patient = "P-77" });
        (await api.Get("board")).Json.GetProperty("waiting").GetArrayLength().ShouldBe(1);

        (await api.Done("encounters/V1/cancel-request", new { reason = "went elsewhere" })).GetProperty("encounter").GetProperty("status").GetString().ShouldBe("cancelled");
        (await api.Get("board")).Json.GetProperty("waiting").GetArrayLength().ShouldBe(0);
        (await api.Post("encounters/V1/assign", new { bed = "4E-2" })).ShouldBeProblem(409, "encounter-cancelled");
    }

    [Fact]
    public async Task A_transfer_moves_the_patient_in_one_step()
    {
        var api = await server.OpenAsync();
        await api.Place("V1", "4E-2");

        (await api.Done("encounters/V1/transfer", new { bed = "ICU-1" })).GetProperty("encounter").GetProperty("location").GetProperty("unit").GetString().ShouldBe("ICU");
        (await api.StatusOnBoard("ICU-1")).ShouldBe("occupied");
        (await api.StatusOnBoard("4E-2")).ShouldBe("dirty");
        (await api.Post("encounters/V1/transfer", new { bed = "ICU-1" })).ShouldBeProblem(409, "already-in-bed");
    }

    [Fact]
    public async Task An_occupied_bed_is_refused_with_the_name_of_who_lies_there()
    {
        var api = await server.OpenAsync();
        await api.Place("V1", "4E-2");
        await api.Done("encounters/V2/request");

        var refused = await api.Post("encounters/V2/assign", new { bed = "4E-2" });

        refused.ShouldBeProblem(409, "bed-occupied");
        refused.Detail.ShouldBe("Bed 4E-2 is occupied by V1.");
        refused.Json.GetProperty("overridable").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Two_patients_exchange_beds()
    {
        var api = await server.OpenAsync();
        await api.Place("V1", "4E-2");
        await api.Place("V2", "ED-1");

        var swapped = await api.Done("swap", new { a = "V1", b = "V2", @override = new { reason = "telemetry needed in the ED" } });

        swapped.GetProperty("a").GetProperty("location").GetProperty("bed").GetString().ShouldBe("ED-1");
        swapped.GetProperty("b").GetProperty("location").GetProperty("bed").GetString().ShouldBe("4E-2");
        (await api.OnBoard("4E-2")).GetProperty("encounter").GetString().ShouldBe("V2");
        (await api.Post("swap", new { a = "V1", b = "V1" })).ShouldBeProblem(409, "swap-same-encounter");
        (await api.Post("swap", new { a = "V1", b = "V9" })).ShouldBeProblem(404, "encounter-unknown");
    }

    [Fact]
    public async Task Needs_left_out_stay_and_needs_given_as_null_become_unknown()
    {
        var api = await server.OpenAsync();
        await api.Done("encounters/V1/request", new { needs = new { gender = "male", levelOfCare = "critical", ageYears = 70, service = "cardiology" } });

        var needs = (await api.Done("encounters/V1/needs", """{ "isolation": { "precautions": "droplet" }, "ageYears": null, "capabilities": ["telemetry"] }"""))
            .GetProperty("encounter").GetProperty("needs");

        needs.GetProperty("gender").GetString().ShouldBe("male");
        needs.GetProperty("levelOfCare").GetString().ShouldBe("critical");
        needs.GetProperty("service").GetString().ShouldBe("cardiology");
        needs.GetProperty("isolation").GetProperty("precautions").GetString().ShouldBe("droplet");
        needs.GetProperty("capabilities").EnumerateArray().Select(c => c.GetString()).ShouldBe(["telemetry"]);
        needs.TryGetProperty("ageYears", out _).ShouldBeFalse();

        (await api.Done("encounters/V1/request", new { target = "ICU" })).GetProperty("encounter").GetProperty("needs").GetProperty("gender").GetString().ShouldBe("male");
    }

    private static async Task<int> Figure(TestApi api, string name) => (await api.Get("board")).Json.GetProperty("figures").GetProperty(name).GetInt32();
}

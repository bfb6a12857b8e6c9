using MedMgr.Ops.Api.Tests.Hosting;

namespace MedMgr.Ops.Api.Tests;

public sealed class UnitTests(ApiServer server)
{
    [Fact]
    public async Task A_closed_unit_closes_its_beds_and_an_opened_one_opens_them()
    {
        var api = await server.OpenAsync();

        var closed = await api.Done("units/ICU/close", new { reason = "renovation" });
        closed.GetProperty("unit").GetProperty("open").GetBoolean().ShouldBeFalse();
        closed.GetProperty("unit").GetProperty("closedBecause").GetString().ShouldBe("renovation");
        (await api.StatusOnBoard("ICU-1")).ShouldBe("closed");

        (await api.Done("units/ICU/open")).GetProperty("unit").GetProperty("open").GetBoolean().ShouldBeTrue();
        (await api.StatusOnBoard("ICU-1")).ShouldBe("ready");
    }

    [Fact]
    public async Task A_unit_with_patients_can_not_be_closed()
    {
        var api = await server.OpenAsync();
        await api.Place("V1", "ICU-1");

        (await api.Post("units/ICU/close", new { reason = "renovation" })).ShouldBeProblem(409, "unit-not-empty");
    }

    [Fact]
    public async Task All_surge_beds_open_at_once_and_the_empty_ones_close_again()
    {
        var api = await server.OpenAsync();

        await api.Done("units/4E/surge-open", new { reason = "boarding" });
        (await api.StatusOnBoard("4E-S1")).ShouldBe("ready");
        (await api.Get("board")).Json.GetProperty("figures").GetProperty("surge").GetInt32().ShouldBe(2);
        await api.Place("V1", "4E-S1");

        await api.Done("units/4E/surge-close");
        (await api.StatusOnBoard("4E-S1")).ShouldBe("occupied");
        (await api.StatusOnBoard("4E-S2")).ShouldBe("closed");
        (await api.Post("units/4E/surge-close", new { beds = new[] { "4E-S1" } })).ShouldBeProblem(409, "bed-in-use");
    }

    [Fact]
    public async Task Only_surge_beds_can_be_opened_as_such()
    {
        var api = await server.OpenAsync();

        (await api.Post("units/4E/surge-open", new { beds = new[] { "4E-S1", "4E-2" } })).ShouldBeProblem(409, "not-a-surge-bed");
        (await api.Done("units/4E/surge-open", new { beds = new[] { "4E-S2" } })).GetProperty("kind").GetString().ShouldBe("done");
        (await api.StatusOnBoard("4E-S1")).ShouldBe("closed");
        (await api.StatusOnBoard("4E-S2")).ShouldBe("ready");
    }

    [Fact]
    public async Task One_unit_can_be_looked_at_with_its_staff()
    {
        var api = await server.OpenAsync();

        var unit = (await api.Get("units/4E")).Json;

        unit.GetProperty("levelOfCare").GetString().ShouldBe("general");
        unit.GetProperty("staffedCapacity").GetInt32().ShouldBe(5);
        unit.GetProperty("onDuty")[0].GetProperty("staff").GetString().ShouldBe("N-4E");
    }

    [Fact]
    public async Task An_agency_nurse_is_on_the_unit_and_on_the_board_until_the_shift_ends()
    {
        var api = await server.OpenAsync();
        var before = (await api.Get("units/4E")).Json.GetProperty("staffedCapacity").GetInt32();
        var until = (await api.Get("units/4E")).Json.GetProperty("onDuty")[0].GetProperty("until").GetDateTimeOffset();

        var unit = (await api.Done("units/4E/agency/AG-7/on", new { until })).GetProperty("unit");
        unit.GetProperty("onDuty").EnumerateArray().Select(p => p.GetProperty("staff").GetString()).ShouldBe(["N-4E", "AG-7"]);
        unit.GetProperty("staffedCapacity").GetInt32().ShouldBeGreaterThan(before);
        (await api.Get("staff/on-duty")).Json.EnumerateArray().Select(p => p.GetProperty("id").GetString()).ShouldContain("AG-7");

        (await api.Done("units/4E/agency/AG-7/off")).GetProperty("unit").GetProperty("staffedCapacity").GetInt32().ShouldBe(before);
    }

    [Fact]
    public async Task Own_staff_and_shifts_without_an_end_are_none_of_an_agency()
    {
        var api = await server.OpenAsync();

        (await api.Post("units/4E/agency/N-SPARE/on", new { until = "2026-01-05T15:00:00Z" })).ShouldBeProblem(400, "invalid");
        (await api.Post("units/4E/agency/N-4E/off")).ShouldBeProblem(400, "invalid");
        (await api.Post("units/4E/agency/AG-7/on", new { until = "2001-01-05T15:00:00Z" })).ShouldBeProblem(400, "invalid");
        (await api.Get("units/4E")).Json.GetProperty("onDuty").GetArrayLength().ShouldBe(1);
    }
}

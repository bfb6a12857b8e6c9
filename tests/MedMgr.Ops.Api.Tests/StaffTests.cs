using MedMgr.Ops.Api.Tests.Hosting;

namespace MedMgr.Ops.Api.Tests;

public sealed class StaffTests(ApiServer server)
{
    [Fact]
    public async Task A_shift_begins_at_the_home_unit_for_as_long_as_the_persons_pattern_unless_told_otherwise()
    {
        var api = await server.OpenAsync();

        var shift = (await api.Done("staff/N-SPARE/on")).GetProperty("staff").GetProperty("current");

        shift.GetProperty("unit").GetString().ShouldBe("4E");
        shift.GetProperty("until").GetDateTimeOffset().ShouldBe(House.Start.AddHours(12));
        (await api.Get("units/4E")).Json.GetProperty("staffedCapacity").GetInt32().ShouldBe(10);
    }

    [Fact]
    public async Task A_nurse_floats_to_another_unit_and_goes_off_duty()
    {
        var api = await server.OpenAsync();
        await api.Done("staff/N-SPARE/on", new { unit = "ED", until = "2026-01-05T15:00:00Z" });

        (await api.Done("staff/N-SPARE/float", new { unit = "4E" })).GetProperty("staff").GetProperty("current").GetProperty("unit").GetString().ShouldBe("4E");
        (await OnDuty(api)).ShouldBe(["N-ED ED", "N-4E 4E", "N-SPARE 4E", "N-ICU ICU"]);

        (await api.Done("staff/N-SPARE/off", new { reason = "low census" })).GetProperty("staff").TryGetProperty("current", out _).ShouldBeFalse();
        (await api.Get("staff/N-SPARE")).Json.GetProperty("past").GetArrayLength().ShouldBe(1);
        (await OnDuty(api)).ShouldBe(["N-ED ED", "N-4E 4E", "N-ICU ICU"]);
    }

    [Fact]
    public async Task A_nurse_who_is_not_trained_for_a_unit_floats_there_only_by_override()
    {
        var api = await server.OpenAsync();

        (await api.Post("staff/N-4E/float", new { unit = "ICU" })).ShouldBeProblem(409, "staff-skill-missing");
        await api.Done("staff/N-4E/float", new { unit = "ICU", @override = new { reason = "paired with N-ICU" } });
        (await OnDuty(api)).ShouldContain("N-4E ICU");
    }

    [Fact]
    public async Task Who_is_not_on_shift_can_not_go_off_and_who_is_can_not_begin_elsewhere()
    {
        var api = await server.OpenAsync();

        (await api.Post("staff/N-SPARE/off")).ShouldBeProblem(409, "staff-not-on-shift");
        (await api.Post("staff/N-4E/on", new { unit = "ED" })).ShouldBeProblem(409, "staff-on-shift");
        (await api.Post("staff/N-SPARE/on", new { until = "2026-01-05T06:00:00Z" })).ShouldBeProblem(409, "shift-times");
    }

    private static async Task<IEnumerable<string>> OnDuty(TestApi api) =>
        (await api.Get("staff/on-duty")).Json.EnumerateArray().Select(p => $"{p.GetProperty("id").GetString()} {p.GetProperty("unit").GetString()}");
}

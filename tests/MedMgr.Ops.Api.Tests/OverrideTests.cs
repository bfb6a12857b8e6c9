using System.Text;
using MedMgr.Ops.Api.Tests.Hosting;

namespace MedMgr.Ops.Api.Tests;

public sealed class OverrideTests(ApiServer server)
{
    [Fact]
    public async Task A_rule_that_may_be_set_aside_says_so_and_is_set_aside_with_a_reason()
    {
        var api = await server.OpenAsync();
        await api.Place("V1", "4E-1A", gender: "female");
        await api.Done("encounters/V2/request", new { needs = new { gender = "male" } });

        var refused = await api.Post("encounters/V2/assign", new { bed = "4E-1B" });
        refused.ShouldBeProblem(409, "room-gender");
        refused.Json.GetProperty("overridable").GetBoolean().ShouldBeTrue();

        await api.Done("encounters/V2/assign", new { bed = "4E-1B", @override = new { reason = "siblings", by = "Dr. Lindqvist" } }, actor: "anna");
        (await api.StatusOnBoard("4E-1B")).ShouldBe("reserved");
        (await LastOf(api, "bed/4E-1B")).ShouldContain("\"override\":{\"reason\":\"siblings\",\"by\":\"Dr. Lindqvist\"}");
    }

    [Fact]
    public async Task An_override_is_given_by_the_actor_unless_it_names_somebody_else()
    {
        var api = await server.OpenAsync();
        await api.Done("beds/4E-2/mark-dirty");
        await api.Done("encounters/V1/request");

        await api.Done("encounters/V1/arrive", new { bed = "4E-2", @override = new { reason = "no other bed" } }, actor: "anna");

        (await LastOf(api, "bed/4E-2")).ShouldContain("\"by\":\"anna\"");
    }

    [Fact]
    public async Task An_override_without_a_reason_is_refused()
    {
        var api = await server.OpenAsync();
        await api.Done("encounters/V1/request");

        var refused = await api.Post("encounters/V1/assign", new { bed = "4E-2", @override = new { by = "anna" } });

        refused.ShouldBeProblem(400, "invalid");
        refused.Error("override.reason").ShouldStartWith("is missing");
        (await api.Post("encounters/V1/assign", new { bed = "4E-2", @override = new { reason = " " } })).Error("override.reason").ShouldStartWith("is empty");
    }

    private static async Task<string> LastOf(TestApi api, string stream) => Encoding.UTF8.GetString((await api.Events(stream))[^1].Payload.Span);
}

using System.Text;
using MedMgr.Ops.Api.Tests.Hosting;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Api.Tests;

public sealed class ProblemTests(ApiServer server)
{
    [Theory]
    [InlineData("GET", "/api/hospitals/nowhere/board", "hospital-unknown")]
    [InlineData("GET", "/api/hospitals/nowhere/quarantine", "hospital-unknown")]
    [InlineData("POST", "/api/hospitals/nowhere/beds/4E-2/open", "hospital-unknown")]
    [InlineData("GET", "beds/9X", "bed-unknown")]
    [InlineData("POST", "beds/9X/open", "bed-unknown")]
    [InlineData("GET", "units/9X", "unit-unknown")]
    [InlineData("POST", "units/9X/open", "unit-unknown")]
    [InlineData("GET", "staff/9X", "staff-unknown")]
    [InlineData("POST", "staff/9X/on", "staff-unknown")]
    [InlineData("GET", "encounters/V9", "encounter-unknown")]
    [InlineData("POST", "encounters/V9/depart", "encounter-unknown")]
    [InlineData("POST", "quarantine/9/replay", "quarantine-unknown")]
    [InlineData("GET", "/api/nothing", "not-found")]
    public async Task What_is_not_there_is_not_found(string method, string path, string code)
    {
        var api = await server.SharedAsync();

        (await (method == "GET" ? api.Get(path) : api.Post(path))).ShouldBeProblem(404, code);
    }

    [Fact]
    public async Task Beds_and_units_named_in_a_body_have_to_be_there()
    {
        var api = await server.OpenAsync();
        await api.Done("encounters/V1/request");

        (await api.Post("encounters/V1/assign", new { bed = "9X" })).ShouldBeProblem(404, "bed-unknown");
        (await api.Post("encounters/V1/transfer", new { bed = "9X" })).ShouldBeProblem(404, "bed-unknown");
        (await api.Post("encounters/V1/request", new { target = "9X" })).ShouldBeProblem(404, "unit-unknown");
        (await api.Post("staff/N-4E/float", new { unit = "9X" })).ShouldBeProblem(404, "unit-unknown");
    }

    [Fact]
    public async Task A_path_that_can_name_nothing_is_invalid()
    {
        var api = await server.SharedAsync();

        (await api.Get("beds/a%2Fb")).Error("bed").ShouldBe("contains a slash, which no id may");
        (await api.Get($"encounters/{new string('v', 65)}")).Error("encounter").ShouldBe("has 65 characters, at most 64 are allowed");
    }

    [Fact]
    public async Task Every_fault_of_a_body_is_named_at_once()
    {
        var api = await server.SharedAsync();

        var refused = await api.Post(
            "encounters/V1/request",
            """
            { "needs": { "levelOfCare": "intensive", "gendre": "male", "acuity": 9, "isolation": { "organism": "mrsa" }, "capabilities": ["telemetry", 7] },
              "target": "a/b", "reason": "" }
            """);

        refused.ShouldBeProblem(400, "invalid");
        refused.Error("needs.levelOfCare").ShouldStartWith("is intensive: it must be one of general, telemetry, intermediate, critical, ");
        refused.Error("needs.gendre").ShouldBe("is not known here: the fields are levelOfCare, gender, isolation, ageYears, capabilities, service, acuity");
        refused.Error("needs.acuity").ShouldBe("is 9: it must be from 1 to 5");
        refused.Error("needs.isolation.precautions").ShouldBe("is missing: it must be one of contact, droplet, airborne, protective");
        refused.Error("needs.capabilities[1]").ShouldStartWith("is 7: it must be text");
        refused.Error("target").ShouldBe("contains a slash, which no id may");
        refused.Error("reason").ShouldStartWith("is empty");
        refused.Json.GetProperty("errors").EnumerateObject().Count().ShouldBe(7);
        (await api.Get("encounters/V1")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("beds/4E-2/block", """{ }""", "reason", "is missing: it must be text of 1 to 1000 characters")]
    [InlineData("beds/4E-2/block", """{ "reason": null }""", "reason", "is null: it must be text of 1 to 1000 characters")]
    [InlineData("beds/4E-2/block", """{ "reason": "x", "Until": null }""", "Until", "is not known here: the fields are reason, until")]
    [InlineData("beds/4E-2/block", """{ "reason": "\ud800" }""", "reason", "is no valid Unicode text: it must be text of 1 to 1000 characters")]
    [InlineData(
        "beds/4E-2/block", """{ "reason": "x", "until": "2026-01-05T07:30:00" }""", "until",
        "is 2026-01-05T07:30:00: it must be a time with its offset such as 2026-01-05T07:30:00-08:00 or 2026-01-05T15:30:00Z")]
    [InlineData("beds/4E-2/open", """{ "reason": "x" }""", "reason", "is not known here: this command takes no fields")]
    [InlineData("beds/4E-2/open", """[]""", "", "must be an object")]
    [InlineData("beds/4E-2/precautions", """{ "isolation": { "precautions": "Contact" } }""", "isolation.precautions", "is Contact: it must be one of contact, droplet, airborne, protective")]
    [InlineData("beds/4E-2/precautions", """{ "isolation": "contact" }""", "isolation", "must be an object with the fields precautions, organism")]
    [InlineData("units/4E/surge-open", """{ "beds": "4E-S1" }""", "beds", "must be a list, each an id: text of 1 to 64 characters")]
    [InlineData("surge-level", """{ "level": 1.5 }""", "level", "is 1.5: it must be a whole number")]
    [InlineData("swap", """{ "a": "V1" }""", "b", "is missing: it must be an id: text of 1 to 64 characters")]
    public async Task A_field_that_can_not_be_read_says_what_it_must_be(string path, string body, string field, string says)
    {
        var api = await server.SharedAsync();

        var refused = await api.Post(path, body);

        refused.ShouldBeProblem(400, "invalid");
        refused.Error(field).ShouldBe(says.Trim());
    }

    [Theory]
    [InlineData("""{ "reason": """)]
    [InlineData("""{ "reason": "a", "reason": "b" }""")]
    [InlineData("""{ "\ud800": 1 }""")]
    [InlineData("""[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]""")]
    public async Task What_is_no_sound_JSON_is_refused(string body)
    {
        var api = await server.SharedAsync();

        var refused = await api.Post("beds/4E-2/block", body);

        refused.ShouldBeProblem(400, "invalid");
        refused.Error("").ShouldStartWith("can not be read as JSON: ");
    }

    [Fact]
    public async Task A_body_that_is_not_called_JSON_or_is_too_large_is_refused()
    {
        var api = await server.SharedAsync();
        var block = $"/api/hospitals/{api.Id}/beds/4E-2/block";

        (await api.Send(HttpMethod.Post, block, new StringContent("reason=x", Encoding.UTF8, "application/x-www-form-urlencoded"))).ShouldBeProblem(415, "unsupported-media-type");
        (await api.Send(HttpMethod.Post, block, new ByteArrayContent("{}"u8.ToArray()))).ShouldBeProblem(415, "unsupported-media-type");
        (await api.Post("beds/4E-2/block", $$"""{ "reason": "{{new string('x', 70_000)}}" }""")).ShouldBeProblem(413, "too-large");
        (await api.Send(HttpMethod.Get, block, null)).ShouldBeProblem(405, "method-not-allowed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_log_does_not_answer_commands_are_to_be_tried_again(bool late)
    {
        var api = await server.OpenAsync();
        api.FailAppends(late ? new TimeoutException("secret") : new EventLogException("secret: disk full"));

        var refused = await api.Post("beds/4E-2/block", new { reason = "leak" }, key: "k1");

        refused.ShouldBeProblem(503, "unavailable");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        refused.Text.ShouldNotContain("secret");
        api.FailAppends(null);
        (await api.Post("beds/4E-2/block", new { reason = "leak" }, key: "k1")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_fault_of_ours_shows_nothing_of_our_insides_but_while_developing()
    {
        await using var developing = await ApiServer.StartAsync("Development");

        var fault = await FaultAsync(server);

        fault.ShouldBeProblem(500, "internal");
        fault.Text.ShouldNotContain("invariant");
        (await FaultAsync(developing)).Json.GetProperty("fault").GetString()!.ShouldContain("an invariant does not hold");
    }

    [Fact]
    public async Task Refusals_are_the_same_while_developing()
    {
        await using var developing = await ApiServer.StartAsync("Development");

        (await (await developing.OpenAsync()).Get("beds/9X")).ShouldBeProblem(404, "bed-unknown");
    }

    [Fact]
    public async Task Pages_keep_their_own_errors()
    {
        var api = await server.OpenAsync();

        (await api.Get("/nothing")).Text.ShouldBeEmpty();
    }

    private static async Task<Answer> FaultAsync(ApiServer server)
    {
        var api = await server.OpenAsync();
        api.FailAppends(new InvalidOperationException("an invariant does not hold"));
        return await api.Post("beds/4E-2/block", new { reason = "leak" });
    }
}

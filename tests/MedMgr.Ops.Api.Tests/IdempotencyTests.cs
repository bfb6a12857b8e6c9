using MedMgr.Ops.Api.Tests.Hosting;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Api.Tests;

public sealed class IdempotencyTests(ApiServer server)
{
    [Fact]
    public async Task A_command_sent_again_under_its_key_is_done_once_and_answered_with_its_position_and_the_present_state()
    {
        var api = await server.OpenAsync();
        var first = await api.Post("encounters/V1/request", new { reason = "admit" }, key: "k1");
        await api.Done("encounters/V1/assign", new { bed = "4E-2" });

        var again = await api.Post("encounters/V1/request", new { reason = "admit" }, key: "k1");

        first.Replayed.ShouldBeFalse();
        again.Status.ShouldBe(200, again.Text);
        again.Replayed.ShouldBeTrue();
        again.Json.GetProperty("kind").GetString().ShouldBe("duplicate");
        again.Json.GetProperty("position").GetInt64().ShouldBe(first.Json.GetProperty("position").GetInt64());
        again.Json.GetProperty("encounter").GetProperty("status").GetString().ShouldBe("assigned");
        (await api.Events("encounter/V1")).Count(e => e.Cause.Id == "user:k1").ShouldBe(2);
    }

    [Theory]
    [InlineData("beds/4E-2/clean-start", "beds/4E-2/clean-finish", null)]
    [InlineData("beds/4E-2/block", "beds/4E-2/unblock", """{ "reason": "leak" }""")]
    [InlineData("units/4E/surge-open", "units/4E/surge-close", null)]
    [InlineData("units/ICU/close", "units/ICU/open", """{ "reason": "renovation" }""")]
    [InlineData("staff/N-4E/off", "staff/N-SPARE/on", null)]
    [InlineData("surge-level", "beds/4E-2/clean-start", """{ "level": 1 }""")]
    public async Task A_repeat_is_recognised_after_the_next_command_and_changes_nothing(string command, string next, string? body)
    {
        var api = await server.OpenAsync();
        await api.Done("beds/4E-2/mark-dirty");
        await api.Done(command, body, key: "k1");
        await api.Done(next);
        var before = (await api.Get("board")).Text;

        var again = await api.Post(command, body, key: "k1");

        again.Status.ShouldBe(200, again.Text);
        again.Replayed.ShouldBeTrue();
        await api.CatchUpAsync();
        (await api.Get("board")).Text.ShouldBe(before);
    }

    [Fact]
    public async Task A_swap_sent_again_does_not_swap_back()
    {
        var api = await server.OpenAsync();
        await api.Place("V1", "4E-1A");
        await api.Place("V2", "4E-2");
        await api.Done("swap", new { a = "V1", b = "V2" }, key: "k1");

        (await api.Post("swap", new { a = "V1", b = "V2" }, key: "k1")).Replayed.ShouldBeTrue();

        (await api.OnBoard("4E-2")).GetProperty("encounter").GetString().ShouldBe("V1");
    }

    [Fact]
    public async Task Without_a_key_the_same_command_is_a_new_one()
    {
        var api = await server.OpenAsync();
        await api.Done("beds/4E-2/block", new { reason = "leak" });
        await api.Done("beds/4E-2/unblock");

        (await api.Post("beds/4E-2/block", new { reason = "leak" })).Replayed.ShouldBeFalse();
        (await api.StatusOnBoard("4E-2")).ShouldBe("blocked");
    }

    [Fact]
    public async Task A_refused_command_may_be_tried_again_under_its_key()
    {
        var api = await server.OpenAsync();
        (await api.Post("beds/4E-2/unblock", key: "k1")).ShouldBeProblem(409, "bed-wrong-state");
        await api.Done("beds/4E-2/block", new { reason = "leak" });

        (await api.Post("beds/4E-2/unblock", key: "k1")).Replayed.ShouldBeFalse();
        (await api.StatusOnBoard("4E-2")).ShouldBe("ready");
    }

    [Fact]
    public async Task The_log_keeps_the_actor_and_the_key()
    {
        var api = await server.OpenAsync();

        await api.Done("beds/4E-2/block", new { reason = "leak" }, key: "k1", actor: "anna");
        await api.Done("beds/4E-2/unblock");

        var events = await api.Events("bed/4E-2");
        events[0].Cause.ShouldBe(new Cause(CauseKind.User, "anna", "user:k1"));
        events[0].At.ShouldBe(House.Start);
        events[1].Cause.Actor.ShouldBe("anonymous");
    }

    [Theory]
    [InlineData("UTF-8''Zo%C3%AB%20van%20Rijn", "Zoë van Rijn")]
    [InlineData("utf-8''%E7%9C%8B%E8%AD%B7%E5%B8%AB", "看護師")]
    [InlineData("UTF-8''anna", "anna")]
    public async Task A_name_beyond_ASCII_is_kept_as_it_is_written(string header, string name)
    {
        var api = await server.OpenAsync();

        await api.Done("beds/4E-2/block", new { reason = "leak" }, actor: header);

        (await api.Events("bed/4E-2"))[0].Cause.Actor.ShouldBe(name);
    }

    [Theory]
    [InlineData("UTF-8''Zo%C3")]
    [InlineData("UTF-8''Zo%C3%2")]
    [InlineData("UTF-8''Zo%XX")]
    [InlineData("UTF-8''Zo e")]
    public async Task A_name_that_is_no_percent_encoded_UTF8_is_refused(string header)
    {
        var api = await server.SharedAsync();

        (await api.Post("beds/4E-2/unblock", actor: header)).Error("X-Actor").ShouldStartWith("is no percent-encoded UTF-8");
    }

    [Theory]
    [InlineData("UTF-8''a%2Fb", "contains a slash, which no id may")]
    [InlineData("UTF-8''a%0Ab", "contains the control character U+000A, which no id may")]
    [InlineData("UTF-8''", "is empty")]
    public async Task An_encoded_name_obeys_the_rules_of_every_name(string header, string because)
    {
        var api = await server.SharedAsync();

        (await api.Post("beds/4E-2/unblock", actor: header)).Error("X-Actor").ShouldBe(because);
    }

    [Theory]
    [InlineData("a/b", "contains a slash, which no id may")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345", "has 65 characters, at most 64 are allowed")]
    public async Task A_key_or_actor_that_can_be_none_is_refused(string text, string because)
    {
        var api = await server.SharedAsync();

        (await api.Post("beds/4E-2/unblock", key: text)).Error("Idempotency-Key").ShouldBe(because);
        (await api.Post("beds/4E-2/unblock", actor: text)).Error("X-Actor").ShouldBe(because);
    }
}

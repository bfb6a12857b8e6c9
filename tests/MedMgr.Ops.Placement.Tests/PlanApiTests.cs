using System.Text.Json;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace MedMgr.Ops.Placement.Tests;

public sealed class PlanApiTests(PlacementServer server)
{
    [Fact]
    public async Task A_plan_says_who_goes_where_at_what_cost_and_why_and_stands_under_its_address()
    {
        var house = await server.OpenAsync();
        await house.Request("Ana");
        var answer = await house.Post("placement/plans", new { seconds = 0 });

        answer.Status.ShouldBe(201, answer.Text);
        var plan = answer.Json;
        answer.Location.ShouldBe($"/api/hospitals/{house.Id}/placement/plans/{plan.GetProperty("id").GetString()}");
        var step = plan.GetProperty("plan").EnumerateArray().ShouldHaveSingleItem();
        step.GetProperty("encounter").GetString().ShouldBe("Ana");
        step.GetProperty("from").ValueKind.ShouldBe(JsonValueKind.Null);
        step.GetProperty("to").GetString()!.ShouldStartWith("4E-");
        step.GetProperty("score").GetInt64().ShouldBe(step.GetProperty("cost").EnumerateArray().Sum(c => c.GetProperty("points").GetInt64()));
        step.GetProperty("reasons").GetArrayLength().ShouldBeGreaterThan(0);
        plan.GetProperty("unplaced").GetArrayLength().ShouldBe(0);
        plan.GetProperty("status").GetString().ShouldBe("greedy");
        plan.GetProperty("bound").ValueKind.ShouldBe(JsonValueKind.Null);
        (await house.Get(answer.Location!)).Json.GetProperty("id").GetString().ShouldBe(plan.GetProperty("id").GetString());
        (await house.Get("placement/plans/latest")).Json.GetProperty("id").GetString().ShouldBe(plan.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Who_gets_no_bed_hears_what_stands_against_every_bed()
    {
        var house = await server.OpenAsync();
        (await house.Post("encounters/Kid/request", new { needs = new { levelOfCare = "paediatricCritical" } })).Status.ShouldBe(200);

        var unplaced = (await house.Plan()).GetProperty("unplaced").EnumerateArray().ShouldHaveSingleItem();

        unplaced.GetProperty("encounter").GetString().ShouldBe("Kid");
        unplaced.GetProperty("why").EnumerateArray().Select(w => w.GetString()!).ShouldContain(w => w.Contains("level-of-care", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_search_the_plan_says_why_it_is_the_quick_one()
    {
        var house = await server.OpenAsync();
        await house.Request("Ana");

        (await house.Plan(new { seconds = 0 })).GetProperty("solver").GetProperty("because").GetString()!.ShouldContain("No time was given");
        (await house.Plan(new { seconds = 5, wait = "done" })).GetProperty("solver").ShouldSatisfyAllConditions(
            s => s.GetProperty("name").GetString().ShouldBe("greedy"),
            s => s.GetProperty("because").GetString()!.ShouldContain("--solver-workers 0"));
    }

    [Theory]
    [InlineData("""{ "seconds": 601 }""", "seconds is 601: it must be from 0 to 600.")]
    [InlineData("""{ "wait": "soon" }""", "wait is soon: it must be one of greedy, done.")]
    [InlineData("""{ "surge": 1 }""", "surge is 1: it must be true or false.")]
    [InlineData("""{ "weights": { "move": -2 } }""", "weights.move is -2: it must be from 0 to 10000.")]
    [InlineData("""{ "weights": { "mov": 2 } }""", "weights.mov is not known here: the fields are waitAcuity1, ")]
    public async Task A_question_that_can_not_be_understood_is_refused_by_the_field(string body, string says)
    {
        var house = await server.OpenAsync();
        var answer = await house.Post("placement/plans", body);
        answer.Status.ShouldBe(400, answer.Text);
        answer.Detail.ShouldStartWith(says);
    }

    [Fact]
    public async Task A_plan_or_hospital_that_does_not_exist_is_named()
    {
        var house = await server.OpenAsync();
        (await house.Get("placement/plans/latest")).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(404), a => a.Detail.ShouldStartWith($"No plan has been made for {house.Id} yet."));
        (await house.Get("placement/plans/p-none")).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(404), a => a.Code.ShouldBe("plan-unknown"));
        (await house.Post("/api/hospitals/nowhere/placement/plans", new { })).Code.ShouldBe("hospital-unknown");
    }

    [Fact]
    public async Task Improvements_are_told_as_they_come_and_end_with_the_last()
    {
        var house = await server.OpenAsync();
        await house.Request("Ana");
        var plan = await house.Plan();

        var told = await house.Get($"placement/plans/{plan.GetProperty("id").GetString()}/improvements");

        told.Type.ShouldBe("text/event-stream");
        told.Text.ShouldStartWith("event: done\ndata: {\"id\":\"p-");
    }

    [Fact]
    public async Task A_step_that_events_have_overtaken_is_marked()
    {
        var house = await server.OpenAsync();
        await house.Request("Ana");
        var bed = (await house.Plan()).GetProperty("plan")[0].GetProperty("to").GetString();
        (await house.Post($"beds/{bed}/close", new { reason = "broken lamp" })).Status.ShouldBe(200);

        (await house.Get("placement/plans/latest")).Json.GetProperty("plan")[0].GetProperty("stale").GetString().ShouldBe($"Bed {bed} is closed by now.");
    }

    [Fact]
    public async Task Accepting_all_keeps_the_bed_on_the_board_under_the_name_of_who_accepted_and_twice_is_once()
    {
        var house = await server.OpenAsync();
        await house.Request("Ana");
        var plan = await house.Plan();
        var (id, bed) = (plan.GetProperty("id").GetString(), plan.GetProperty("plan")[0].GetProperty("to").GetString()!);

        var accepted = await house.Post($"placement/plans/{id}/acceptance", new { steps = "all" }, actor: "Nurse Kim");

        accepted.Json.GetProperty("steps")[0].GetProperty("outcome").GetString().ShouldBe("done", accepted.Text);
        (await house.BedOnBoard(bed)).GetProperty("status").GetString().ShouldBe("reserved");
        (await house.BedOnBoard(bed)).GetProperty("encounter").GetString().ShouldBe("Ana");
        var log = server.Services.GetRequiredService<IEventLog>();
        (await log.ReadStreamAsync(house.Id.Value, Streams.Of(new Domain.BedId(bed))))[^1].Cause.Actor.ShouldBe("Nurse Kim");
        (await house.Get($"placement/plans/{id}")).Json.GetProperty("plan")[0].GetProperty("carriedOut").GetBoolean().ShouldBeTrue();
        var again = await house.Post($"placement/plans/{id}/acceptance", new { steps = new[] { "Ana" } });
        again.Json.GetProperty("steps")[0].GetProperty("outcome").GetString().ShouldBe("unchanged");
        again.Json.GetProperty("position").GetInt64().ShouldBe(accepted.Json.GetProperty("position").GetInt64());
    }

    [Fact]
    public async Task Accepting_what_the_plan_does_not_hold_does_nothing()
    {
        var house = await server.OpenAsync();
        await house.Request("Ana");
        var id = (await house.Plan()).GetProperty("id").GetString();
        var before = (await house.Get("board")).Json.GetProperty("position").GetInt64();

        (await house.Post($"placement/plans/{id}/acceptance", new { steps = new[] { "Ana", "Zoe" } })).ShouldSatisfyAllConditions(
            a => a.Status.ShouldBe(400), a => a.Detail.ShouldBe($"steps names Zoe, for whom plan {id} has no step."));
        (await house.Post($"placement/plans/{id}/acceptance", new { steps = "all", revision = 2 })).ShouldSatisfyAllConditions(
            a => a.Status.ShouldBe(409), a => a.Code.ShouldBe("plan-changed"));
        (await house.Post($"placement/plans/{id}/acceptance", new { steps = "some" })).ShouldSatisfyAllConditions(
            a => a.Status.ShouldBe(400), a => a.Detail.ShouldBe("steps is some: it must be \"all\" or a list of the ids of visits."));
        (await house.Get("board")).Json.GetProperty("position").GetInt64().ShouldBe(before);
    }

    [Fact]
    public async Task The_document_describes_every_operation()
    {
        var house = await server.OpenAsync();
        var document = (await house.Get("/openapi/v1.json")).Json;
        var operations = document.GetProperty("paths").EnumerateObject().Where(p => p.Name.Contains("/placement/", StringComparison.Ordinal))
            .SelectMany(p => p.Value.EnumerateObject().Select(o => (Call: $"{o.Name.ToUpperInvariant()} {p.Name.Split("/placement/")[1]}", Operation: o.Value))).ToList();

        operations.Select(o => o.Call).Order(StringComparer.Ordinal).ShouldBe(
        [
            "GET plans/{plan}", "GET plans/{plan}/improvements", "GET plans/{plan}/why", "GET weights", "POST plans", "POST plans/{plan}/acceptance", "POST what-if",
            "PUT weights",
        ]);
        OpenApiDocument.Parse(document.GetRawText(), "json").Diagnostic!.Errors.ShouldBeEmpty();
        foreach (var (call, operation) in operations)
        {
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrWhiteSpace(call);
            operation.GetProperty("responses").EnumerateObject().First().Value.GetProperty("content").EnumerateObject().ShouldNotBeEmpty(call);
        }
    }
}

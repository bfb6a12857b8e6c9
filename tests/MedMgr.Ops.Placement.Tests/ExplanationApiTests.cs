namespace MedMgr.Ops.Placement.Tests;

public sealed class ExplanationApiTests(PlacementServer server)
{
    [Fact]
    public async Task A_plan_says_why_a_patient_gets_this_bed_and_what_the_next_best_would_cost()
    {
        var house = await server.OpenAsync();
        await house.Request("Ana");
        var plan = await house.Plan();

        var why = (await house.Get($"placement/plans/{plan.GetProperty("id").GetString()}/why?encounter=Ana")).Json;

        why.GetProperty("gets").GetString().ShouldBe(plan.GetProperty("plan")[0].GetProperty("to").GetString());
        why.GetProperty("why").EnumerateArray().Select(w => w.GetString()!).ShouldContain(w => w.StartsWith("The next best, bed 4E-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bed_that_a_rule_forbids_is_told_with_the_rule_and_what_would_have_to_change()
    {
        var house = await server.OpenAsync();
        await house.Request("Bo", gender: "male");
        (await house.Post("encounters/Bo/assign", new { bed = "4E-1B" })).Status.ShouldBe(200);
        await house.Request("Ana");
        await house.Plan();

        var why = (await house.Get("placement/plans/latest/why?encounter=Ana&bed=4E-1A")).Json;

        why.GetProperty("verdict").GetString().ShouldBe("refused");
        why.GetProperty("rule").GetString().ShouldBe("room-gender");
        why.GetProperty("why")[0].GetString()!.ShouldContain("What would have to change: ");
    }

    [Fact]
    public async Task A_bed_that_somebody_else_gets_is_told_with_who_gets_it()
    {
        var house = await server.OpenAsync();
        await house.Request("Ana");
        await house.Request("Bea");
        var plan = await house.Plan();
        var ofBea = plan.GetProperty("plan").EnumerateArray().Single(s => s.GetProperty("encounter").GetString() == "Bea").GetProperty("to").GetString();

        var why = (await house.Get($"placement/plans/latest/why?encounter=Ana&bed={ofBea}")).Json;

        why.GetProperty("verdict").GetString().ShouldBe("taken");
        why.GetProperty("why")[0].GetString().ShouldBe($"The plan gives bed {ofBea} to Bea.");
    }

    [Theory]
    [InlineData("", 400, "encounter is missing: name the visit, as in ?encounter=V-1001.")]
    [InlineData("?encounter=Ana&bed=%20x", 400, "bed begins or ends with a blank.")]
    [InlineData("?encounter=Zoe", 404, "Zoe neither waited for a bed nor could be moved when plan ")]
    [InlineData("?encounter=Ana&bed=9X-99", 404, "There is no bed 9X-99.")]
    public async Task A_question_about_nobody_or_no_bed_is_answered_in_words(string query, int status, string says)
    {
        var house = await server.OpenAsync();
        await house.Request("Ana");
        await house.Plan();
        (await house.Get($"placement/plans/latest/why{query}")).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(status), a => a.Detail.ShouldStartWith(says));
    }

    [Fact]
    public async Task More_patients_than_beds_and_surge_beds_make_a_difference_that_is_told_and_nothing_is_opened_by_asking()
    {
        var house = await server.OpenAsync();
        for (var n = 1; n <= 8; n++)
        {
            (await house.Post($"encounters/V-{n}/request", new { needs = new { gender = "female", levelOfCare = "general", acuity = 1 } })).Status.ShouldBe(200);
        }

        var answer = await house.Post("placement/what-if", new { surgeBeds = 1, nurses = 1 });

        answer.Status.ShouldBe(200, answer.Text);
        answer.Json.GetProperty("morePlaced").GetInt32().ShouldBe(1, answer.Text);
        answer.Json.GetProperty("uses").GetProperty("beds").GetArrayLength().ShouldBe(1);
        answer.Json.GetProperty("uses").GetProperty("nurses").GetArrayLength().ShouldBe(1);
        answer.Json.GetProperty("with").GetProperty("placed").GetInt32().ShouldBe(answer.Json.GetProperty("without").GetProperty("placed").GetInt32() + 1);
        (await house.BedOnBoard("4E-S1")).GetProperty("status").GetString().ShouldBe("closed");
        (await house.Get("placement/plans/latest")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("""{ "surgeBeds": -1, "nurses": 0 }""", "surgeBeds is -1: it must be from 0 to 1000.")]
    [InlineData("""{ "surgeBeds": 1 }""", "nurses is missing: it must be a whole number.")]
    public async Task A_what_if_that_makes_no_sense_is_refused_by_the_field(string body, string says)
    {
        var house = await server.OpenAsync();
        (await house.Post("placement/what-if", body)).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(400), a => a.Detail.ShouldBe(says));
    }
}

using System.Text.Json;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Optimizer.BedPlacement;

namespace MedMgr.Ops.Placement.Tests;

public sealed class WeightsTests(PlacementServer server)
{
    [Fact]
    public async Task A_hospital_sets_its_own_weights_and_the_log_keeps_who_and_why()
    {
        var house = await server.OpenAsync();
        var before = (await house.Get("placement/weights")).Json;
        before.GetProperty("weights").GetProperty("move").GetInt32().ShouldBe(PlacementWeights.Default.Move);
        before.TryGetProperty("setBy", out _).ShouldBeFalse();

        var set = await house.Put("placement/weights", new { weights = new { move = 200, outlier = 5 }, reason = "transfers upset the wards" }, actor: "Dr. Lindqvist");

        set.Status.ShouldBe(200, set.Text);
        var after = (await house.Get("placement/weights")).Json;
        after.GetProperty("weights").GetProperty("move").GetInt32().ShouldBe(200);
        after.GetProperty("weights").GetProperty("outlier").GetInt32().ShouldBe(5);
        after.GetProperty("weights").GetProperty("swap").GetInt32().ShouldBe(PlacementWeights.Default.Swap);
        after.GetProperty("setBy").GetString().ShouldBe("Dr. Lindqvist");
        after.GetProperty("reason").GetString().ShouldBe("transfers upset the wards");

        (await house.Put("placement/weights", new { weights = new { outlier = 7 }, reason = "moves are fine again" })).Status.ShouldBe(200);
        (await house.Get("placement/weights")).Json.GetProperty("weights").GetProperty("move").GetInt32().ShouldBe(PlacementWeights.Default.Move);
    }

    [Theory]
    [InlineData("""{ "weights": { "move": 10001 }, "reason": "never move" }""", "weights.move is 10001: it must be from 0 to 10000.")]
    [InlineData("""{ "weights": { "moves": 1 }, "reason": "never move" }""", "weights.moves is not known here: the fields are waitAcuity1")]
    [InlineData("""{ "weights": { "move": 1 } }""", "reason is missing")]
    [InlineData("""{ "reason": "none" }""", "weights is missing")]
    public async Task A_weight_that_does_not_exist_or_is_out_of_range_or_without_a_reason_is_refused(string body, string says)
    {
        var house = await server.OpenAsync();
        (await house.Put("placement/weights", body)).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(400), a => a.Detail.ShouldStartWith(says));
    }

    [Fact]
    public async Task The_hospitals_weights_hold_for_its_plans_and_those_of_a_question_for_that_plan_only()
    {
        var house = await server.OpenAsync();
        (await house.Post("encounters/Kid/request", new { needs = new { levelOfCare = "paediatricCritical", acuity = 1 } })).Status.ShouldBe(200);
        (await house.Put("placement/weights", new { weights = new { waitAcuity1 = 10 }, reason = "test" })).Status.ShouldBe(200);

        var own = (await house.Plan()).GetProperty("objective").GetInt64();
        var doubled = (await house.Plan(new { seconds = 0, weights = new { waitAcuity1 = 20 } })).GetProperty("objective").GetInt64();

        own.ShouldBeGreaterThan(0);
        ((double)doubled / own).ShouldBe(2, 0.05);
        (await house.Get("placement/weights")).Json.GetProperty("weights").GetProperty("waitAcuity1").GetInt32().ShouldBe(10);
    }

    [Fact]
    public void Only_what_differs_from_the_optimisers_own_is_kept_and_a_wish_of_another_version_is_passed_over()
    {
        HospitalWeights.ToKeep(PlacementWeights.Default with { Move = 7 }).ShouldBe([new PlacementWeight("move", 7)]);
        HospitalWeights.Of([new PlacementWeight("move", 7), new PlacementWeight("feng-shui", 3)]).ShouldBe(PlacementWeights.Default with { Move = 7 });
        HospitalWeights.With(PlacementWeights.Default with { Move = 7 }, JsonElement.Parse("""{ "swap": 9 }""")).ShouldBe(PlacementWeights.Default with { Move = 7, Swap = 9 });
    }
}

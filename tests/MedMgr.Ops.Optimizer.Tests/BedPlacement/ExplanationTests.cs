using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Optimizer.Tests.Solver;
using static MedMgr.Ops.Domain.LevelOfCare;

namespace MedMgr.Ops.Optimizer.Tests.BedPlacement;

public sealed class ExplanationTests(SharedSolver solver) : Planning(solver)
{
    [Fact]
    public async Task Why_this_bed_names_its_costs_and_what_the_next_best_would_cost_more()
    {
        var house = new House().Unit("MED", General, ["M1"]).Unit("TELE", Telemetry, ["T1"], services: ["CAR"]).Waits("ann", service: "MED");
        var plan = await BestAsync(house);
        var why = Explanation.WhyThis(house.Problem(), plan, EncounterId.Of("ann"));
        why.ShouldContain("Nothing counts against it.");
        why[^1].ShouldBe("The next best, bed T1 in TELE, would cost 90 points more (60 service-match: an outlier: TELE is for CAR, not for MED; "
            + "30 level-match: needs General care, TELE is Telemetry: 1 step(s) above the need).");
    }

    [Fact]
    public async Task Why_not_that_bed_says_who_has_it_where_that_patient_would_go_and_what_it_would_cost()
    {
        var house = new House().Unit("MED", General, ["M1", "M2"]).BedIs("M2", new BedState.Cleaning(House.Now, "Evs", false)).Waits("ann", acuity: 2).Waits("bob");
        var why = Explanation.WhyNot(house.Problem(), await BestAsync(house), EncounterId.Of("bob"), BedId.Of("M1"));
        why.Verdict.ShouldBe(WhyNotVerdict.Taken);
        why.Rule.ShouldBe("bed-used-once");

        // Ann's half hour costs 120, Bob's 60.
        why.CostDifference.ShouldBe(60);
        why.Sentences.ShouldBe(["The plan gives bed M1 to ann.", "ann would have to go to bed M2 instead; together that would cost 60 points more."]);
    }

    [Fact]
    public async Task Why_not_a_dearer_bed_gives_the_difference()
    {
        var house = new House().Unit("MED", General, ["M1", "M2"]).BedIs("M2", new BedState.Cleaning(House.Now, "Evs", false)).Waits("ann");
        var why = Explanation.WhyNot(house.Problem(), await BestAsync(house), EncounterId.Of("ann"), BedId.Of("M2"));
        why.Verdict.ShouldBe(WhyNotVerdict.Dearer);
        why.CostDifference.ShouldBe(60);
        why.Rule.ShouldBeNull();
    }

    [Fact]
    public async Task Every_hard_rule_against_a_bed_is_named_with_its_way_out()
    {
        var house = new House().Unit("PEDS", Paediatric, ["P1"], ageMax: 17).Unit("MED", General, ["M1"]).Lies("kid", "P1", age: 8).Waits("ann");
        var why = Explanation.WhyNot(house.Problem(), await BestAsync(house), EncounterId.Of("ann"), BedId.Of("P1"));
        why.Verdict.ShouldBe(WhyNotVerdict.Refused);
        why.Sentences.Select(s => s.Split(':')[0]).ShouldBe(["level-of-care", "age", "bed-free-in-time"]);
        why.Sentences[2].ShouldBe("bed-free-in-time: Bed P1 holds kid and is not free within 240 minutes. What would have to change: kid would have to leave it.");
    }

    [Fact]
    public async Task Of_two_rooms_alike_the_one_asked_about_is_named()
    {
        var house = new House().Unit("MED", General, ["M1", "M2"]).Waits("ann", needs: ["dialysis"]);
        var why = Explanation.WhyNot(house.Problem(), await BestAsync(house), EncounterId.Of("ann"), BedId.Of("M2"));
        why.Rule.ShouldBe("capabilities");
        why.Sentences[0].ShouldStartWith("capabilities: ann needs dialysis; room RM2 has it not.");
    }

    [Fact]
    public async Task Why_no_bed_counts_the_beds_that_each_rule_takes_away()
    {
        var house = new House().Unit("MED", General, ["M1 M2"], GenderPolicy.SameGender).Unit("ICU", Critical, ["I1"]).Lies("bob", "M1").Lies("cy", "I1").Waits("ann", gender: Gender.Female);
        var plan = await BestAsync(house);
        var why = plan.Unplaced.Single().Why;
        why.ShouldContain(s => s.StartsWith("room-gender rules out 1 bed(s), such as: bob (male) lies or is expected in room RM1"));
        why.ShouldContain(s => s.StartsWith("bed-free-in-time rules out 2 bed(s)"));
        Explanation.WhyThis(house.Problem(), plan, EncounterId.Of("ann")).ShouldBe(why);
    }

    [Fact]
    public async Task Questions_about_what_does_not_exist_are_answered_as_such()
    {
        var house = new House().Unit("MED", General, ["M1"]).Waits("ann");
        var plan = await BestAsync(house);
        Explanation.WhyNot(house.Problem(), plan, EncounterId.Of("zoe"), BedId.Of("M1")).Verdict.ShouldBe(WhyNotVerdict.NoSuchPatient);
        Explanation.WhyNot(house.Problem(), plan, EncounterId.Of("ann"), BedId.Of("X9")).Verdict.ShouldBe(WhyNotVerdict.NoSuchBed);
        Explanation.WhyNot(house.Problem(), plan, EncounterId.Of("ann"), BedId.Of("M1")).Verdict.ShouldBe(WhyNotVerdict.Planned);
        Explanation.WhyThis(house.Problem(), plan, EncounterId.Of("zoe")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_of_another_board_is_refused()
    {
        var plan = await BestAsync(new House().Unit("MED", General, ["M1"]).Waits("ann"));
        var other = new House().Unit("MED", General, ["M2", "M3"]).Waits("ann").Problem();
        Should.Throw<ArgumentException>(() => Explanation.WhyNot(other, plan, EncounterId.Of("ann"), BedId.Of("M3"))).Message.ShouldContain("belongs to another");
    }
}

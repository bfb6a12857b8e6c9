using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Optimizer.Tests.Solver;
using static MedMgr.Ops.Domain.LevelOfCare;

namespace MedMgr.Ops.Optimizer.Tests.BedPlacement;

/// <summary>One test for each hard rule: the rule decides who gets what, in a way that its inverse would not, and is named when asked.</summary>
public sealed class HardRuleTests(SharedSolver solver) : Planning(solver)
{
    private static readonly Isolation Flu = new(Precautions.Droplet, "influenza-a");
    private static readonly Isolation Mrsa = new(Precautions.Contact, "mrsa");
    private static readonly Isolation Unidentified = new(Precautions.Droplet);

    [Fact]
    public async Task Nobody_is_placed_in_a_closed_unit()
    {
        var house = new House().Unit("SHUT", General, ["S1", "S2"]).Closed("SHUT", "painters").Unit("OPEN", General, ["O1"]).Waits("ann").Waits("bob", acuity: 2);
        var plan = await BestAsync(house);
        Words(plan).ShouldBe("ann>- bob>O1");
        WhyNot(house, plan, "ann", "S1").Rule.ShouldBe("unit-open");
    }

    [Fact]
    public async Task A_ward_does_not_take_the_patient_who_needs_telemetry_but_telemetry_takes_the_ward_patient()
    {
        var house = new House().Unit("MED", General, ["M1"]).Unit("TELE", Telemetry, ["T1", "T2"]).Waits("ann", Telemetry).Waits("bob", Telemetry).Waits("cy", General);
        var plan = await BestAsync(house);
        BedOf(plan, "cy").ShouldBe("M1");
        plan.Unplaced.ShouldBeEmpty();
        WhyNot(house, plan, "ann", "M1").Rule.ShouldBe("level-of-care");
        WhyNot(house, plan, "cy", "T1").Rule.ShouldNotBe("level-of-care");
    }

    [Fact]
    public async Task A_boy_of_17_goes_to_the_children_and_a_man_of_18_does_not()
    {
        var house = new House().Unit("PEDS", Paediatric, ["P1", "P2"], ageMax: 17, accepts: [Paediatric, General]).Waits("boy", age: 17).Waits("man", age: 18);
        var plan = await BestAsync(house);
        BedOf(plan, "boy").ShouldNotBeNull();
        BedOf(plan, "man").ShouldBeNull();
        WhyNot(house, plan, "man", "P2").Rule.ShouldBe("age");
    }

    [Fact]
    public async Task Tuberculosis_gets_the_only_room_with_negative_pressure_though_another_is_more_urgent()
    {
        var house = new House().Unit("MED", General, ["N1"], capabilities: ["negative-pressure"]).Unit("MED", General, ["M1"])
            .Waits("ann", isolation: new Isolation(Precautions.Airborne, "tuberculosis"), acuity: 4).Waits("bob", acuity: 2);
        var plan = await BestAsync(house);
        Words(plan).ShouldBe("ann>N1 bob>M1");
        WhyNot(house, plan, "ann", "M1").Rule.ShouldBe("capabilities");
    }

    [Fact]
    public async Task A_boarder_is_not_sent_to_another_place_to_board_in_unless_it_is_asked_for()
    {
        var house = new House().Unit("PACU", PostAnaesthesia, ["P1", "P2"], accepts: [General]).Waits("ann").Waits("bob", target: "PACU");
        var plan = await BestAsync(house);
        BedOf(plan, "ann").ShouldBeNull();
        BedOf(plan, "bob").ShouldNotBeNull();
        WhyNot(house, plan, "ann", "P1").Rule.ShouldBe("no-boarding-place");
    }

    [Fact]
    public async Task A_transfer_goes_to_another_room_and_not_to_the_next_bed()
    {
        var house = new House().Unit("MED", General, ["M1 M2", "M3"]).Lies("ann", "M1").Waits("ann", lies: "M1");
        var plan = await BestAsync(house);
        BedOf(plan, "ann").ShouldBe("M3");
        WhyNot(house, plan, "ann", "M2").Rule.ShouldBe("move-changes-room");
    }

    [Fact]
    public async Task A_bed_that_is_kept_for_another_stays_kept()
    {
        var house = new House().Unit("MED", General, ["M1", "M2"]).Waits("ann").Waits("bob")
            .BedIs("M2", new BedState.Reserved(new Claim(EncounterId.Of("zoe"), Gender.Female, null, House.Now)));
        var plan = await BestAsync(house);
        plan.Steps.Length.ShouldBe(1);
        WhyNot(house, plan, plan.Unplaced.Single().Encounter.Value, "M2").Rule.ShouldBe("reservation-kept");
    }

    [Fact]
    public async Task A_bed_that_becomes_free_after_the_horizon_is_not_planned_with_and_one_before_it_is()
    {
        // The turnaround takes 60 minutes and the horizon is 240: who leaves after 165 minutes is in time, who leaves after 200 is not.
        var house = new House().Unit("MED", General, ["M1", "M2"]).Lies("soon", "M1", leavesIn: 165).Lies("late", "M2", leavesIn: 200).Waits("ann").Waits("bob", acuity: 1);
        var plan = await BestAsync(house);
        Words(plan).ShouldBe("ann>- bob>M1");
        plan.Steps[0].Kind.ShouldBe(StepKind.Reserve);
        plan.Steps[0].At.ShouldBe(House.Now.AddMinutes(225));
        WhyNot(house, plan, "ann", "M2").Rule.ShouldBe("bed-free-in-time");
    }

    [Fact]
    public async Task A_same_gender_room_takes_two_women_or_two_men_but_not_one_of_each()
    {
        var house = new House().Unit("MED", General, ["M1 M2"], GenderPolicy.SameGender)
            .Waits("ann", gender: Gender.Female, acuity: 2).Waits("bob", acuity: 3).Waits("cy", acuity: 3, waitedMinutes: 60);
        var plan = await BestAsync(house);

        // Ann alone is worth less than both men.
        Words(plan).ShouldBe("ann>- bob>M1 cy>M2");
        WhyNot(house, plan, "ann", "M1").Verdict.ShouldBe(WhyNotVerdict.Taken);
    }

    [Fact]
    public async Task A_woman_waits_until_the_last_man_has_left_the_room()
    {
        var house = new House().Unit("MED", General, ["M1 M2"], GenderPolicy.SameGender).Lies("bob", "M1", leavesIn: 45).Waits("ann", gender: Gender.Female).Waits("cy", acuity: 5);
        var plan = await BestAsync(house);

        // Cy could have the ready bed now; but then Ann would get none.
        BedOf(plan, "ann").ShouldBe("M2");
        plan.Steps.Single().At.ShouldBe(House.Now.AddMinutes(45));
        WhyNot(house, plan, "cy", "M1").Rule.ShouldBe("room-gender");
    }

    [Fact]
    public async Task Influenza_shares_with_influenza_but_not_with_mrsa_and_an_unknown_organism_with_nobody()
    {
        var house = new House().Unit("MED", General, ["M1 M2", "M3 M4"])
            .Waits("flu1", isolation: Flu, acuity: 2).Waits("flu2", isolation: Flu).Waits("mrsa", isolation: Mrsa).Waits("what", isolation: Unidentified, acuity: 5);
        var plan = await BestAsync(house);
        string.Join(' ', new[] { BedOf(plan, "flu1"), BedOf(plan, "flu2") }.Order()).ShouldBeOneOf("M1 M2", "M3 M4");
        BedOf(plan, "mrsa").ShouldNotBeNull();
        BedOf(plan, "what").ShouldBeNull();
        var beside = BedOf(plan, "mrsa") switch { "M1" => "M2", "M2" => "M1", "M3" => "M4", _ => "M3" };
        WhyNot(house, plan, "what", beside).Rule.ShouldBe("isolation-cohort");
    }

    [Fact]
    public async Task Women_with_influenza_and_men_with_influenza_need_two_rooms_and_a_third_party_finds_none()
    {
        // Two rooms that nothing tells apart, three parties: to count rooms for women and rooms for influenza apart would let all four in.
        var house = new House().Unit("MED", General, ["M1 M2", "M3 M4"], GenderPolicy.SameGender)
            .Waits("ann", gender: Gender.Female, isolation: Flu).Waits("bea", gender: Gender.Female).Waits("bob", isolation: Flu, acuity: 2).Waits("cy", isolation: Flu, acuity: 2);
        var plan = await BestAsync(house);
        plan.Unplaced.Length.ShouldBe(1);
        plan.Unplaced[0].Encounter.Value.ShouldBeOneOf("ann", "bea");
    }

    [Fact]
    public async Task Nobody_gets_two_beds_and_no_bed_two_patients()
    {
        var house = new House().Unit("MED", General, ["M1", "M2", "M3"]).Waits("ann").Waits("bob").Waits("cy").Waits("dan", acuity: 5);
        var plan = await BestAsync(house);
        plan.Steps.Select(s => s.Bed).Distinct().Count().ShouldBe(3);
        plan.Steps.Select(s => s.Encounter).Distinct().Count().ShouldBe(3);
        plan.Unplaced.Single().Encounter.Value.ShouldBe("dan");
        WhyNot(house, plan, "dan", "M2").Rule.ShouldBe("bed-used-once");
    }

    [Fact]
    public async Task The_bed_of_a_transfer_is_given_away_only_when_the_transfer_can_go_at_once()
    {
        House Ward(BedState stateOfTarget) => new House().Unit("ICU", Critical, ["I1"]).Unit("MED", General, ["M1"]).Lies("ann", "I1")
            .Waits("ann", lies: "I1").Waits("bob", Critical, acuity: 1).BedIs("M1", stateOfTarget);

        Words(await BestAsync(Ward(new BedState.Ready(null)))).ShouldBe("ann>M1 bob>I1");
        var later = Ward(new BedState.Dirty(House.Now));
        var plan = await BestAsync(later);
        Words(plan).ShouldBe("ann>M1 bob>-");
        WhyNot(later, plan, "bob", "I1").Rule.ShouldBe("bed-freed-first");
    }

    [Fact]
    public async Task A_unit_takes_no_more_patients_than_its_nurses_may_care_for()
    {
        // One nurse for four: two lie there, so two may come, and the next only after the departure.
        var house = new House().Unit("MED", General, ["M1", "M2", "M3", "M4", "M5", "M6"], nurses: 1).Lies("xe", "M1").Lies("ya", "M2", leavesIn: 60)
            .Waits("ann").Waits("bob", acuity: 2).Waits("cy", acuity: 4).Waits("dan", acuity: 5);
        var plan = await BestAsync(house);
        plan.Steps.Where(s => s.At == House.Now).Select(s => s.Encounter.Value).ShouldBe(["ann", "bob"], ignoreOrder: true);
        plan.StepOf(EncounterId.Of("cy"))!.At.ShouldBe(House.Now.AddMinutes(60));
        BedOf(plan, "dan").ShouldBeNull();
        WhyNot(house, plan, "dan", "M6").Rule.ShouldBe("unit-staffed");
    }

    [Fact]
    public void Every_hard_rule_has_a_test_that_names_it()
    {
        var source = File.ReadAllText(SourceFile());
        foreach (var rule in RuleBook.Hard.Where(r => r.Name != "one-place-each"))
        {
            source.ShouldContain($"\"{rule.Name}\"");
        }
    }

    private static WhyNot WhyNot(House house, PlacementPlan plan, string who, string bed) =>
        Explanation.WhyNot(house.Problem(), plan, EncounterId.Of(who), BedId.Of(bed));

    private static string SourceFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}

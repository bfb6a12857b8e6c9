using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Optimizer.Tests.Solver;
using static MedMgr.Ops.Domain.LevelOfCare;

namespace MedMgr.Ops.Optimizer.Tests.BedPlacement;

/// <summary>One test for each soft rule: it decides between two plans, at its own price, and at another weight the other plan wins.</summary>
public sealed class SoftRuleTests(SharedSolver solver) : Planning(solver)
{
    private static readonly PlacementWeights Weights = PlacementWeights.Default;

    [Fact]
    public async Task The_more_urgent_patient_gets_the_bed_of_now_and_the_other_waits_for_the_cleaning()
    {
        var house = new House().Unit("MED", General, ["M1", "M2"]).BedIs("M2", new BedState.Cleaning(House.Now, "Evs", false)).Waits("acuity3").Waits("acuity2", acuity: 2);
        var plan = await BestAsync(house);
        Words(plan).ShouldBe("acuity2>M1 acuity3>M2");
        Cost(plan, "waiting-time").ShouldBe(30 * 2);

        house.With(Weights with { WaitAcuity2 = 1 });
        Words(await BestAsync(house)).ShouldBe("acuity2>M2 acuity3>M1");
    }

    [Fact]
    public async Task Of_two_alike_the_one_who_has_waited_longer_gets_the_only_bed()
    {
        var house = new House().Unit("MED", General, ["M1"]).Waits("new").Waits("old", waitedMinutes: 300).Waits("newer");
        var plan = await BestAsync(house);
        BedOf(plan, "old").ShouldBe("M1");

        // Two stay without a bed: (240 minutes of horizon + 240 beyond) at 2 points.
        Cost(plan, "waiting-time").ShouldBe(2 * 480 * 2);
    }

    [Fact]
    public async Task A_minute_grows_dearer_by_a_tenth_for_each_hour_waited()
    {
        var house = new House().Unit("MED", General, ["M1"]).BedIs("M1", new BedState.Cleaning(House.Now, "Evs", false)).Waits("ann", waitedMinutes: 300);
        Cost(await BestAsync(house), "waiting-time").ShouldBe(90);
        Cost(await BestAsync(house.With(Weights with { WaitGrowthPercentPerHour = 0 })), "waiting-time").ShouldBe(60);
    }

    [Fact]
    public async Task Who_was_asked_to_go_to_a_unit_goes_there_unless_it_costs_too_much()
    {
        House Ward(PlacementWeights weights) => new House().Unit("A", General, ["A1"]).Unit("B", General, ["B1"]).BedIs("B1", new BedState.Cleaning(House.Now, "Evs", false))
            .Waits("ann", target: "B").With(weights);
        Words(await BestAsync(Ward(Weights))).ShouldBe("ann>B1");

        // Half an hour of acuity 3 costs 60 points.
        var other = await BestAsync(Ward(Weights with { UnitNotAskedFor = 59 }));
        Words(other).ShouldBe("ann>A1");
        Cost(other, "unit-asked-for").ShouldBe(59);
    }

    [Fact]
    public async Task The_surgical_patient_goes_to_surgery_and_the_one_whose_service_is_not_told_to_medicine()
    {
        House Ward(PlacementWeights weights) => new House().Unit("MED", General, ["M1"], services: ["MED"]).Unit("SURG", General, ["S1"], services: ["SUR"])
            .BedIs("S1", new BedState.Cleaning(House.Now, "Evs", false)).Waits("sue", service: "SUR", acuity: 4).With(weights);
        Words(await BestAsync(Ward(Weights))).ShouldBe("sue>S1");
        var outlier = await BestAsync(Ward(Weights with { Outlier = 29 }));
        Words(outlier).ShouldBe("sue>M1");
        Cost(outlier, "service-match").ShouldBe(29);
    }

    [Fact]
    public async Task A_ward_patient_waits_half_an_hour_rather_than_take_intensive_care_three_steps_above_the_need()
    {
        House Ward(PlacementWeights weights) => new House().Unit("ICU", Critical, ["I1", "I2"]).Unit("MED", General, ["M1"])
            .BedIs("M1", new BedState.Cleaning(House.Now, "Evs", false)).Waits("ann").With(weights);
        Words(await BestAsync(Ward(Weights))).ShouldBe("ann>M1");
        var above = await BestAsync(Ward(Weights with { LevelAboveNeed = 19 }));
        Words(above).ShouldBe("ann>I1");
        Cost(above, "level-match").ShouldBe(3 * 19);
    }

    [Fact]
    public async Task Negative_pressure_is_left_to_those_who_need_it_and_a_bariatric_room_costs_less_to_spend()
    {
        House Ward(PlacementWeights weights) => new House().Unit("MED", General, ["N1"], capabilities: ["negative-pressure"])
            .Unit("MED", General, ["B1"], capabilities: ["bariatric"]).Waits("ann").With(weights with { NegativePressureReserveBeds = 0 });
        var plan = await BestAsync(Ward(Weights));
        Words(plan).ShouldBe("ann>B1");
        Cost(plan, "capability-match").ShouldBe(15);
        Words(await BestAsync(Ward(Weights with { NegativePressureUnneeded = 14 }))).ShouldBe("ann>N1");
    }

    [Fact]
    public async Task What_every_room_of_the_unit_has_is_not_scarce_there()
    {
        var plan = await BestAsync(new House().Unit("TELE", Telemetry, ["T1", "T2"], capabilities: ["telemetry"]).Waits("ann"));
        Cost(plan, "capability-match").ShouldBe(0);
    }

    [Fact]
    public async Task The_last_critical_bed_is_kept_for_the_next_patient_at_the_price_of_a_wait()
    {
        // Tess could have the last ICU bed now, or the step-down bed in 30 minutes; one of three is beyond the reserve.
        House Ward(PlacementWeights weights) => new House().Unit("ICU", Critical, ["I1"]).Unit("SDU", Intermediate, ["S1"])
            .BedIs("S1", new BedState.Cleaning(House.Now, "Evs", false)).Waits("tess", Intermediate, acuity: 3).With(weights with { LevelAboveNeed = 0 });
        Words(await BestAsync(Ward(Weights))).ShouldBe("tess>S1");
        var spent = await BestAsync(Ward(Weights with { CriticalReserveMissing = 59 }));
        Words(spent).ShouldBe("tess>I1");
        Cost(spent, "critical-reserve").ShouldBe(59);
        Words(await BestAsync(Ward(Weights with { CriticalReserveBeds = 0 }))).ShouldBe("tess>I1");
    }

    [Fact]
    public async Task The_last_room_with_negative_pressure_is_kept_and_the_last_but_one_is_not()
    {
        House Ward(string[] rooms) => new House().Unit("MED", General, rooms, capabilities: ["negative-pressure"]).Unit("SURG", General, ["S1"])
            .BedIs("S1", new BedState.Cleaning(House.Now, "Evs", false)).Waits("ann").With(Weights with { NegativePressureUnneeded = 0 });
        Words(await BestAsync(Ward(["N1"]))).ShouldBe("ann>S1");
        Words(await BestAsync(Ward(["N1", "N2"]))).ShouldStartWith("ann>N");
        Words(await BestAsync(Ward(["N1"]).With(Weights with { NegativePressureUnneeded = 0, NegativePressureReserveMissing = 59 }))).ShouldBe("ann>N1");
    }

    [Fact]
    public async Task A_step_down_frees_the_critical_bed_only_when_that_pays_for_the_move()
    {
        // The bed is free 90 minutes after the move (30 to go, 60 to clean): acuity 1 spares 390 of 480 minutes, at 8 points.
        House Ward(PlacementWeights weights) => new House().Unit("ICU", Critical, ["I1"]).Unit("MED", General, ["M1"])
            .Lies("better", "I1", level: General, movable: true).Waits("shock", Critical, acuity: 1).With(weights);
        var plan = await BestAsync(Ward(Weights));
        Words(plan).ShouldBe("better>M1 shock>I1");
        plan.StepOf(EncounterId.Of("better"))!.Kind.ShouldBe(StepKind.Move);
        plan.StepOf(EncounterId.Of("shock"))!.After.ShouldBe(EncounterId.Of("better"));
        plan.StepOf(EncounterId.Of("shock"))!.At.ShouldBe(House.Now.AddMinutes(90));
        Cost(plan, "moves-avoided").ShouldBe(90);

        Words(await BestAsync(Ward(Weights with { Move = 390 * 8 + 101 }))).ShouldBe("shock>-");
    }

    [Fact]
    public async Task Two_patients_exchange_beds_when_nothing_else_is_free()
    {
        House Wards(PlacementWeights weights) => new House().Unit("ICU", Critical, ["I1"]).Unit("MED", General, ["M1"])
            .Lies("better", "I1", level: General, movable: true).Lies("worse", "M1").Waits("worse", Critical, lies: "M1", acuity: 2).With(weights);
        var plan = await BestAsync(Wards(Weights));
        Words(plan).ShouldBe("better>M1 worse>I1");
        plan.Steps.ShouldAllBe(s => s.Kind == StepKind.Swap && s.At == House.Now);
        Cost(plan, "moves-avoided").ShouldBe(150);
        Words(await BestAsync(Wards(Weights with { Swap = 480 * 4 + 1 }))).ShouldBe("worse>-");
    }

    [Fact]
    public async Task New_patients_go_where_the_nurses_have_more_room_and_the_threshold_decides()
    {
        // BUSY: 8 of 10 patients that its nurses may care for, so each further one is above 80 %; CALM: 2 of 10.
        House Wards(PlacementWeights weights)
        {
            var house = new House().Unit("BUSY", General, ["B0 B1 B2 B3 B4 B5 B6 B7", "B8", "B9"], nurses: 5, patientsPerNurse: 2)
                .Unit("CALM", General, ["C0 C1", "C2"], nurses: 5, patientsPerNurse: 2).Lies("c0", "C0").Lies("c1", "C1").BedIs("C2", new BedState.Cleaning(House.Now, "Evs", false));
            for (var i = 0; i < 8; i++)
            {
                house.Lies($"b{i}", $"B{i}");
            }

            return house.Waits("ann", acuity: 5).With(weights);
        }

        Words(await BestAsync(Wards(Weights with { Workload = 31 }))).ShouldBe("ann>C2");
        var busy = await BestAsync(Wards(Weights with { Workload = 29 }));
        Words(busy).ShouldStartWith("ann>B");
        Cost(busy, "workload-balance").ShouldBe(29);
        Words(await BestAsync(Wards(Weights with { Workload = 31, WorkloadFromPercent = 90 }))).ShouldStartWith("ann>B");
    }

    [Fact]
    public async Task The_tenth_patient_of_ten_costs_twice_what_the_ninth_cost()
    {
        var house = new House().Unit("MED", General, ["M0", "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9"], nurses: 5, patientsPerNurse: 2).Waits("ann").Waits("bob");
        for (var i = 0; i < 8; i++)
        {
            house.Lies($"x{i}", $"M{i}");
        }

        Cost(await BestAsync(house), "workload-balance").ShouldBe(10 + 20);
    }

    [Fact]
    public async Task The_nearer_floor_wins_and_a_unit_without_a_floor_is_as_near_as_any()
    {
        House Wards(int? far) => new House().Unit("ED", Emergency, ["E1"], floor: 0).Unit("HIGH", General, ["H1"], floor: far).Unit("LOW", General, ["L1"], floor: 1)
            .Waits("ann", inUnit: "ED");
        Words(await BestAsync(Wards(far: 6))).ShouldBe("ann>L1");
        Words(await BestAsync(Wards(far: null))).ShouldBe("ann>H1");
        Words(await BestAsync(Wards(far: -2))).ShouldBe("ann>L1");
        Cost(await BestAsync(Wards(far: 6)), "distance").ShouldBe(2);
    }

    [Fact]
    public async Task A_plan_is_changed_for_thirty_minutes_of_an_urgent_patient_but_not_for_ten_points()
    {
        var house = new House().Unit("ED", Emergency, ["E1"], floor: 0).Unit("A", General, ["A1"], floor: 5).Unit("B", General, ["B1"], floor: 0).Waits("ann", inUnit: "ED");
        house.LastPlan = (await BestAsync(new House().Unit("A", General, ["A1"]).Waits("ann"))) with { };
        var kept = await BestAsync(house);
        Words(kept).ShouldBe("ann>A1");
        kept.DifferenceToLast.Changed.ShouldBeEmpty();

        var changed = await BestAsync(house.With(Weights with { PlanChanged = 9 }));
        Words(changed).ShouldBe("ann>B1");
        Cost(changed, "stability").ShouldBe(9);
        changed.DifferenceToLast.Changed.ShouldBe([new ChangedPlacement(EncounterId.Of("ann"), BedId.Of("A1"), BedId.Of("B1"))]);
    }

    [Fact]
    public async Task A_surge_bed_is_opened_only_where_surge_is_allowed_and_pays()
    {
        House Ward(bool allowed, int price) => new House { Options = PlacementOptions.Default with { AllowSurge = allowed, Weights = Weights with { SurgeBed = price } } }
            .Unit("MED", General, ["S1", "S2"], surge: true).Waits("ann");
        Words(await BestAsync(Ward(allowed: false, price: 0))).ShouldBe("ann>-");
        var opened = await BestAsync(Ward(allowed: true, price: 240));
        Words(opened).ShouldBe("ann>S1");
        opened.Surge.Beds.ShouldBe([new SurgeBed(UnitId.Of("MED"), BedId.Of("S1"))]);
        opened.Steps[0].OpensSurgeBed.ShouldBeTrue();
        Cost(opened, "surge-price").ShouldBe(240);

        // 480 minutes spared but for the 30 until the bed is open, at 2 points.
        Words(await BestAsync(Ward(allowed: true, price: 450 * 2 + 1))).ShouldBe("ann>-");
    }

    [Fact]
    public async Task A_nurse_is_called_in_for_two_who_would_wait_and_not_for_one()
    {
        House Ward(int waiting)
        {
            var house = new House { Options = PlacementOptions.Default with { AllowSurge = true, Weights = Weights with { NurseCalledIn = 900, Workload = 0 } } }
                .Unit("MED", General, ["M1", "M2", "M3", "M4"], nurses: 1, patientsPerNurse: 2).Lies("x", "M1").Lies("y", "M2");
            return waiting == 2 ? house.Waits("ann").Waits("bob") : house.Waits("ann");
        }

        // 390 minutes spared at 2 points: 780 for one, 1560 for two.
        Words(await BestAsync(Ward(1))).ShouldBe("ann>-");
        var plan = await BestAsync(Ward(2));
        plan.Steps.Length.ShouldBe(2);
        plan.Surge.Nurses.ShouldBe([new NursesCalledIn(UnitId.Of("MED"), 1, House.Now.AddMinutes(90))]);
        Cost(plan, "surge-price").ShouldBe(900);
    }
}

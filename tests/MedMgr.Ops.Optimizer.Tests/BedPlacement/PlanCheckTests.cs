using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Optimizer.BedPlacement;
using static MedMgr.Ops.Domain.LevelOfCare;

namespace MedMgr.Ops.Optimizer.Tests.BedPlacement;

/// <summary>The check must find what a faulty planner would do: each plan here is right but for one thing.</summary>
public sealed class PlanCheckTests
{
    private static readonly House Ward = new House().Unit("MED", General, ["M1 M2", "M3"], GenderPolicy.SameGender, nurses: 1, patientsPerNurse: 2)
        .Unit("ICU", Critical, ["I1"]).BedIs("M3", new BedState.Dirty(House.Now)).Waits("ann", gender: Gender.Female).Waits("bob").Waits("cy", Critical);

    [Fact]
    public void A_sound_plan_is_let_through() => Codes(Step("bob", "M1"), Step("cy", "I1")).ShouldBeEmpty();

    [Fact]
    public void A_man_and_a_woman_in_one_room_are_found() => Codes(Step("ann", "M1"), Step("bob", "M2")).ShouldBe([RejectionCode.RoomGender]);

    [Fact]
    public void A_patient_above_the_level_of_the_unit_is_found() => Codes(Step("cy", "M1")).ShouldBe([RejectionCode.LevelOfCare]);

    [Fact]
    public void Two_patients_in_one_bed_are_found() => Codes(Step("ann", "I1"), Step("cy", "I1")).ShouldBe([RejectionCode.BedReservedForAnother]);

    [Fact]
    public void One_patient_in_two_beds_is_found() => Codes(Step("bob", "M1"), Step("bob", "I1")).ShouldContain(RejectionCode.Invalid);

    [Fact]
    public void A_bed_assigned_before_it_is_clean_is_found_and_after_it_not()
    {
        Codes(Step("bob", "M3", minutes: 59)).ShouldBe([RejectionCode.BedNotReady]);
        Codes(Step("bob", "M3", minutes: 60)).ShouldBeEmpty();
    }

    [Fact]
    public void A_third_patient_for_one_nurse_who_may_care_for_two_is_found()
    {
        var house = new House().Unit("MED", General, ["M1", "M2", "M3"], nurses: 1, patientsPerNurse: 2).Waits("ann").Waits("bob").Waits("cy");
        var plan = Plan(house, Step("ann", "M1"), Step("bob", "M2"), Step("cy", "M3"));
        PlanCheck.Violations(house.Problem(), plan).Select(v => (v.Encounter.Value, v.Because.Code)).ShouldBe([("cy", RejectionCode.UnitNotStaffed)]);

        var called = plan with { Surge = new SurgeUse([], [new NursesCalledIn(UnitId.Of("MED"), 1, House.Now)]) };
        PlanCheck.Violations(house.Problem(), called).ShouldBeEmpty();
    }

    [Fact]
    public void A_bed_given_away_before_its_patient_has_left_is_found()
    {
        var house = new House().Unit("ICU", Critical, ["I1"]).Unit("MED", General, ["M1"]).Lies("better", "I1", level: General, movable: true).Waits("shock", Critical);
        var move = Step("better", "M1") with { From = new(UnitId.Of("ICU"), BedId.Of("I1")), Kind = StepKind.Move };
        PlanCheck.Violations(house.Problem(), Plan(house, move, Step("shock", "I1", minutes: 60))).Select(v => v.Because.Code).ShouldBe([RejectionCode.BedNotReady]);
        PlanCheck.Violations(house.Problem(), Plan(house, move, Step("shock", "I1", minutes: 90))).ShouldBeEmpty();
        PlanCheck.Violations(house.Problem(), Plan(house, Step("shock", "I1", minutes: 90))).Select(v => v.Because.Code).ShouldBe([RejectionCode.BedOccupied]);
    }

    [Fact]
    public void A_patient_whom_nobody_asked_about_is_found() => Codes(Step("zoe", "M1")).ShouldBe([RejectionCode.EncounterUnknown]);

    [Fact]
    public void A_step_in_the_past_and_a_bed_that_does_not_exist_are_found()
    {
        Codes(Step("bob", "M1", minutes: -1)).ShouldBe([RejectionCode.Invalid]);
        Codes(Step("bob", "M9")).ShouldBe([RejectionCode.BedUnknown]);
    }

    [Fact]
    public void Half_an_exchange_is_found()
    {
        var half = Step("bob", "I1") with { Kind = StepKind.Swap, SwapWith = EncounterId.Of("cy") };
        Codes(half).ShouldBe([RejectionCode.Invalid]);
    }

    private static IEnumerable<RejectionCode> Codes(params PlacementStep[] steps) => PlanCheck.Violations(Ward.Problem(), Plan(Ward, steps)).Select(v => v.Because.Code);

    private static PlacementPlan Plan(House house, params PlacementStep[] steps) =>
        GreedyPlacementPlanner.Plan(house.Problem()) with { Steps = [.. steps], Surge = SurgeUse.None };

    private static PlacementStep Step(string who, string bed, int minutes = 0) => new(
        EncounterId.Of(who), null, UnitId.Of(bed[0] == 'I' ? "ICU" : "MED"), RoomId.Of("any"), BedId.Of(bed), StepKind.Place,
        House.Now.AddMinutes(minutes), House.Now.AddMinutes(minutes), null, null, false, [], []);
}

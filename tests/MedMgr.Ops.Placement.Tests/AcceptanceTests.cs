using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Tests;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Placement.Accepting;
using MedMgr.Ops.Placement.Plans;
using static MedMgr.Ops.Placement.Tests.PlansByHand;

namespace MedMgr.Ops.Placement.Tests;

public sealed class AcceptanceTests
{
    [Fact]
    public async Task Accepting_a_plan_keeps_each_bed_for_its_patient()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("Ana");
        await hospital.Request("Bo", gender: Gender.Male);
        var plan = await Plan(hospital, Step("Ana", null, "4E-1A"), Step("Bo", null, "4E-2B"));

        var outcomes = await Accept(hospital, plan);

        outcomes.Select(o => (o.Encounter.Value, o.To.Value, o.Outcome)).ShouldBe([("Ana", "4E-1A", OutcomeKind.Done), ("Bo", "4E-2B", OutcomeKind.Done)]);
        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Reserved>().For.Encounter.Value.ShouldBe("Ana");
        (await hospital.StateOf("4E-2B")).ShouldBeOfType<BedState.Reserved>().For.Encounter.Value.ShouldBe("Bo");
        (await hospital.Events(Streams.Of(new EncounterId("Ana"))))[^1].Cause.ShouldSatisfyAllConditions(c => c.Actor.ShouldBe("Nurse Kim"), c => c.Id.ShouldStartWith("placement:p-1:Ana:"));
    }

    [Fact]
    public async Task Only_the_steps_that_are_named_are_carried_out()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("Ana");
        await hospital.Request("Bea");
        var plan = await Plan(hospital, Step("Ana", null, "4E-1A"), Step("Bea", null, "4E-2A"));

        (await Accept(hospital, plan, "Bea")).ShouldHaveSingleItem().Encounter.Value.ShouldBe("Bea");

        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Ready>();
        (await hospital.StateOf("4E-2A")).ShouldBeOfType<BedState.Reserved>();
    }

    [Fact]
    public async Task Accepting_twice_does_it_once()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("Ana");
        var plan = await Plan(hospital, Step("Ana", null, "4E-1A"));
        await Accept(hospital, plan);
        var written = (await hospital.Board()).Position;

        var again = (await Accept(hospital, plan)).ShouldHaveSingleItem();

        again.Outcome.ShouldBe(OutcomeKind.Unchanged);
        again.Because.ShouldBe("4E-1A is Ana's already.");
        (await hospital.Board()).Position.ShouldBe(written);
    }

    [Fact]
    public async Task Two_people_who_accept_at_once_do_it_once()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("Ana");
        var plan = await Plan(hospital, Step("Ana", null, "4E-1A"));

        var both = await Task.WhenAll(Accept(hospital, plan), Accept(hospital, plan));

        both.SelectMany(o => o).Select(o => o.Outcome).Order().ShouldBe([OutcomeKind.Done, OutcomeKind.Unchanged]);
        (await hospital.Events(Streams.Of(new BedId("4E-1A")))).Count(e => e.Type == "bed-reserved").ShouldBe(1);
    }

    [Fact]
    public async Task A_bed_that_was_closed_meanwhile_refuses_with_its_reason_and_the_others_are_done_all_the_same()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("Ana");
        await hospital.Request("Bea");
        var plan = await Plan(hospital, Step("Ana", null, "4E-1A"), Step("Bea", null, "4E-2A"));
        await hospital.Bed("4E-1A", new BedCommand.Close("broken lamp") { At = hospital.Now });

        var outcomes = await Accept(hospital, plan);

        outcomes[0].ShouldSatisfyAllConditions(
            o => o.Outcome.ShouldBe(OutcomeKind.Refused), o => o.Code.ShouldBe(RejectionCode.BedNotInService), o => o.Because!.ShouldContain("broken lamp"));
        outcomes[1].Outcome.ShouldBe(OutcomeKind.Done);
    }

    [Fact]
    public async Task A_bed_that_is_still_dirty_before_its_time_is_for_later_and_after_its_time_is_a_refusal()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("Ana");
        await hospital.Bed("4E-1A", new BedCommand.MarkDirty("used") { At = hospital.Now });
        var ready = hospital.Now.AddMinutes(10);
        var plan = await Plan(hospital, Step("Ana", null, "4E-1A", StepKind.Reserve, ready));

        (await Accept(hospital, plan)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(o => o.Outcome.ShouldBe(OutcomeKind.Later), o => o.At.ShouldBe(ready));
        hospital.Clock.MoveTo(ready);
        (await Accept(hospital, plan)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            o => o.Outcome.ShouldBe(OutcomeKind.Refused), o => o.Code.ShouldBe(RejectionCode.BedNotReady));
        await hospital.Clean("4E-1A");
        (await Accept(hospital, plan)).ShouldHaveSingleItem().Outcome.ShouldBe(OutcomeKind.Done);
    }

    [Fact]
    public async Task Housekeeping_that_was_quicker_than_foreseen_lets_the_step_be_done_at_once()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("Ana");
        await hospital.Bed("4E-1A", new BedCommand.MarkDirty("used") { At = hospital.Now });
        var plan = await Plan(hospital, Step("Ana", null, "4E-1A", StepKind.Reserve, hospital.Now.AddMinutes(60)));
        await hospital.Clean("4E-1A");

        (await Accept(hospital, plan)).ShouldHaveSingleItem().Outcome.ShouldBe(OutcomeKind.Done);
    }

    [Theory]
    [InlineData("departs", "Ana is no longer in the hospital or expected.")]
    [InlineData("is placed", "Ana is in 4E-3 by now.")]
    [InlineData("is assigned", "4E-2A is kept for Ana by now.")]
    [InlineData("needs more", "The needs of Ana have changed.")]
    [InlineData("asks no more", "Ana no longer asks for a bed.")]
    public async Task A_patient_for_whom_things_have_changed_makes_the_step_expire(string what, string because)
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("Ana", ReportKind.Admit, "ED-1");
        await hospital.Request("Ana");
        var plan = await Plan(hospital, Step("Ana", "ED-1", "4E-1A"));
        await (what switch
        {
            "departs" => hospital.Depart("Ana"),
            "is placed" => hospital.Arrive("Ana", "4E-3"),
            "is assigned" => hospital.Assign("Ana", "4E-2A"),
            "needs more" => hospital.Ask("Ana", new EncounterCommand.ChangeNeeds(TestHospital.Needs() with { LevelOfCare = LevelOfCare.Critical }) { At = hospital.Now }),
            _ => hospital.Ask("Ana", new EncounterCommand.CancelRequest("better") { At = hospital.Now }),
        });

        (await Accept(hospital, plan)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(o => o.Outcome.ShouldBe(OutcomeKind.Expired), o => o.Because.ShouldBe(because));
        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Ready>();
    }

    [Fact]
    public async Task A_plan_past_its_time_is_carried_out_no_more()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("Ana");
        var plan = await Plan(hospital, Step("Ana", null, "4E-1A"));
        hospital.Clock.Advance(TimeSpan.FromMinutes(15.1));

        (await Accept(hospital, plan)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            o => o.Outcome.ShouldBe(OutcomeKind.Expired), o => o.Because.ShouldBe("The plan could be accepted until 07:15 (+00:00): ask for a new one."));
    }

    [Fact]
    public async Task A_patient_who_is_moved_to_free_a_bed_gets_a_request_and_the_bed()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("Ana", ReportKind.Admit, "ICU-1");
        var plan = await Plan(hospital, Step("Ana", "ICU-1", "4E-1A", StepKind.Move));

        (await Accept(hospital, plan)).ShouldHaveSingleItem().Outcome.ShouldBe(OutcomeKind.Done);

        var visit = await hospital.StateOfVisit("Ana");
        visit.Location!.Bed!.Value.Value.ShouldBe("ICU-1");
        visit.Request!.Assigned!.Bed!.Value.Value.ShouldBe("4E-1A");
        visit.Request.Why.ShouldBe("plan p-1: 4E-1A suits Ana.");
    }

    [Fact]
    public async Task The_next_plan_reckons_with_the_bed_that_an_accepted_move_will_free()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("Ana", ReportKind.Admit, "ICU-1");
        await Accept(hospital, await Plan(hospital, Step("Ana", "ICU-1", "4E-1A", StepKind.Move)));

        var next = PlacementProblem.FromBoard(await hospital.Board(), hospital.Now, PlacementOptions.Default);

        next.Waiting.ShouldBeEmpty();
        next.Inpatients.ShouldHaveSingleItem().Leaves.ShouldBe(hospital.Now.AddMinutes(PlacementOptions.Default.MoveMinutes));
    }

    [Fact]
    public async Task A_move_whose_bed_is_refused_leaves_no_request_behind_and_can_be_tried_again()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("Ana", ReportKind.Admit, "ICU-1");
        await hospital.Bed("4E-1A", new BedCommand.Close("broken lamp") { At = hospital.Now });
        var plan = await Plan(hospital, Step("Ana", "ICU-1", "4E-1A", StepKind.Move));

        (await Accept(hospital, plan)).ShouldHaveSingleItem().Outcome.ShouldBe(OutcomeKind.Refused);
        (await hospital.StateOfVisit("Ana")).Request.ShouldBeNull();

        await hospital.Bed("4E-1A", new BedCommand.Open { At = hospital.Now });
        (await Accept(hospital, plan)).ShouldHaveSingleItem().Outcome.ShouldBe(OutcomeKind.Done);
    }

    [Fact]
    public async Task An_exchange_of_beds_happens_in_one_step_when_both_are_accepted_and_not_when_one_is()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("Ana", ReportKind.Admit, "4E-1A");
        await hospital.Tell("Bea", ReportKind.Admit, "4E-3");
        var plan = await Plan(hospital, Step("Ana", "4E-1A", "4E-3", StepKind.Swap, swapWith: "Bea"), Step("Bea", "4E-3", "4E-1A", StepKind.Swap, swapWith: "Ana"));

        (await Accept(hospital, plan, "Ana")).ShouldHaveSingleItem().Because.ShouldBe("Ana exchanges beds with Bea: accept both steps.");
        (await Accept(hospital, plan)).Select(o => (o.To.Value, o.Outcome)).ShouldBe([("4E-3", OutcomeKind.Done), ("4E-1A", OutcomeKind.Done)]);
        (await hospital.StateOfVisit("Ana")).Location!.Bed!.Value.Value.ShouldBe("4E-3");
        (await hospital.StateOfVisit("Bea")).Location!.Bed!.Value.Value.ShouldBe("4E-1A");
        (await Accept(hospital, plan)).ShouldAllBe(o => o.Outcome == OutcomeKind.Unchanged);
    }

    [Fact]
    public async Task A_surge_bed_is_opened_for_its_patient()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("Ana");
        var plan = await Plan(hospital, Step("Ana", null, "4E-S2", StepKind.Reserve, hospital.Now.AddMinutes(30), surge: true));

        (await Accept(hospital, plan)).ShouldHaveSingleItem().Outcome.ShouldBe(OutcomeKind.Done);

        (await hospital.StateOf("4E-S2")).ShouldBeOfType<BedState.Reserved>().For.Encounter.Value.ShouldBe("Ana");
        (await hospital.StateOf("4E-S1")).ShouldBeOfType<BedState.Closed>();
    }

    [Fact]
    public async Task An_override_sets_a_rule_aside_and_is_kept_with_the_bed()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("Ana");
        await hospital.Request("Bo", gender: Gender.Male);
        await hospital.Assign("Bo", "4E-1B");
        var plan = await Plan(hospital, Step("Ana", null, "4E-1A"));

        (await Accept(hospital, plan)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            o => o.Code.ShouldBe(RejectionCode.RoomGender), o => o.Overridable.ShouldBe(true));
        var house = new House(hospital.Grains, TestHospital.Id, "Nurse Kim", hospital.Now);
        (await new Acceptance(plan, plan.Newest.Plan, house, new Override("couple", "Nurse Kim")).Run(_ => true)).ShouldHaveSingleItem().Outcome.ShouldBe(OutcomeKind.Done);
    }

    private static Task<ImmutableArray<StepOutcome>> Accept(LiveHospital hospital, KeptPlan plan, params string[] named) =>
        new Acceptance(plan, plan.Newest.Plan, new House(hospital.Grains, TestHospital.Id, "Nurse Kim", hospital.Now), overriding: null)
            .Run(step => named.Length == 0 || named.Contains(step.Encounter.Value));
}

using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Encounters;

/// <summary>What people ask of a visit.</summary>
public class CommandTests
{
    private readonly Ward _ward = new();

    [Fact]
    public void A_visit_goes_from_requested_over_assigned_in_transit_and_placed_to_departed()
    {
        _ward.Request("Ana").Visit("Ana").Status.ShouldBe(EncounterStatus.Requested);
        _ward.Assign("Ana", "M1-A").Visit("Ana").Status.ShouldBe(EncounterStatus.Assigned);
        _ward.Do("Ana", new EncounterCommand.StartTransit { At = _ward.Now }).Visit("Ana").Status.ShouldBe(EncounterStatus.InTransit);
        _ward.Arrive("Ana").Visit("Ana").Status.ShouldBe(EncounterStatus.Placed);
        _ward.Do("Ana", new EncounterCommand.ExpectDischarge(_ward.Now.AddDays(1)) { At = _ward.Now }).Visit("Ana").Status.ShouldBe(EncounterStatus.DischargeExpected);
        _ward.OrderDischarge("Ana").Visit("Ana").Status.ShouldBe(EncounterStatus.DischargeOrdered);
        _ward.Depart("Ana").Visit("Ana").Status.ShouldBe(EncounterStatus.Departed);
    }

    [Fact]
    public void Assigning_another_bed_frees_the_one_that_was_kept()
    {
        _ward.Request("Ana").Assign("Ana", "M1-A").Assign("Ana", "M1-B").ShouldHaveDoneIt();
        _ward.Status("M1-A").ShouldBe(BedStatus.Ready);
        _ward.Status("M1-B").ShouldBe(BedStatus.Reserved);
    }

    [Fact]
    public void Assigning_a_refused_bed_keeps_the_one_that_was_kept()
    {
        _ward.Request("Ana").Assign("Ana", "M1-A").Block("M1-B").Assign("Ana", "M1-B").ShouldHaveRefused(RejectionCode.BedNotInService);
        _ward.Assigned("Ana").ShouldBe("M1-A");
        _ward.Status("M1-A").ShouldBe(BedStatus.Reserved);
    }

    [Fact]
    public void Unassigning_frees_the_bed_and_keeps_the_request_with_its_time()
    {
        _ward.Request("Ana").At(2).Assign("Ana", "M1-A").Unassign("Ana");
        _ward.Status("M1-A").ShouldBe(BedStatus.Ready);
        _ward.Visit("Ana").Request!.Since.ShouldBe(Ward.Start);
        _ward.Unassign("Ana").ShouldHaveRefused(RejectionCode.NoPendingRequest);
    }

    [Fact]
    public void Asking_for_another_unit_frees_the_kept_bed_and_does_not_start_the_wait_anew()
    {
        _ward.Request("Ana", SmallHospital.Med).Assign("Ana", "M1-A").At(3).Request("Ana", SmallHospital.Icu);
        _ward.Status("M1-A").ShouldBe(BedStatus.Ready);
        _ward.Visit("Ana").Request.ShouldBe(new BedRequest(Ward.Start, SmallHospital.Icu, "to be admitted", null));
    }

    [Fact]
    public void Going_to_another_bed_of_the_unit_asked_for_frees_the_one_that_was_kept()
    {
        _ward.Request("Ana", SmallHospital.Med).Assign("Ana", "M1-A").Arrive("Ana", "M2-A");
        _ward.Status("M1-A").ShouldBe(BedStatus.Ready);
        _ward.Visit("Ana").Request.ShouldBeNull();
    }

    [Fact]
    public void A_move_within_the_unit_keeps_the_request_for_another_unit_and_its_kept_bed()
    {
        _ward.Admit("Ana", "M1-A").Request("Ana", SmallHospital.Icu).Assign("Ana", "I1-A").Arrive("Ana", "M2-A").ShouldHaveDoneIt();
        _ward.Assigned("Ana").ShouldBe("I1-A");
        _ward.Status("I1-A").ShouldBe(BedStatus.Reserved);
    }

    [Fact]
    public void Departing_frees_the_bed_that_was_kept_elsewhere_too()
    {
        _ward.Admit("Ana", "M1-A").Request("Ana", SmallHospital.Icu).Assign("Ana", "I1-A").Depart("Ana");
        _ward.Status("I1-A").ShouldBe(BedStatus.Ready);
        _ward.Status("M1-A").ShouldBe(BedStatus.Dirty);
    }

    [Fact]
    public void A_boarders_request_can_be_cancelled_and_she_stays_in_the_ED()
    {
        _ward.Admit("Ana", "ED-1").CancelRequest("Ana");
        _ward.BedOf("Ana").ShouldBe("ED-1");
        _ward.Visit("Ana").Standing.ShouldBe(Standing.Active);
        _ward.CancelRequest("Ana").ShouldHaveRefused(RejectionCode.NoPendingRequest);
    }

    [Fact]
    public void A_patient_is_not_assigned_the_bed_in_which_she_lies()
    {
        _ward.Admit("Ana", "M1-A").Request("Ana", SmallHospital.Icu).Assign("Ana", "M1-A").ShouldHaveRefused(RejectionCode.AlreadyInBed);
        _ward.Arrive("Ana", "M1-A").ShouldHaveRefused(RejectionCode.AlreadyInBed);
    }

    [Fact]
    public void Beds_and_units_that_do_not_exist_are_refused()
    {
        _ward.Request("Ana", new UnitId("NOWHERE")).ShouldHaveRefused(RejectionCode.UnitUnknown);
        _ward.Request("Ana").Do("Ana", new EncounterCommand.Assign(new Place(SmallHospital.Icu, new BedId("M1-A")), null) { At = _ward.Now })
            .ShouldHaveRefused(RejectionCode.BedUnknown);
        _ward.Do("Ana", new EncounterCommand.Assign(new Place(SmallHospital.Med, null), null) { At = _ward.Now }).ShouldHaveRefused(RejectionCode.BedUnknown);
        _ward.Do("Ana", new EncounterCommand.Arrive(new Place(new UnitId("NOWHERE"), null), null) { At = _ward.Now }).ShouldHaveRefused(RejectionCode.UnitUnknown);
        _ward.Do("Ana", new EncounterCommand.Arrive(new Place(SmallHospital.Med, new BedId("M9")), null) { At = _ward.Now }).ShouldHaveRefused(RejectionCode.BedUnknown);
    }

    [Fact]
    public void Nothing_more_is_asked_of_a_visit_that_is_over()
    {
        _ward.Admit("Ana", "M1-A").Depart("Ana");
        _ward.Request("Ana").ShouldHaveRefused(RejectionCode.EncounterDeparted);
        _ward.Arrive("Ana", "M1-B").ShouldHaveRefused(RejectionCode.EncounterDeparted);
        _ward.Depart("Ana").ShouldHaveRefused(RejectionCode.EncounterDeparted);
        _ward.Request("Bea").CancelRequest("Bea").Arrive("Bea", "M1-B").ShouldHaveRefused(RejectionCode.EncounterCancelled);
    }

    [Fact]
    public void A_cancelled_visit_may_ask_for_a_bed_again_and_the_board_knows_her_again()
    {
        _ward.Request("Ana").CancelRequest("Ana").Request("Ana").ShouldHaveDoneIt();
        _ward.Visit("Ana").Standing.ShouldBe(Standing.Expected);
        _ward.Board.View(_ward.Now).Waiting.ShouldHaveSingleItem().Gender.ShouldBe(Gender.Female);
    }

    [Fact]
    public void One_who_is_not_in_the_hospital_can_not_be_discharged_from_it()
    {
        _ward.Request("Ana").OrderDischarge("Ana").ShouldHaveRefused(RejectionCode.NotInABed);
        _ward.Depart("Ana").ShouldHaveRefused(RejectionCode.NotInABed);
        _ward.Depart("Nobody").ShouldHaveRefused(RejectionCode.EncounterUnknown);
    }

    [Fact]
    public void An_override_is_kept_with_reason_and_giver_in_the_visit_and_in_the_bed()
    {
        _ward.Admit("Ana", "M1-A").Request("Bob", needs: Say.Man).Arrive("Bob", "M1-B").ShouldHaveRefused(RejectionCode.RoomGender, overridable: true);
        _ward.Arrive("Bob", "M1-B", Say.ByTheMatron).ShouldHaveDoneIt();
        _ward.Happened.OfType<EncounterEvent.Placed>().ShouldHaveSingleItem().Override.ShouldBe(Say.ByTheMatron);
        _ward.Happened.OfType<BedEvent.Occupied>().ShouldHaveSingleItem().Override.ShouldBe(Say.ByTheMatron);
        _ward.Arrive("Bob", "M2-A", new Override(" ", "Matron Ruiz")).ShouldHaveRefused(RejectionCode.ReasonMissing);
    }

    [Fact]
    public void No_override_opens_a_closed_unit()
    {
        _ward.CloseUnit(SmallHospital.Icu).Request("Ana").Arrive("Ana", "I1-A", Say.ByTheMatron).ShouldHaveRefused(RejectionCode.UnitClosed, overridable: false);
    }

    [Fact]
    public void Changed_needs_reach_the_bed_in_which_she_lies_and_the_bed_that_is_kept()
    {
        var flu = new Isolation(Precautions.Droplet, "influenza-a");
        _ward.Admit("Ana", "M1-A").Request("Ana", SmallHospital.Icu).Assign("Ana", "I1-A");
        _ward.Do("Ana", new EncounterCommand.ChangeNeeds(_ward.Visit("Ana").Needs with { Isolation = flu }) { At = _ward.Now });
        ((BedState.Occupied)_ward.Bed("M1-A").State).By[0].Isolation.ShouldBe(flu);
        ((BedState.Reserved)_ward.Bed("I1-A").State).For.Isolation.ShouldBe(flu);
    }

    [Fact]
    public void Asking_for_what_is_so_already_writes_nothing()
    {
        _ward.Request("Ana").Request("Ana").Happened.ShouldBeEmpty();
        _ward.Assign("Ana", "M1-A").Assign("Ana", "M1-A").Happened.ShouldBeEmpty();
        _ward.Arrive("Ana").OrderDischarge("Ana").OrderDischarge("Ana").Happened.ShouldBeEmpty();
    }

    [Fact]
    public void A_discharge_order_taken_back_leaves_her_placed()
    {
        _ward.Admit("Ana", "M1-A").OrderDischarge("Ana").Do("Ana", new EncounterCommand.CancelDischargeOrder { At = _ward.Now });
        _ward.Visit("Ana").Status.ShouldBe(EncounterStatus.Placed);
    }

    [Fact]
    public void A_merge_gives_the_visit_to_the_other_record()
    {
        _ward.Admit("Ana", "M1-A").Do("Ana", new EncounterCommand.ChangePatient(new PatientId("P-77"), "A40") { At = _ward.Now });
        _ward.Visit("Ana").Patient.ShouldBe(new PatientId("P-77"));
        _ward.BedOf("Ana").ShouldBe("M1-A");
    }

    [Fact]
    public void A_discrepancy_is_resolved_once()
    {
        _ward.Hears("Ana", ReportKind.Transfer, "M1-A");
        var open = _ward.Visit("Ana").Discrepancies.ShouldHaveSingleItem();
        Discrepancy.HolderOf(open.Id).ShouldBe(new EncounterId("Ana"));
        _ward.Do("Ana", new EncounterCommand.ResolveDiscrepancy(open.Id, "called the ward") { At = _ward.Now }).ShouldHaveDoneIt();
        _ward.Board.Discrepancies.ShouldBeEmpty();
        _ward.Do("Ana", new EncounterCommand.ResolveDiscrepancy(open.Id, "again") { At = _ward.Now }).ShouldHaveRefused(RejectionCode.DiscrepancyUnknown);
    }

    [Fact]
    public void A_visit_whose_bed_was_lost_waits_for_another_and_somebody_is_told()
    {
        _ward.Admit("Ana", "M1-A");
        var lost = (EncounterDecision.Planned)EncounterRules.Decide(
            new("Ana"), _ward.Visit("Ana"), new EncounterCommand.SettleLostBed(new("M1-A")) { At = _ward.Now }, _ward.Map, "reconciler");
        var after = lost.Plan.Events.Aggregate(_ward.Visit("Ana"), EncounterEvolution.Evolve);
        after.Location.ShouldBeNull();
        after.Request.ShouldBe(new BedRequest(_ward.Now, SmallHospital.Med, "bed lost", null));
        after.Discrepancies.ShouldHaveSingleItem().Kind.ShouldBe(DiscrepancyKind.Reconciled);
        lost.Plan.Take.ShouldBeNull();
    }

    [Fact]
    public void A_bed_that_was_neither_hers_nor_kept_for_her_is_no_loss() =>
        _ward.Admit("Ana", "M1-A").Do("Ana", new EncounterCommand.SettleLostBed(new("M1-B")) { At = _ward.Now }).Happened.ShouldBeEmpty();
}

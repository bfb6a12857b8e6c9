using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Encounters;

/// <summary>What users of existing bed systems complain about, by its number in that list.</summary>
public class ComplaintTests
{
    private readonly Ward _ward = new();

    [Fact]
    public void Complaint_1_the_second_of_two_patients_who_race_for_a_bed_is_refused()
    {
        _ward.Request("Ana").Request("Bea").Arrive("Ana", "M1-A").ShouldHaveDoneIt();
        _ward.Arrive("Bea", "M1-A").ShouldHaveRefused(RejectionCode.BedOccupied, overridable: false);
        _ward.BedOf("Bea").ShouldBeNull();
    }

    [Fact]
    public void Complaint_1_a_reserved_bed_is_not_given_to_a_second_patient()
    {
        _ward.Request("Ana").Assign("Ana", "M1-A").Request("Bea").Assign("Bea", "M1-A").ShouldHaveRefused(RejectionCode.BedReservedForAnother);
        _ward.Arrive("Bea", "M1-A", Say.ByTheMatron).ShouldHaveRefused(RejectionCode.BedReservedForAnother);
        _ward.Assigned("Ana").ShouldBe("M1-A");
    }

    [Fact]
    public void Complaint_1_an_assignment_told_for_yesterday_moves_nobody_today()
    {
        _ward.At(10).Admit("Ana", "M1-A").At(12).Hears("Ana", ReportKind.Transfer, "M2-A");
        _ward.Report("Ana", Say.Report(ReportKind.Transfer, Ward.Start.AddHours(11), _ward.Place("M1-B")));
        _ward.BedOf("Ana").ShouldBe("M2-A");
        _ward.Status("M1-B").ShouldBe(BedStatus.Ready);
    }

    [Fact]
    public void Complaint_2_a_bed_is_not_freed_by_the_order_but_by_the_departure()
    {
        _ward.Admit("Ana", "M1-A").OrderDischarge("Ana");
        _ward.Status("M1-A").ShouldBe(BedStatus.Occupied);
        _ward.Visit("Ana").Status.ShouldBe(EncounterStatus.DischargeOrdered);
        _ward.Depart("Ana");
        _ward.Status("M1-A").ShouldBe(BedStatus.Dirty);
    }

    [Fact]
    public void Complaint_2_the_same_holds_for_the_messages_A16_and_A03()
    {
        _ward.Admit("Ana", "M1-A").Hears("Ana", ReportKind.PendingDischarge, "M1-A");
        _ward.Status("M1-A").ShouldBe(BedStatus.Occupied);
        _ward.Hears("Ana", ReportKind.Discharge, "M1-A");
        _ward.Status("M1-A").ShouldBe(BedStatus.Dirty);
        _ward.BedOf("Ana").ShouldBeNull();
    }

    [Fact]
    public void Complaint_3_after_a_discharge_the_bed_is_cleaned_before_the_next_patient()
    {
        _ward.Admit("Ana", "M1-A").Depart("Ana").Request("Bea").Assign("Bea", "M1-A").ShouldHaveRefused(RejectionCode.BedNotReady);
        _ward.Clean("M1-A").Assign("Bea", "M1-A").ShouldHaveDoneIt();
    }

    [Fact]
    public void Complaint_3_a_swap_keeps_a_pending_transfer_and_the_bed_that_is_kept_for_it()
    {
        _ward.Admit("Ana", "M1-A").Admit("Bea", "M1-B").Request("Ana", SmallHospital.Med).Assign("Ana", "M3-A");
        var since = _ward.Visit("Ana").Request!.Since;
        _ward.At(1).Swap("Ana", "Bea").ShouldHaveDoneIt();
        _ward.BedOf("Ana").ShouldBe("M1-B");
        _ward.BedOf("Bea").ShouldBe("M1-A");
        _ward.Assigned("Ana").ShouldBe("M3-A");
        _ward.Visit("Ana").Request!.Since.ShouldBe(since);
        _ward.Bed("M3-A").IsClaimedBy(new("Ana")).ShouldBeTrue();
    }

    [Fact]
    public void Complaint_3_a_transfer_does_not_keep_the_old_bed()
    {
        _ward.Admit("Ana", "M1-A").Arrive("Ana", "M2-A").ShouldHaveDoneIt();
        _ward.Status("M1-A").ShouldBe(BedStatus.Dirty);
        _ward.Status("M2-A").ShouldBe(BedStatus.Occupied);
    }

    [Fact]
    public void Complaint_4_nobody_is_assigned_a_bed_without_an_admission_or_a_request()
    {
        _ward.Assign("Nobody", "M1-A").ShouldHaveRefused(RejectionCode.EncounterUnknown);
        _ward.Admit("Ana", "M1-A").Assign("Ana", "M1-B").ShouldHaveRefused(RejectionCode.NoPendingRequest);
        _ward.Status("M1-B").ShouldBe(BedStatus.Ready);
    }

    [Fact]
    public void Complaint_4_a_pending_request_can_be_cancelled_and_its_bed_is_free_again()
    {
        _ward.Request("Ana").Assign("Ana", "M1-A").CancelRequest("Ana").ShouldHaveDoneIt();
        _ward.Status("M1-A").ShouldBe(BedStatus.Ready);
        _ward.Visit("Ana").Standing.ShouldBe(Standing.Cancelled, "she was not in the hospital yet");
    }

    [Fact]
    public void Complaint_4_a_boarders_cancelled_request_stays_cancelled_whatever_is_told_of_her_next()
    {
        _ward.Admit("Ana", "ED-1").Hears("Ana", ReportKind.CancelPendingTransfer);
        _ward.Visit("Ana").Request.ShouldBeNull();
        _ward.Hears("Ana", ReportKind.Update, "ED-1", Say.Details(age: 41));
        _ward.Visit("Ana").Request.ShouldBeNull();
    }

    [Fact]
    public void Complaint_5_a_reserved_bed_is_not_shown_as_occupied_and_a_dirty_bed_is_a_bed_not_a_ward()
    {
        _ward.Request("Ana").Assign("Ana", "M1-A").Admit("Bea", "M1-B").Depart("Bea");
        var view = _ward.Board.ViewOf(SmallHospital.Med, _ward.Now);
        view.Beds.Single(b => b.Id.Value == "M1-A").Status.ShouldBe(BedStatus.Reserved);
        view.Figures.Occupied.ShouldBe(0);
        view.Figures.Reserved.ShouldBe(1);
        view.Figures.Dirty.ShouldBe(1);
        view.Beds.Single(b => b.Status == BedStatus.Dirty).Id.Value.ShouldBe("M1-B");
    }

    [Fact]
    public void Complaint_8_two_patients_share_a_bed_only_in_the_unit_whose_policy_allows_it()
    {
        _ward.Admit("Mother", "B1-A", Say.Details(level: LevelOfCare.Maternity)).Admit("Baby", "B1-A", Say.Details(Gender.Male, level: LevelOfCare.Maternity, age: 0));
        _ward.BedOf("Baby").ShouldBe("B1-A");
        _ward.Admit("Ana", "M2-A").Admit("Bea", "M2-A");
        _ward.BedOf("Bea").ShouldBeNull();
    }
}

using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Encounters;

/// <summary>What sending systems report, each kind in its order: applied, never refused, and seen on the board.</summary>
public class ReportTests
{
    private readonly Ward _ward = new();

    [Fact]
    public void A01_with_a_bed_occupies_it_and_the_board_knows_the_patients_details()
    {
        _ward.Admit("Ana", "M1-A");
        _ward.Status("M1-A").ShouldBe(BedStatus.Occupied);
        _ward.Open("Ana").ShouldBeEmpty();
        _ward.Board.Encounters[new("Ana")].Needs.Gender.ShouldBe(Gender.Female);
        _ward.Board.Encounters[new("Ana")].PatientClass.ShouldBe("I");
    }

    [Fact]
    public void A01_without_a_bed_waits_for_one_in_the_unit_told()
    {
        _ward.HearsUnit("Ana", ReportKind.Admit, SmallHospital.Med, Say.Details());
        _ward.Visit("Ana").Request!.Target.ShouldBe(SmallHospital.Med);
        _ward.Visit("Ana").Location.ShouldBeNull();
        _ward.Board.View(_ward.Now).Waiting.ShouldHaveSingleItem().Boarding.ShouldBeFalse();
    }

    [Fact]
    public void A04_to_the_waiting_room_of_the_ED_is_a_place_without_a_bed()
    {
        _ward.HearsUnit("Ana", ReportKind.Register, SmallHospital.Ed, Say.Details(patientClass: "E"));
        _ward.Visit("Ana").Location.ShouldBe(new Place(SmallHospital.Ed, null));
        _ward.Visit("Ana").Request.ShouldBeNull();
        _ward.Visit("Ana").Status.ShouldBe(EncounterStatus.Placed);
    }

    [Fact]
    public void A05_announces_a_patient_who_is_not_here_and_A01_admits_her()
    {
        _ward.Hears("Ana", ReportKind.PreAdmit, details: Say.Details());
        _ward.Visit("Ana").Status.ShouldBe(EncounterStatus.Expected);
        _ward.Admit("Ana", "M1-A").Visit("Ana").Status.ShouldBe(EncounterStatus.Placed);
        _ward.Open("Ana").ShouldBeEmpty();
    }

    [Fact]
    public void A14_with_a_bed_reserves_it_and_A27_gives_it_back_and_ends_the_visit()
    {
        _ward.Hears("Ana", ReportKind.PendingAdmit, details: Say.Details(), pending: "M1-A");
        _ward.Assigned("Ana").ShouldBe("M1-A");
        _ward.Hears("Ana", ReportKind.CancelPendingAdmit);
        _ward.Status("M1-A").ShouldBe(BedStatus.Ready);
        _ward.Visit("Ana").Standing.ShouldBe(Standing.Cancelled);
    }

    [Fact]
    public void A15_reserves_the_bed_to_come_and_A26_gives_it_back_while_she_stays()
    {
        _ward.Admit("Ana", "M1-A").Hears("Ana", ReportKind.PendingTransfer, "M1-A", pending: "I1-A");
        _ward.Assigned("Ana").ShouldBe("I1-A");
        _ward.BedOf("Ana").ShouldBe("M1-A");
        _ward.Hears("Ana", ReportKind.CancelPendingTransfer, "M1-A");
        _ward.Status("I1-A").ShouldBe(BedStatus.Ready);
        _ward.BedOf("Ana").ShouldBe("M1-A");
    }

    [Fact]
    public void A15_that_names_the_bed_a_person_has_assigned_already_keeps_it()
    {
        _ward.Admit("Ana", "ED-1").Assign("Ana", "M1-A").Hears("Ana", ReportKind.PendingTransfer, "ED-1", pending: "M1-A");
        _ward.Assigned("Ana").ShouldBe("M1-A");
        _ward.Bed("M1-A").IsClaimedBy(new("Ana")).ShouldBeTrue();
    }

    [Fact]
    public void A15_for_a_bed_that_can_not_be_kept_leaves_the_request_and_a_discrepancy()
    {
        _ward.Admit("Bea", "I1-A").Admit("Ana", "M1-A").Hears("Ana", ReportKind.PendingTransfer, "M1-A", pending: "I1-A");
        _ward.Visit("Ana").Request!.Target.ShouldBe(SmallHospital.Icu);
        _ward.Assigned("Ana").ShouldBeNull();
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.BedContested]);
    }

    [Fact]
    public void A06_makes_an_outpatient_an_inpatient_and_A07_takes_it_back()
    {
        _ward.Admit("Ana", "M1-A", Say.Details(patientClass: "O")).Hears("Ana", ReportKind.BecomeInpatient, "M1-A");
        _ward.Visit("Ana").PatientClass.ShouldBe("I");
        _ward.Hears("Ana", ReportKind.BecomeOutpatient, "M1-A").Visit("Ana").PatientClass.ShouldBe("O");
        _ward.BedOf("Ana").ShouldBe("M1-A");
    }

    [Fact]
    public void A08_changes_what_is_told_deletes_what_is_deleted_and_leaves_the_rest()
    {
        _ward.Admit("Ana", "M1-A", Say.Details(isolation: new(Precautions.Contact, "mrsa")));
        _ward.Hears("Ana", ReportKind.Update, "M1-A", ReportedDetails.Nothing with { AgeYears = Told.To<int?>(41), Service = Told.To<string>(null) });
        _ward.Visit("Ana").Needs.AgeYears.ShouldBe(41);
        _ward.Visit("Ana").Needs.Service.ShouldBeNull();
        _ward.Visit("Ana").Needs.Isolation.ShouldBe(new Isolation(Precautions.Contact, "mrsa"));
        _ward.Hears("Ana", ReportKind.Update, "M1-A", ReportedDetails.Nothing with { Isolation = Told.To<Isolation>(null) });
        ((BedState.Occupied)_ward.Bed("M1-A").State).By[0].Isolation.ShouldBeNull();
    }

    [Fact]
    public void A08_that_names_another_bed_moves_nobody_and_raises_a_discrepancy()
    {
        _ward.Admit("Ana", "M1-A").Hears("Ana", ReportKind.Update, "M1-B");
        _ward.BedOf("Ana").ShouldBe("M1-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.LocationDiffers]);
        _ward.Hears("Ana", ReportKind.Transfer, "M1-B");
        _ward.Open("Ana").ShouldBeEmpty("a movement followed");
    }

    [Fact]
    public void A08_of_a_patient_who_waits_in_no_known_place_says_where_she_lies()
    {
        _ward.HearsUnit("Ana", ReportKind.Admit, SmallHospital.Med, Say.Details()).Hears("Ana", ReportKind.Update, "M1-A");
        _ward.BedOf("Ana").ShouldBe("M1-A");
        _ward.Visit("Ana").Request.ShouldBeNull();
    }

    [Fact]
    public void A02_moves_the_patient_and_the_bed_she_left_is_dirty()
    {
        _ward.Admit("Ana", "M1-A").Hears("Ana", ReportKind.Transfer, "M2-A", prior: "M1-A");
        _ward.BedOf("Ana").ShouldBe("M2-A");
        _ward.Status("M1-A").ShouldBe(BedStatus.Dirty);
        _ward.Open("Ana").ShouldBeEmpty();
    }

    [Fact]
    public void A02_out_of_another_bed_than_known_moves_her_and_says_so()
    {
        _ward.Admit("Ana", "M1-A").Hears("Ana", ReportKind.Transfer, "M2-A", prior: "M1-B");
        _ward.BedOf("Ana").ShouldBe("M2-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.LocationDiffers]);
    }

    [Fact]
    public void A09_says_that_she_is_on_the_way_and_A10_that_she_has_come()
    {
        _ward.Admit("Ana", "M1-A").Hears("Ana", ReportKind.Departing, pending: "M2-A");
        _ward.Visit("Ana").Status.ShouldBe(EncounterStatus.InTransit);
        _ward.Status("M1-A").ShouldBe(BedStatus.Occupied, "her bed is kept until she has come elsewhere");
        _ward.Hears("Ana", ReportKind.Arriving, "M2-A");
        _ward.Visit("Ana").Status.ShouldBe(EncounterStatus.Placed);
        _ward.Status("M1-A").ShouldBe(BedStatus.Dirty);
    }

    [Fact]
    public void A11_takes_the_admission_back_and_the_bed_is_left()
    {
        _ward.Admit("Ana", "M1-A").Hears("Ana", ReportKind.CancelAdmit, "M1-A");
        _ward.Visit("Ana").Standing.ShouldBe(Standing.Cancelled);
        _ward.Status("M1-A").ShouldBe(BedStatus.Dirty);
    }

    [Fact]
    public void A12_brings_her_back_to_where_she_was()
    {
        _ward.Admit("Ana", "M1-A").Hears("Ana", ReportKind.Transfer, "M2-A").Hears("Ana", ReportKind.CancelTransfer);
        _ward.BedOf("Ana").ShouldBe("M1-A");
        _ward.Status("M2-A").ShouldBe(BedStatus.Dirty);
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.BedNotClean], "nobody had cleaned the bed in between");
    }

    [Fact]
    public void A03_ends_the_visit_and_the_board_forgets_it()
    {
        _ward.Admit("Ana", "M1-A").Hears("Ana", ReportKind.Discharge, "M1-A");
        _ward.Visit("Ana").Standing.ShouldBe(Standing.Departed);
        _ward.Board.Encounters.ShouldBeEmpty();
    }

    [Fact]
    public void A03_from_another_bed_than_known_frees_the_known_one_and_says_so()
    {
        _ward.Admit("Ana", "M1-A").Admit("Bea", "M1-B").Hears("Ana", ReportKind.Discharge, "M1-B");
        _ward.Status("M1-A").ShouldBe(BedStatus.Dirty);
        _ward.BedOf("Bea").ShouldBe("M1-B");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.LocationDiffers]);
    }

    [Fact]
    public void A13_brings_a_departed_patient_back_into_her_bed_and_the_board_knows_her_again()
    {
        _ward.Admit("Ana", "M1-A").OrderDischarge("Ana").Hears("Ana", ReportKind.Discharge).Clean("M1-A").Hears("Ana", ReportKind.CancelDischarge);
        _ward.BedOf("Ana").ShouldBe("M1-A");
        _ward.Visit("Ana").Status.ShouldBe(EncounterStatus.Placed, "the discharge order was carried out and is over");
        _ward.Board.Encounters[new("Ana")].Needs.ShouldBe(_ward.Visit("Ana").Needs);
        _ward.Open("Ana").ShouldBeEmpty();
    }

    [Fact]
    public void A13_when_another_lies_there_by_now_leaves_her_waiting()
    {
        _ward.Admit("Ana", "M1-A").Hears("Ana", ReportKind.Discharge).Clean("M1-A").Admit("Bea", "M1-A").Hears("Ana", ReportKind.CancelDischarge, "M1-A");
        _ward.BedOf("Bea").ShouldBe("M1-A");
        _ward.BedOf("Ana").ShouldBeNull();
        _ward.Visit("Ana").Status.ShouldBe(EncounterStatus.Requested);
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.BedContested]);
    }

    [Fact]
    public void A13_of_a_patient_who_waits_here_does_not_take_the_bed_that_is_kept_for_her()
    {
        _ward.HearsUnit("Ana", ReportKind.Admit, SmallHospital.Med, Say.Details()).Assign("Ana", "M1-A").Hears("Ana", ReportKind.CancelDischarge);
        _ward.Assigned("Ana").ShouldBe("M1-A");
    }

    [Fact]
    public void A16_tells_order_and_expected_time_and_A25_takes_both_back()
    {
        var tomorrow = _ward.Now.AddDays(1);
        _ward.Admit("Ana", "M1-A").Report("Ana", Say.Report(ReportKind.PendingDischarge, _ward.Now) with { DischargeExpected = Told.To<DateTimeOffset?>(tomorrow) });
        _ward.Visit("Ana").DischargeExpectedAt.ShouldBe(tomorrow);
        _ward.Visit("Ana").Status.ShouldBe(EncounterStatus.DischargeOrdered);
        _ward.Hears("Ana", ReportKind.CancelPendingDischarge);
        _ward.Visit("Ana").DischargeExpectedAt.ShouldBeNull();
        _ward.Visit("Ana").Status.ShouldBe(EncounterStatus.Placed);
    }

    [Fact]
    public void A21_holds_the_bed_of_a_patient_on_leave_and_A22_ends_the_leave()
    {
        _ward.Admit("Ana", "M1-A").Hears("Ana", ReportKind.LeaveStarts);
        _ward.Visit("Ana").Status.ShouldBe(EncounterStatus.OnLeave);
        _ward.Status("M1-A").ShouldBe(BedStatus.Occupied);
        _ward.Hears("Ana", ReportKind.LeaveEnds, "M1-A").Visit("Ana").Status.ShouldBe(EncounterStatus.Placed);
    }

    [Fact]
    public void A_reported_patient_whom_the_room_should_not_hold_lies_there_and_every_broken_rule_is_named()
    {
        _ward.Admit("Ana", "M1-A").Admit("Bob", "M1-B", Say.Details(Gender.Male, level: LevelOfCare.Critical));
        _ward.BedOf("Bob").ShouldBe("M1-B");
        var broken = _ward.Visit("Bob").Discrepancies.ShouldHaveSingleItem();
        broken.Kind.ShouldBe(DiscrepancyKind.RuleBroken);
        broken.Says.ShouldContain("Critical care");
        broken.Says.ShouldContain("shared by one gender");
        broken.Source.ShouldBe(Say.Sender);
    }

    [Fact]
    public void A_patient_reported_in_a_dirty_bed_lies_there_and_somebody_should_look()
    {
        _ward.Admit("Bea", "M1-A").Depart("Bea").Admit("Ana", "M1-A");
        _ward.BedOf("Ana").ShouldBe("M1-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.BedNotClean]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_report_of_any_kind_leaves_a_trace_whatever_is_known_of_the_visit(ReportKind kind)
    {
        Action<Ward>[] before =
        [
            _ => { }, w => w.Request("Ana"), w => w.Request("Ana").CancelRequest("Ana"), w => w.Admit("Ana", "M1-A"), w => w.Admit("Ana", "ED-1"),
            w => w.Admit("Ana", "M1-A").Depart("Ana"), w => w.Admit("Bea", "M1-A").Admit("Ana", "M1-A"), w => w.Admit("Ana", "M1-A").Hears("Ana", ReportKind.LeaveStarts),
        ];
        foreach (var known in before)
        {
            foreach (var bed in new[] { null, "M1-A", "M2-A" })
            {
                var ward = new Ward();
                known(ward);
                ward.At(1).Hears("Ana", kind, bed, Say.Details()).ShouldHaveDoneIt();
                ward.Happened.OfType<EncounterEvent>().ShouldNotBeEmpty($"{kind} to {bed}");
            }
        }
    }

    public static IEnumerable<TheoryDataRow<ReportKind>> Kinds => Enum.GetValues<ReportKind>().Select(k => new TheoryDataRow<ReportKind>(k));
}

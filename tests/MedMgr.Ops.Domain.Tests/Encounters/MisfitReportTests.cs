using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Encounters;

/// <summary>Messages that come late, twice, out of order, of nobody known, or after the patient has gone.</summary>
public class MisfitReportTests
{
    private readonly Ward _ward = new();

    [Fact]
    public void A_transfer_that_comes_after_a_later_one_moves_nobody_and_is_kept_in_sight()
    {
        _ward.Admit("Ana", "M1-A").At(2).Hears("Ana", ReportKind.Transfer, "M2-A");
        _ward.Report("Ana", Say.Report(ReportKind.Transfer, Ward.Start.AddHours(1), _ward.Place("M1-B")));
        _ward.BedOf("Ana").ShouldBe("M2-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.LateMessage]);
        _ward.Happened.OfType<EncounterEvent.ReportNoted>().ShouldHaveSingleItem().Late.ShouldBeTrue();
    }

    [Fact]
    public void A_late_message_that_tells_what_is_known_is_noted_without_alarm()
    {
        _ward.Admit("Ana", "M1-A").At(2).Hears("Ana", ReportKind.Transfer, "M2-A");
        _ward.Report("Ana", Say.Report(ReportKind.Transfer, Ward.Start.AddHours(1), _ward.Place("M2-A")));
        _ward.Open("Ana").ShouldBeEmpty();
        _ward.Happened.OfType<EncounterEvent.ReportNoted>().ShouldHaveSingleItem().Late.ShouldBeTrue();
    }

    [Fact]
    public void A_late_discharge_discharges_nobody()
    {
        _ward.Admit("Ana", "M1-A").At(2).Hears("Ana", ReportKind.Transfer, "M2-A");
        _ward.Report("Ana", Say.Report(ReportKind.Discharge, Ward.Start.AddHours(1)));
        _ward.BedOf("Ana").ShouldBe("M2-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.LateMessage]);
    }

    [Fact]
    public void A_transfer_of_nobody_known_is_believed_and_the_admission_that_follows_late_clears_it()
    {
        _ward.At(2).Hears("Ana", ReportKind.Transfer, "M2-A");
        _ward.BedOf("Ana").ShouldBe("M2-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.UnknownEncounter]);
        _ward.Report("Ana", Say.Report(ReportKind.Admit, Ward.Start, _ward.Place("M1-A"), Say.Details()));
        _ward.BedOf("Ana").ShouldBe("M2-A");
        _ward.Open("Ana").ShouldBeEmpty();
        _ward.Visit("Ana").Needs.Gender.ShouldBe(Gender.Female);
        _ward.Visit("Ana").ArrivedAt.ShouldBe(Ward.Start);
        ((BedState.Occupied)_ward.Bed("M2-A").State).By[0].Gender.ShouldBe(Gender.Female);
    }

    [Fact]
    public void A_late_admission_does_not_overwrite_what_was_told_since()
    {
        _ward.At(2).Hears("Ana", ReportKind.Transfer, "M2-A", ReportedDetails.Nothing with { AgeYears = Told.To<int?>(71) });
        _ward.Report("Ana", Say.Report(ReportKind.Admit, Ward.Start, _ward.Place("M1-A"), Say.Details(age: 70)));
        _ward.Visit("Ana").Needs.AgeYears.ShouldBe(71);
        _ward.Visit("Ana").PatientClass.ShouldBe("I");
    }

    [Fact]
    public void A_late_admission_of_an_inpatient_in_the_ED_starts_boarding_at_the_admission()
    {
        _ward.At(2).Hears("Ana", ReportKind.Transfer, "ED-2");
        _ward.Report("Ana", Say.Report(ReportKind.Admit, Ward.Start.AddHours(1), _ward.Place("ED-1"), Say.Details()));
        _ward.Visit("Ana").Request!.Since.ShouldBe(Ward.Start.AddHours(1));
    }

    [Theory]
    [InlineData(ReportKind.Update)]
    [InlineData(ReportKind.PendingDischarge)]
    [InlineData(ReportKind.LeaveStarts)]
    [InlineData(ReportKind.LeaveEnds)]
    [InlineData(ReportKind.CancelDischarge)]
    [InlineData(ReportKind.BecomeInpatient)]
    [InlineData(ReportKind.Arriving)]
    public void Whoever_is_first_heard_of_in_a_bed_lies_in_it(ReportKind kind)
    {
        _ward.Hears("Ana", kind, "M1-A", Say.Details());
        _ward.BedOf("Ana").ShouldBe("M1-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.UnknownEncounter]);
    }

    [Theory]
    [InlineData(ReportKind.CancelAdmit)]
    [InlineData(ReportKind.CancelTransfer)]
    [InlineData(ReportKind.CancelPendingAdmit)]
    [InlineData(ReportKind.CancelPendingTransfer)]
    [InlineData(ReportKind.CancelPendingDischarge)]
    public void A_cancel_of_what_never_was_changes_nothing_and_says_so(ReportKind kind)
    {
        _ward.Hears("Ana", kind, "M1-A");
        _ward.Status("M1-A").ShouldBe(BedStatus.Ready);
        _ward.Board.Discrepancies.Values.ShouldHaveSingleItem().Kind.ShouldBe(DiscrepancyKind.NothingToCancel);
    }

    [Theory]
    [InlineData(ReportKind.CancelTransfer)]
    [InlineData(ReportKind.CancelDischarge)]
    [InlineData(ReportKind.CancelPendingTransfer)]
    [InlineData(ReportKind.CancelPendingDischarge)]
    public void A_cancel_without_its_event_leaves_a_patient_where_she_is(ReportKind kind)
    {
        _ward.Admit("Ana", "M1-A").Hears("Ana", kind);
        _ward.BedOf("Ana").ShouldBe("M1-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.NothingToCancel]);
    }

    [Fact]
    public void A_transfer_after_the_departure_brings_her_back_and_the_board_knows_her()
    {
        _ward.Admit("Ana", "M1-A").OrderDischarge("Ana").At(1).Depart("Ana").At(2).Hears("Ana", ReportKind.Transfer, "M2-A");
        _ward.BedOf("Ana").ShouldBe("M2-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.AfterDeparture]);
        _ward.Board.Encounters[new("Ana")].Needs.Gender.ShouldBe(Gender.Female);
        _ward.Board.Encounters[new("Ana")].Status.ShouldBe(EncounterStatus.Placed);
    }

    [Fact]
    public void An_admission_after_the_departure_is_believed_and_questioned()
    {
        _ward.Admit("Ana", "M1-A").At(1).Depart("Ana").At(2).Admit("Ana", "M2-A");
        _ward.BedOf("Ana").ShouldBe("M2-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.AfterDeparture]);
    }

    [Theory]
    [InlineData(ReportKind.LeaveEnds)]
    [InlineData(ReportKind.LeaveStarts)]
    [InlineData(ReportKind.Departing)]
    [InlineData(ReportKind.PendingDischarge)]
    [InlineData(ReportKind.PendingTransfer)]
    public void What_is_no_arrival_puts_nobody_into_a_bed_after_the_departure(ReportKind kind)
    {
        _ward.Admit("Ana", "M1-A").At(1).Depart("Ana").At(2).Hears("Ana", kind, "M2-A", pending: "M1-B");
        _ward.Visit("Ana").Standing.ShouldBe(Standing.Departed);
        _ward.Status("M2-A").ShouldBe(BedStatus.Ready);
        _ward.Status("M1-B").ShouldBe(BedStatus.Ready);
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.AfterDeparture]);
    }

    [Fact]
    public void A_second_discharge_is_noted_and_nothing_else()
    {
        _ward.Admit("Ana", "M1-A").Hears("Ana", ReportKind.Discharge).Clean("M1-A").Admit("Bea", "M1-A").Hears("Ana", ReportKind.Discharge, "M1-A");
        _ward.Happened.ShouldHaveSingleItem().ShouldBeOfType<EncounterEvent.ReportNoted>();
        _ward.BedOf("Bea").ShouldBe("M1-A");
    }

    [Fact]
    public void The_same_admission_told_twice_changes_nothing() =>
        _ward.Admit("Ana", "M1-A").Admit("Ana", "M1-A").Happened.ShouldHaveSingleItem().ShouldBeOfType<EncounterEvent.ReportNoted>().Late.ShouldBeFalse();

    [Fact]
    public void A_discharge_of_an_expected_patient_gives_the_kept_bed_back()
    {
        _ward.Request("Ana").Assign("Ana", "M1-A").Hears("Ana", ReportKind.Discharge);
        _ward.Status("M1-A").ShouldBe(BedStatus.Ready);
        _ward.Visit("Ana").Standing.ShouldBe(Standing.Departed);
    }
}

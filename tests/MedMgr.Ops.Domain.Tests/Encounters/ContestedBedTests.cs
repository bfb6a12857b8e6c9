using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Encounters;

/// <summary>A patient is reported in a bed that can not hold her: the bed has the last word, and nobody is lost.</summary>
public class ContestedBedTests
{
    private readonly Ward _ward = new();

    [Fact]
    public void The_one_who_lies_there_stays_and_the_other_waits_with_a_discrepancy()
    {
        _ward.Admit("Bea", "M1-A").Admit("Ana", "M1-A");
        _ward.BedOf("Bea").ShouldBe("M1-A");
        _ward.BedOf("Ana").ShouldBeNull();
        _ward.Visit("Ana").Contested.ShouldBe(_ward.Place("M1-A"));
        _ward.Visit("Ana").Status.ShouldBe(EncounterStatus.Requested);
        _ward.Visit("Ana").Discrepancies.ShouldHaveSingleItem().Says.ShouldBe(
            "MAIN-EHR 000123 says that Ana lies in M1-A. Bed M1-A is occupied by Bea.");
    }

    [Theory]
    [InlineData("reserved")]
    [InlineData("blocked")]
    [InlineData("closed")]
    [InlineData("contaminated")]
    public void A_bed_that_is_kept_or_out_of_service_is_contested_too(string how)
    {
        _ = how switch
        {
            "reserved" => _ward.Request("Bea").Assign("Bea", "M1-A"),
            "blocked" => _ward.Block("M1-A"),
            "closed" => _ward.Do("M1-A", new BedCommand.Close("rest") { At = _ward.Now }),
            _ => _ward.Do("M1-A", new BedCommand.Contaminate(null) { At = _ward.Now }),
        };
        var before = _ward.Bed("M1-A");
        _ward.Admit("Ana", "M1-A");
        _ward.Bed("M1-A").ShouldBe(before);
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.BedContested]);
    }

    [Fact]
    public void Once_the_bed_is_free_the_patient_lies_there_since_she_was_reported()
    {
        _ward.Admit("Bea", "M1-A").At(1).Admit("Ana", "M1-A").At(2).Depart("Bea").At(3).Reconcile();
        _ward.BedOf("Ana").ShouldBe("M1-A");
        _ward.Visit("Ana").LocatedSince.ShouldBe(Ward.Start.AddHours(1));
        _ward.Visit("Ana").Request.ShouldBeNull();
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.BedNotClean]);
    }

    [Fact]
    public void What_happened_between_the_report_and_the_settlement_is_not_late()
    {
        _ward.Admit("Bea", "M1-A").At(1).Admit("Ana", "M1-A").At(2).Depart("Bea").At(3).Reconcile();
        _ward.Report("Ana", Say.Report(ReportKind.Transfer, Ward.Start.AddHours(2.5), _ward.Place("M2-A")));
        _ward.BedOf("Ana").ShouldBe("M2-A");
    }

    [Fact]
    public void Trying_again_in_vain_writes_nothing()
    {
        _ward.Admit("Bea", "M1-A").Admit("Ana", "M1-A");
        var written = _ward.Log.Count;
        _ward.At(1).Reconcile().Reconcile();
        _ward.Log.Count.ShouldBe(written);
    }

    [Fact]
    public void Told_again_she_is_contested_once_more_with_one_open_discrepancy()
    {
        _ward.Admit("Bea", "M1-A").Admit("Ana", "M1-A").At(1).Admit("Ana", "M1-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.BedContested]);
        _ward.Happened.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_bed_she_has_left_is_dirty_even_when_the_new_one_is_contested()
    {
        _ward.Admit("Bea", "M1-A").Admit("Ana", "M2-A").Hears("Ana", ReportKind.Transfer, "M1-A");
        _ward.Status("M2-A").ShouldBe(BedStatus.Dirty);
        _ward.BedOf("Ana").ShouldBeNull();
    }

    [Fact]
    public void A_boarder_contested_within_the_ED_keeps_her_request_its_clock_and_the_bed_that_is_kept()
    {
        _ward.Admit("Bea", "ED-2").Admit("Ana", "ED-1").Assign("Ana", "M1-A").At(2).Hears("Ana", ReportKind.Transfer, "ED-2");
        _ward.Visit("Ana").Contested.ShouldBe(_ward.Place("ED-2"));
        _ward.Assigned("Ana").ShouldBe("M1-A");
        _ward.Status("M1-A").ShouldBe(BedStatus.Reserved);
        _ward.Visit("Ana").Request!.Since.ShouldBe(Ward.Start);
    }

    [Fact]
    public void Contested_in_the_unit_asked_for_she_keeps_the_bed_that_is_kept_there()
    {
        _ward.Admit("Bea", "M1-A").Admit("Ana", "ED-1").Assign("Ana", "M1-B").Hears("Ana", ReportKind.Transfer, "M1-A", Say.Details(Gender.Other));
        _ward.Assigned("Ana").ShouldBe("M1-B");
        ((BedState.Reserved)_ward.Bed("M1-B").State).For.Gender.ShouldBe(Gender.Other, "the kept bed knows who is to come");
        _ward.Arrive("Ana", @override: Say.ByTheMatron).ShouldHaveDoneIt();
        _ward.Open("Ana").ShouldBeEmpty();
    }

    [Fact]
    public void An_inpatient_contested_in_the_ED_boards_there_since_she_was_reported_once_it_is_settled()
    {
        _ward.Admit("Bea", "ED-1").At(1).Admit("Ana", "ED-1").At(2).Depart("Bea").At(3).Reconcile();
        _ward.BedOf("Ana").ShouldBe("ED-1");
        _ward.Visit("Ana").Request!.Since.ShouldBe(Ward.Start.AddHours(1));
        _ward.Board.View(_ward.Now).Waiting.ShouldHaveSingleItem().Boarding.ShouldBeTrue();
    }

    [Theory]
    [InlineData(ReportKind.Discharge)]
    [InlineData(ReportKind.CancelAdmit)]
    public void The_matter_is_over_when_the_visit_is(ReportKind end)
    {
        _ward.Admit("Bea", "M1-A").Admit("Ana", "M1-A").Hears("Ana", end);
        _ward.Open("Ana").ShouldBeEmpty();
        _ward.Visit("Ana").Contested.ShouldBeNull();
        _ward.BedOf("Bea").ShouldBe("M1-A");
    }

    [Fact]
    public void The_matter_is_over_when_a_person_puts_her_elsewhere_or_sends_her_home()
    {
        _ward.Admit("Bea", "M1-A").Admit("Ana", "M1-A").Arrive("Ana", "M2-A").Open("Ana").ShouldBeEmpty();
        _ward.Admit("Eva", "M1-A").Depart("Eva").Open("Eva").ShouldBeEmpty();
    }
}

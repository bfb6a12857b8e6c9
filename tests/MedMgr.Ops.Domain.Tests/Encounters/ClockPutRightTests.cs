using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Encounters;

/// <summary>Our clock ran two hours ahead while people moved patients by it, and was then put right. The sending system's clock was right all along.</summary>
public class ClockPutRightTests
{
    private readonly Ward _ward = new();

    public ClockPutRightTests() => _ward.Admit("Ana", "M1-A").At(2).Arrive("Ana", "M2-A");

    [Fact]
    public void What_is_reported_then_moves_the_patient()
    {
        _ward.At(0.1).Hears("Ana", ReportKind.Transfer, "M1-B");
        _ward.BedOf("Ana").ShouldBe("M1-B");
        _ward.Open("Ana").ShouldBeEmpty();
    }

    [Fact]
    public void A_discharge_frees_the_bed()
    {
        _ward.At(0.1).Hears("Ana", ReportKind.Discharge);
        _ward.Visit("Ana").Standing.ShouldBe(Standing.Departed);
    }

    [Fact]
    public void A_report_of_a_time_before_an_earlier_report_is_late_all_the_same()
    {
        _ward.At(0.1);
        _ward.Report("Ana", Say.Report(ReportKind.Transfer, Ward.Start.AddHours(-0.5), _ward.Place("M1-B")));
        _ward.BedOf("Ana").ShouldBe("M2-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.LateMessage]);
    }

    [Fact]
    public void Once_a_report_has_followed_the_wrong_stamp_is_forgotten_even_when_time_has_caught_up_with_it()
    {
        _ward.At(0.1).Hears("Ana", ReportKind.Transfer, "M1-B").At(2.1);
        _ward.Report("Ana", Say.Report(ReportKind.Transfer, Ward.Start.AddHours(1.9), _ward.Place("M1-A")));
        _ward.BedOf("Ana").ShouldBe("M1-A");
    }

    [Fact]
    public void A_movement_by_hand_after_that_is_compared_with_its_own_stamp()
    {
        _ward.At(0.1).Arrive("Ana", "M1-B").At(0.2);
        _ward.Report("Ana", Say.Report(ReportKind.Transfer, Ward.Start.AddHours(0.05), _ward.Place("M1-A")));
        _ward.BedOf("Ana").ShouldBe("M1-B");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.LateMessage]);
    }

    [Fact]
    public void While_the_clock_is_right_people_s_movements_are_not_undone_by_older_reports()
    {
        _ward.At(2.1);
        _ward.Report("Ana", Say.Report(ReportKind.Transfer, Ward.Start.AddHours(1.9), _ward.Place("M1-B")));
        _ward.BedOf("Ana").ShouldBe("M2-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.LateMessage]);
    }

    [Fact]
    public void A_report_that_was_contested_and_settled_keeps_the_sender_s_time()
    {
        _ward.At(0.1).Admit("Bea", "M1-B").At(0.2).Hears("Ana", ReportKind.Transfer, "M1-B").At(0.3).Depart("Bea").At(0.4).Reconcile();
        _ward.BedOf("Ana").ShouldBe("M1-B");
        _ward.Visit("Ana").LastMovement.ShouldBe(new LastMovement(Ward.Start.AddHours(0.2), null));
    }
}

using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Encounters;

/// <summary>Boarding: a bed is requested and the patient still is in the ED or PACU.</summary>
public class BoardingTests
{
    private readonly Ward _ward = new();

    [Fact]
    public void Boarding_begins_with_the_decision_to_admit_and_not_with_the_arrival()
    {
        _ward.Admit("Ana", "ED-1", Say.Details(patientClass: "E"));
        _ward.Figures.Boarding.ShouldBe(0);
        _ward.At(3).Hears("Ana", ReportKind.BecomeInpatient, "ED-1");
        _ward.Figures.Boarding.ShouldBe(1);
        _ward.Visit("Ana").Request!.Since.ShouldBe(Ward.Start.AddHours(3));
    }

    [Fact]
    public void Boarding_begins_with_a_persons_request_too()
    {
        _ward.Admit("Ana", "ED-1", Say.Details(patientClass: "E")).At(1).Request("Ana", SmallHospital.Med);
        _ward.Figures.Boarding.ShouldBe(1);
    }

    [Fact]
    public void Boarding_ends_when_she_comes_to_the_ward_and_not_when_a_bed_is_kept_for_her()
    {
        _ward.Admit("Ana", "ED-1").Assign("Ana", "M1-A");
        _ward.Figures.Boarding.ShouldBe(1);
        _ward.Arrive("Ana");
        _ward.Figures.Boarding.ShouldBe(0);
    }

    [Fact]
    public void Moving_into_a_hallway_of_the_ED_does_not_end_boarding_or_start_its_clock_anew()
    {
        _ward.Admit("Ana", "ED-1").At(2).Hears("Ana", ReportKind.Transfer, "ED-H");
        _ward.Figures.Boarding.ShouldBe(1);
        _ward.Visit("Ana").Request!.Since.ShouldBe(Ward.Start);
    }

    [Fact]
    public void Naming_the_unit_later_does_not_start_the_clock_anew()
    {
        _ward.Admit("Ana", "ED-1").At(2).Hears("Ana", ReportKind.PendingTransfer, "ED-1", pending: "M1-A");
        _ward.Visit("Ana").Request!.Since.ShouldBe(Ward.Start);
        _ward.Assigned("Ana").ShouldBe("M1-A");
    }

    [Fact]
    public void One_who_waits_at_home_for_a_bed_does_not_board()
    {
        _ward.Request("Ana", SmallHospital.Med);
        _ward.Figures.Boarding.ShouldBe(0);
        _ward.Board.View(_ward.Now).Waiting.ShouldHaveSingleItem().Boarding.ShouldBeFalse();
    }

    [Fact]
    public void One_who_asks_for_another_bed_on_the_ward_does_not_board()
    {
        _ward.Admit("Ana", "M1-A").Request("Ana", SmallHospital.Icu);
        _ward.Figures.Boarding.ShouldBe(0);
    }

    [Fact]
    public void An_inpatient_in_the_PACU_boards_there()
    {
        _ward.Admit("Ana", "PA-1");
        _ward.Board.ViewOf(SmallHospital.Pacu, _ward.Now).Figures.Boarding.ShouldBe(1);
        _ward.Board.ViewOf(SmallHospital.Ed, _ward.Now).Figures.Boarding.ShouldBe(0);
    }

    [Fact]
    public void A_cancelled_transfer_brings_a_boarder_back_who_boards_again()
    {
        _ward.Admit("Ana", "ED-1").Hears("Ana", ReportKind.Transfer, "M1-A").Hears("Ana", ReportKind.CancelTransfer);
        _ward.BedOf("Ana").ShouldBe("ED-1");
        _ward.Figures.Boarding.ShouldBe(1);
    }

    [Fact]
    public void One_who_is_to_be_discharged_from_the_ED_does_not_board_until_the_order_is_taken_back()
    {
        _ward.Admit("Ana", "ED-1", Say.Details(patientClass: "E")).Hears("Ana", ReportKind.PendingDischarge).Hears("Ana", ReportKind.BecomeInpatient, "ED-1");
        _ward.Figures.Boarding.ShouldBe(0);
        _ward.Hears("Ana", ReportKind.CancelPendingDischarge);
        _ward.Figures.Boarding.ShouldBe(1);
    }
}

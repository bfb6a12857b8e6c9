using System.Text.Json;
using System.Text.Json.Nodes;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Encounters;

public class BarrierTests
{
    private readonly Ward _ward = new();

    [Fact]
    public void A_barrier_stands_with_who_raised_it_when_and_until_when()
    {
        _ward.Admit("Ana", "M1-A").At(2).Raise("Ana", BarrierKind.Transport, "ambulance, lying", clearsAt: Ward.Start.AddHours(5)).ShouldHaveDoneIt();
        _ward.Visit("Ana").Barriers.ShouldBe([new DischargeBarrier(
            BarrierKind.Transport, "ambulance, lying", "bed manager", Ward.Start.AddHours(2), Ward.Start.AddHours(5))]);
    }

    [Fact]
    public void Raised_again_it_keeps_its_age_and_changes_its_note_and_time()
    {
        _ward.Admit("Ana", "M1-A").Raise("Ana", BarrierKind.Family, "daughter at noon").At(3).Raise("Ana", BarrierKind.Family, "daughter at five", clearsAt: Ward.Start.AddHours(9));
        _ward.Visit("Ana").Barriers.ShouldBe([new DischargeBarrier(BarrierKind.Family, "daughter at five", "bed manager", Ward.Start, Ward.Start.AddHours(9))]);
    }

    [Fact]
    public void Told_twice_it_is_written_once() =>
        _ward.Admit("Ana", "M1-A").Raise("Ana", BarrierKind.SignOff).Raise("Ana", BarrierKind.SignOff).ShouldHaveDoneIt().Happened.ShouldBeEmpty();

    [Fact]
    public void Barriers_of_several_kinds_stand_side_by_side_and_are_cleared_one_by_one()
    {
        _ward.Admit("Ana", "M1-A").Raise("Ana", BarrierKind.Medicines).Raise("Ana", BarrierKind.Transport).Clear("Ana", BarrierKind.Medicines).ShouldHaveDoneIt();
        _ward.Visit("Ana").Barriers.ShouldHaveSingleItem().Kind.ShouldBe(BarrierKind.Transport);
        _ward.Clear("Ana", BarrierKind.Medicines).ShouldHaveRefused(RejectionCode.BarrierUnknown, overridable: false);
    }

    [Fact]
    public void A_barrier_that_was_cleared_by_mistake_can_be_raised_again()
    {
        _ward.Admit("Ana", "M1-A").Raise("Ana", BarrierKind.Medicines).Clear("Ana", BarrierKind.Medicines).At(1).Raise("Ana", BarrierKind.Medicines);
        _ward.Visit("Ana").Barriers.ShouldHaveSingleItem().Since.ShouldBe(Ward.Start.AddHours(1));
    }

    [Fact]
    public void All_end_with_the_departure_and_do_not_come_back_with_a_cancelled_discharge()
    {
        _ward.Admit("Ana", "M1-A").Raise("Ana", BarrierKind.HomeCare).Depart("Ana");
        _ward.Visit("Ana").Barriers.ShouldBeEmpty();
        _ward.Hears("Ana", ReportKind.CancelDischarge, "M1-A");
        _ward.Visit("Ana").Barriers.ShouldBeEmpty();
    }

    [Fact]
    public void What_says_too_little_is_refused()
    {
        _ward.Admit("Ana", "M1-A");
        _ward.Raise("Ana", BarrierKind.Other).ShouldHaveRefused(RejectionCode.ReasonMissing);
        _ward.Raise("Ana", BarrierKind.Other, " ").ShouldHaveRefused(RejectionCode.ReasonMissing);
        _ward.Raise("Ana", BarrierKind.Family, clearsAt: Ward.Start).ShouldHaveRefused(RejectionCode.Invalid);
        _ward.Raise("Ana", BarrierKind.Family).Clear("Ana", BarrierKind.Family, how: "").ShouldHaveRefused(RejectionCode.ReasonMissing);
        _ward.Raise("Nobody", BarrierKind.Family).ShouldHaveRefused(RejectionCode.EncounterUnknown);
        _ward.Request("Bea").Raise("Bea", BarrierKind.Family).ShouldHaveRefused(RejectionCode.NotInABed);
    }

    [Fact]
    public void The_board_lists_whose_departure_is_expected_or_held_up_the_earliest_first()
    {
        _ward.Admit("Ana", "M1-A").Admit("Bea", "M1-B").Admit("Cleo", "M2-A").Admit("Dora", "M3-A");
        _ward.Raise("Ana", BarrierKind.NursingHome);
        _ward.Do("Bea", new EncounterCommand.ExpectDischarge(Ward.Start.AddHours(6)) { At = _ward.Now });
        _ward.Do("Cleo", new EncounterCommand.ExpectDischarge(Ward.Start.AddHours(2)) { At = _ward.Now }).OrderDischarge("Cleo");

        var discharges = _ward.Board.View(_ward.Now).Discharges;
        discharges.Select(d => d.Encounter.Value).ShouldBe(["Cleo", "Bea", "Ana"]);
        discharges[0].ShouldBe(new DischargeView(
            new("Cleo"), EncounterStatus.DischargeOrdered, _ward.Place("M2-A"), Ward.Start.AddHours(2), Ward.Start, [], "MED", null));
        discharges[2].Barriers.ShouldHaveSingleItem().Kind.ShouldBe(BarrierKind.NursingHome);
    }

    [Fact]
    public void A_board_restored_from_its_capture_holds_the_barriers()
    {
        _ward.Admit("Ana", "M1-A").Raise("Ana", BarrierKind.TestResult, "troponin");
        var json = JsonSerializer.Serialize(_ward.Board.Capture(), DomainJson.Options);
        var restored = HospitalBoard.Restore(JsonSerializer.Deserialize<BoardCapture>(json, DomainJson.Options)!);
        restored.View(_ward.Now).Discharges.ShouldBe(_ward.Board.View(_ward.Now).Discharges);
    }

    [Fact]
    public void A_visit_kept_before_there_were_barriers_has_none()
    {
        var kept = JsonSerializer.SerializeToNode(_ward.Admit("Ana", "M1-A").Visit("Ana"), DomainJson.Options)!.AsObject();
        kept.Remove("barriers").ShouldBeTrue();
        kept.Deserialize<EncounterState>(DomainJson.Options)!.Barriers.ShouldBeEmpty();
    }
}

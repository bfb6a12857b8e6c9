using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Placement;

public class SwapTests
{
    private readonly Ward _ward = new();

    [Fact]
    public void Two_patients_exchange_beds_and_neither_bed_is_free_or_dirty_in_between()
    {
        _ward.Admit("Ana", "M2-A").Admit("Bea", "M3-A").At(1).Swap("Ana", "Bea").ShouldHaveDoneIt();
        _ward.BedOf("Ana").ShouldBe("M3-A");
        _ward.BedOf("Bea").ShouldBe("M2-A");
        _ward.Bed("M3-A").Holds(new("Ana")).ShouldBeTrue();
        _ward.Happened.OfType<BedEvent>().ShouldAllBe(e => e is BedEvent.Exchanged);
        _ward.Happened.OfType<BedEvent>().Count().ShouldBe(2);
        _ward.Visit("Ana").LocatedSince.ShouldBe(Ward.Start.AddHours(1));
        _ward.Visit("Ana").Previous.ShouldBe(_ward.Place("M2-A"));
    }

    [Fact]
    public void Patients_of_two_full_units_exchange_beds_though_neither_unit_could_take_one_more()
    {
        var ward = new Ward(nursesPerUnit: 1);
        ward.Admit("A", "I1-A").Do("I2-S", new BedCommand.Open { At = ward.Now }).Admit("B", "I2-S").Admit("Ana", "M2-A");
        ward.View(SmallHospital.Icu).StaffedCapacity.ShouldBe(2);
        ward.Swap("A", "Ana").ShouldHaveDoneIt();
    }

    [Fact]
    public void A_man_does_not_exchange_beds_into_a_womans_room_without_an_override()
    {
        _ward.Admit("Ana", "M1-A").Admit("Bea", "M1-B").Admit("Bob", "M2-A", Say.Details(Gender.Male));
        _ward.Swap("Bob", "Ana").ShouldHaveRefused(RejectionCode.RoomGender, overridable: true);
        _ward.BedOf("Bob").ShouldBe("M2-A");
        _ward.Swap("Bob", "Ana", @override: Say.ByTheMatron).ShouldHaveDoneIt();
        _ward.Happened.OfType<EncounterEvent.Placed>().ShouldAllBe(e => e.Override == Say.ByTheMatron);
        _ward.Swap("Bob", "Ana", @override: new Override("", "Matron Ruiz")).ShouldHaveRefused(RejectionCode.ReasonMissing);
    }

    [Fact]
    public void The_one_who_leaves_does_not_count_against_the_one_who_comes()
    {
        _ward.Admit("Ana", "M1-A").Admit("Bob", "M2-A", Say.Details(Gender.Male));
        _ward.Swap("Ana", "Bob").ShouldHaveDoneIt();
    }

    [Fact]
    public void The_other_does_count_where_she_lies_after_the_exchange()
    {
        var flu = new Isolation(Precautions.Droplet, "influenza-a");
        _ward.Admit("Ana", "M1-A").Admit("Bea", "M1-B").Admit("Flo", "M3-A", Say.Details(isolation: flu));
        _ward.Swap("Ana", "Flo").ShouldHaveRefused(RejectionCode.IsolationCohort);
        _ward.Refused!.Because.ShouldContain("Flo");
        _ward.Refused.Because.ShouldContain("Bea");
    }

    [Fact]
    public void Every_refusal_is_told_with_the_patient_whom_it_concerns()
    {
        _ward.Admit("Ana", "M3-A").Admit("Bob", "M4-A", Say.Details(Gender.Male));
        var refused = Decide("Ana", "Bob").ShouldBeOfType<SwapDecision.Rejected>();
        refused.All.Select(r => (r.Who.Value, r.Because.Code)).ShouldBe([("Ana", RejectionCode.RoomGender), ("Bob", RejectionCode.RoomGender)]);
        refused.Because.Because.ShouldContain("women only");
        refused.Because.Because.ShouldContain("men only");
    }

    [Fact]
    public void Two_who_share_a_room_exchange_its_beds_whatever_the_room_thinks_of_them()
    {
        _ward.Admit("Ana", "M1-A").Admit("Bob", "M1-B", Say.Details(Gender.Male));
        _ward.Swap("Ana", "Bob").ShouldHaveDoneIt();
    }

    [Fact]
    public void A_closed_unit_is_not_opened_by_an_override()
    {
        var ward = new Ward().CloseUnit(SmallHospital.Icu);
        ward.Admit("A", "I1-A").Open("A").ShouldBe([DiscrepancyKind.RuleBroken]);
        ward.Admit("Ana", "M2-A").Swap("A", "Ana", @override: Say.ByTheMatron).ShouldHaveRefused(RejectionCode.UnitClosed, overridable: false);
    }

    [Fact]
    public void A_reported_exchange_is_believed_and_what_it_breaks_is_shown()
    {
        _ward.Admit("Ana", "M3-A").Admit("Bob", "M4-A", Say.Details(Gender.Male)).At(1).Swap("Ana", "Bob", reported: true).ShouldHaveDoneIt();
        _ward.BedOf("Bob").ShouldBe("M3-A");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.RuleBroken]);
        _ward.Open("Bob").ShouldBe([DiscrepancyKind.RuleBroken]);
    }

    [Fact]
    public void A_reported_exchange_that_comes_late_moves_nobody_and_is_shown()
    {
        _ward.Admit("Ana", "M1-A").Admit("Bea", "M1-B").At(2).Hears("Ana", ReportKind.Transfer, "M2-A");
        _ward.Swap("Ana", "Bea", reported: true, at: Ward.Start.AddHours(1)).ShouldHaveDoneIt();
        _ward.BedOf("Ana").ShouldBe("M2-A");
        _ward.BedOf("Bea").ShouldBe("M1-B");
        _ward.Open("Ana").ShouldBe([DiscrepancyKind.LateMessage]);
        _ward.Open("Bea").ShouldBe([DiscrepancyKind.LateMessage]);
    }

    [Fact]
    public void A_reported_exchange_is_not_late_for_a_stamp_of_a_clock_that_was_put_right()
    {
        _ward.Admit("Ana", "M1-A").Admit("Bea", "M1-B").At(3).Arrive("Ana", "M2-A");
        _ward.At(1).Swap("Ana", "Bea", reported: true).ShouldHaveDoneIt();
        _ward.BedOf("Ana").ShouldBe("M1-B");
        _ward.BedOf("Bea").ShouldBe("M2-A");
    }

    [Fact]
    public void An_exchange_settles_a_location_that_differed()
    {
        _ward.Admit("Ana", "M1-A").Admit("Bea", "M1-B").Hears("Ana", ReportKind.Update, "M1-B").Open("Ana").ShouldBe([DiscrepancyKind.LocationDiffers]);
        _ward.Swap("Ana", "Bea").Open("Ana").ShouldBeEmpty();
    }

    [Fact]
    public void Who_comes_by_exchange_into_the_bed_that_keeps_a_place_for_her_has_got_what_she_asked_for()
    {
        _ward.Admit("Mother", "B1-A", Say.Details(level: LevelOfCare.Maternity)).Admit("Sister", "B2-A", Say.Details(level: LevelOfCare.Maternity));
        _ward.Request("Sister", SmallHospital.Icu, _ward.Visit("Sister").Needs).Assign("Sister", "B1-A").ShouldHaveDoneIt();
        _ward.Swap("Mother", "Sister").ShouldHaveDoneIt();
        _ward.Visit("Sister").Request.ShouldBeNull();
        _ward.Bed("B1-A").State.ShouldBeOfType<BedState.Occupied>().Joining.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_exchanges_beds_with_herself_or_with_her_bedfellow()
    {
        _ward.Admit("Ana", "M1-A").Swap("Ana", "Ana").ShouldHaveRefused(RejectionCode.SwapSameEncounter, overridable: false);
        _ward.Admit("Mother", "B1-A", Say.Details(level: LevelOfCare.Maternity)).Admit("Baby", "B1-A", Say.Details(Gender.Male, level: LevelOfCare.Maternity, age: 0));
        _ward.Swap("Mother", "Baby").ShouldHaveRefused(RejectionCode.AlreadyInBed);
    }

    [Fact]
    public void Only_patients_who_lie_in_beds_exchange_them()
    {
        _ward.Admit("Ana", "M1-A").Request("Expected").Admit("Gone", "M1-B").Depart("Gone").Request("Cancelled").CancelRequest("Cancelled");
        _ward.HearsUnit("Sitting", ReportKind.Register, SmallHospital.Ed);
        _ward.Swap("Ana", "Nobody").ShouldHaveRefused(RejectionCode.EncounterUnknown);
        _ward.Swap("Ana", "Expected").ShouldHaveRefused(RejectionCode.NotInABed);
        _ward.Swap("Sitting", "Ana").ShouldHaveRefused(RejectionCode.NotInABed);
        _ward.Swap("Ana", "Gone").ShouldHaveRefused(RejectionCode.EncounterDeparted);
        _ward.Swap("Ana", "Cancelled").ShouldHaveRefused(RejectionCode.EncounterCancelled);
    }

    [Fact]
    public void A_bed_that_does_not_hold_who_is_thought_to_lie_there_refuses()
    {
        _ward.Admit("Ana", "M1-A").Admit("Bea", "M2-A");
        var unit = _ward.View(SmallHospital.Med);
        var emptied = unit with { Beds = unit.Beds.ToDictionary(b => b.Key, b => b.Key.Value == "M2-A" ? Bed.New(false) : b.Value) };
        SwapRules.Decide((new("Ana"), _ward.Visit("Ana")), (new("Bea"), _ward.Visit("Bea")), emptied, emptied, false, Say.ByTheMatron, "bed manager", _ward.Now, _ward.Now)
            .ShouldBeOfType<SwapDecision.Rejected>().Because.ShouldSatisfyAllConditions(
                r => r.Code.ShouldBe(RejectionCode.BedNotHeldByEncounter), r => r.Overridable.ShouldBeFalse());
    }

    private SwapDecision Decide(string a, string b) => SwapRules.Decide(
        (new(a), _ward.Visit(a)), (new(b), _ward.Visit(b)), _ward.View(_ward.Visit(a).Location!.Unit), _ward.View(_ward.Visit(b).Location!.Unit),
        false, null, "bed manager", _ward.Now, _ward.Now);
}

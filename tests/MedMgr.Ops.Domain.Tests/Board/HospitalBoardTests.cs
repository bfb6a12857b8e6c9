using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Tests.Wards;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Tests.Board;

public class HospitalBoardTests
{
    private readonly Ward _ward = new(nursesPerUnit: 1);

    [Fact]
    public void An_empty_hospital_has_its_beds_and_its_surge_beds_are_closed() =>
        _ward.Figures.ShouldBe(new Figures(
            PhysicalBeds: 17, OpenBeds: 16, StaffedBeds: 15, Occupied: 0, Reserved: 0, Available: 16, Dirty: 0, Blocked: 0, Closed: 1, Surge: 0, Boarding: 0));

    [Fact]
    public void Each_bed_counts_once_under_its_status()
    {
        _ward.Do("I2-S", new BedCommand.Open { At = _ward.Now })
            .Admit("A", "ED-1").Admit("B", "M1-A").Admit("C", "M2-A").Depart("C").Request("D").Assign("D", "M3-A").Block("M4-A")
            .Do("P1-A", new BedCommand.Close("rest") { At = _ward.Now }).Do("PA-1", new BedCommand.Contaminate("c-auris") { At = _ward.Now })
            .Do("PA-2", new BedCommand.MarkDirty("seen") { At = _ward.Now }).Do("PA-2", new BedCommand.StartCleaning("Evs") { At = _ward.Now });
        _ward.Figures.ShouldBe(new Figures(
            PhysicalBeds: 17, OpenBeds: 16, StaffedBeds: 15, Occupied: 2, Reserved: 1, Available: 9, Dirty: 2, Blocked: 2, Closed: 1, Surge: 1, Boarding: 1));
    }

    [Fact]
    public void Staffed_beds_are_per_unit_the_smaller_of_open_beds_and_staffed_capacity()
    {
        // One nurse: ED min(3, 4), MED min(6, 5), ICU min(1, 2), PED min(2, 4), MAT min(2, 4), PACU min(2, 2).
        _ward.Board.View(_ward.Now).Units.Select(u => u.Figures.StaffedBeds).ShouldBe(new[] { 3, 5, 1, 2, 2, 2 });
    }

    [Fact]
    public void A_unit_that_lacks_nurses_shows_how_many()
    {
        foreach (var (visit, bed) in new[] { ("A", "M1-A"), ("B", "M1-B"), ("C", "M3-A"), ("D", "M3-B"), ("E", "M2-A"), ("F", "M4-A") })
        {
            _ward.Admit(visit, bed);
        }

        _ward.Board.ViewOf(SmallHospital.Med, _ward.Now).Staffing.ShouldBe(new StaffingView(NursesOnDuty: 1, OthersOnDuty: 0, Patients: 6, StaffedCapacity: 5, Gap: 1, ShortSince: Ward.Start));
        _ward.Do(SmallHospital.Med, new UnitCommand.StaffLeaves(new("RN-MED-1")) { At = _ward.Now });
        _ward.Board.ViewOf(SmallHospital.Med, _ward.Now).Staffing.Gap.ShouldBe(2);
    }

    [Fact]
    public void A_bed_shows_who_lies_there_since_when_and_what_is_expected()
    {
        var flu = new Isolation(Precautions.Droplet, "influenza-a");
        _ward.Admit("Ana", "M1-A", Say.Details(isolation: flu)).OrderDischarge("Ana");
        _ward.Do("Ana", new EncounterCommand.ExpectDischarge(_ward.Now.AddHours(3)) { At = _ward.Now });
        _ward.Board.ViewOf(SmallHospital.Med, _ward.Now).Beds.Single(b => b.Id.Value == "M1-A").ShouldBe(new BedView(
            new("M1-A"), new("M1"), BedStatus.Occupied, new EncounterId("Ana"), null, flu, Gender.Female, Ward.Start, false, false, null,
            EncounterStatus.DischargeOrdered, Ward.Start.AddHours(3), true, Ward.Start));
    }

    [Fact]
    public void A_departed_visit_is_forgotten_and_what_it_left_stays()
    {
        _ward.Admit("Ana", "M1-A").Admit("Bea", "M1-A").Hears("Bea", ReportKind.Transfer, "M2-A", prior: "M3-A").Depart("Ana");
        _ward.Board.Encounters.Keys.ShouldBe([new EncounterId("Bea")]);
        _ward.Status("M1-A").ShouldBe(BedStatus.Dirty);
        _ward.Hears("Bea", ReportKind.Update, "M4-A").Depart("Bea");
        _ward.Board.Encounters.ShouldBeEmpty();
        _ward.Board.Discrepancies.ShouldNotBeEmpty("somebody should still look");
    }

    [Fact]
    public void Waiting_patients_stand_in_the_order_of_their_requests()
    {
        _ward.At(2).Request("Late").At(1).Request("Early").At(3).Admit("Boarder", "ED-1");
        _ward.Board.View(_ward.Now).Waiting.Select(w => w.Encounter.Value).ShouldBe(["Early", "Late", "Boarder"]);
    }

    [Fact]
    public void Only_the_tiles_that_may_look_different_are_taken_as_changed()
    {
        _ward.Board.TakeChangedUnits();
        _ward.Admit("Ana", "M1-A");
        _ward.Board.TakeChangedUnits().ShouldBe([SmallHospital.Med]);
        _ward.Board.TakeChangedUnits().ShouldBeEmpty();
        _ward.Hears("Ana", ReportKind.Transfer, "I1-A");
        _ward.Board.TakeChangedUnits().ShouldBe([SmallHospital.Med, SmallHospital.Icu], ignoreOrder: true);
        _ward.OrderDischarge("Ana");
        _ward.Board.TakeChangedUnits().ShouldBe([SmallHospital.Icu]);
    }

    [Fact]
    public void A_new_definition_keeps_what_the_beds_hold_and_who_is_on_duty()
    {
        _ward.Admit("Ana", "M1-A").Block("M3-B");
        Redefine(SmallHospital.With(SmallHospital.Med, u => u with { Name = "Medicine", Rooms = u.Rooms.Add(SmallHospital.Room("M5", GenderPolicy.Mixed, [], "M5-A")) }));
        var med = _ward.Board.ViewOf(SmallHospital.Med, _ward.Now);
        med.Name.ShouldBe("Medicine");
        med.Staffing.NursesOnDuty.ShouldBe(1);
        med.Beds.Where(b => b.Status != BedStatus.Ready).Select(b => (b.Id.Value, b.Status)).ShouldBe([("M1-A", BedStatus.Occupied), ("M3-B", BedStatus.Blocked)]);
        med.Figures.PhysicalBeds.ShouldBe(7);
    }

    [Fact]
    public void A_bed_that_moves_to_another_unit_takes_its_patient_along()
    {
        _ward.Admit("Ana", "M2-A");
        var room = SmallHospital.Definition.Units.Single(u => u.Id == SmallHospital.Med).Rooms.Single(r => r.Id.Value == "M2");
        Redefine(SmallHospital.Definition with
        {
            Units = [.. SmallHospital.Definition.Units.Select(u =>
                u.Id == SmallHospital.Med ? u with { Rooms = u.Rooms.Remove(room) } : u.Id == SmallHospital.Icu ? u with { Rooms = u.Rooms.Add(room) } : u)],
        });
        _ward.Board.ViewOf(SmallHospital.Icu, _ward.Now).Beds.Single(b => b.Id.Value == "M2-A").Encounter.ShouldBe(new EncounterId("Ana"));
    }

    [Fact]
    public void A_bed_that_is_left_out_for_a_while_comes_back_as_it_is_by_then()
    {
        _ward.Admit("Ana", "M2-A");
        Redefine(SmallHospital.With(SmallHospital.Med, u => u with { Rooms = u.Rooms.RemoveAll(r => r.Id.Value == "M2") }));
        _ward.Figures.Occupied.ShouldBe(0);
        Apply(Streams.Of(new BedId("M2-A")), new BedEvent.Vacated(new("Ana"), "departed") { At = _ward.Now });
        Redefine(SmallHospital.Definition);
        _ward.Board.ViewOf(SmallHospital.Med, _ward.Now).Beds.Single(b => b.Id.Value == "M2-A").Status.ShouldBe(BedStatus.Dirty);
    }

    [Fact]
    public void A_bed_that_nothing_happened_to_follows_the_definition_when_it_is_called_a_surge_bed_or_no_longer_one()
    {
        Redefine(SmallHospital.With(SmallHospital.Icu, u => u with { Rooms = [.. u.Rooms.Select(r => r with { Beds = [.. r.Beds.Select(b => b with { Surge = !b.Surge })] })] }));
        _ward.Board.ViewOf(SmallHospital.Icu, _ward.Now).Beds.Select(b => (b.Id.Value, b.Status)).ShouldBe([("I1-A", BedStatus.Closed), ("I2-S", BedStatus.Ready)]);
    }

    [Fact]
    public void A_unit_that_is_gone_is_neither_shown_nor_called_changed()
    {
        _ward.Admit("Ana", "P1-A", Say.Details(age: 5, level: LevelOfCare.Paediatric));
        Redefine(SmallHospital.Definition with { Units = SmallHospital.Definition.Units.RemoveAll(u => u.Id == SmallHospital.Ped) });
        _ward.Board.TakeChangedUnits().ShouldNotContain(SmallHospital.Ped);
        _ward.Board.View(_ward.Now).Units.Length.ShouldBe(5);
        _ward.Board.View(_ward.Now).Units.ShouldAllBe(u => u.Id != SmallHospital.Ped);
    }

    [Fact]
    public void NEDOCS_counts_the_ED_its_boarders_the_beds_outside_ED_and_PACU_and_the_waits()
    {
        // 4 in the ED (one in the waiting room, one in the hallway), 2 ED beds without the hallway, 1 boarder for 2 h, 11 open inpatient beds
        // (MED 6, ICU 1, PED 2, MAT 2), 1 on a ventilator, the last one bedded waited 1.5 h from arrival to bed.
        _ward.HearsUnit("W", ReportKind.Register, SmallHospital.Ed, Say.Details(patientClass: "E")).Admit("Boarder", "ED-1").Admit("Hall", "ED-H", Say.Details(patientClass: "E"));
        _ward.HearsUnit("Vent", ReportKind.Register, SmallHospital.Ed, Say.Details(patientClass: "E")).At(1.5).Hears("Vent", ReportKind.Transfer, "ED-2");
        _ward.Do("Vent", new EncounterCommand.ChangeNeeds(_ward.Visit("Vent").Needs with { Capabilities = ["ventilator"] }) { At = _ward.Now });
        var crowding = _ward.At(2).Board.View(_ward.Now).Crowding;
        crowding.Nedocs!.Value.ShouldBe(-20 + 85.8 * 4 / 2 + 600.0 * 1 / 11 + 13.4 * 1 + 0.93 * 2 + 5.64 * 1.5, 1e-9);
        crowding.Band.ShouldBe(NedocsBand.Disaster);
        crowding.LongestBoardingSince.ShouldBe(Ward.Start);
    }

    [Fact]
    public void A_boarder_who_comes_to_the_ward_is_not_the_last_one_bedded_in_the_ED()
    {
        _ward.Admit("Boarder", "ED-1").At(5).Assign("Boarder", "M1-A").Arrive("Boarder");
        _ward.Board.View(_ward.Now).Crowding.Nedocs!.Value.ShouldBe(-20, 1e-9);
    }

    [Fact]
    public void A_hospital_without_an_ED_has_no_crowding_score()
    {
        var ward = new Ward(SmallHospital.Definition with { Units = SmallHospital.Definition.Units.RemoveAll(u => u.Id == SmallHospital.Ed) });
        ward.Board.View(ward.Now).Crowding.ShouldBe(new CrowdingView(null, null, null));
    }

    [Fact]
    public void An_averaged_ratio_remembers_a_quiet_morning_on_the_board()
    {
        var oregon = new NurseRatio(RatioMeaning.AveragedWithMaximum, 4, 5, 12, "Oregon ORS 441.765");
        var ward = new Ward(SmallHospital.With(SmallHospital.Ed, u => u with { Ratio = oregon }), nursesPerUnit: 2);
        ward.Board.ViewOf(SmallHospital.Ed, ward.Now).Staffing.StaffedCapacity.ShouldBe(8);
        ward.Admit("A", "ED-1");
        ward.At(6).Board.ViewOf(SmallHospital.Ed, ward.Now).Staffing.StaffedCapacity.ShouldBe(10);
    }

    [Fact]
    public void Quarantined_messages_are_counted_until_they_are_released()
    {
        var message = new QuarantinedMessage("q1", _ward.Now, "peer", "no MSH", null, null, "xyz");
        Apply(Streams.Quarantine("q1"), new QuarantineEvent.Kept(message) { At = _ward.Now });
        Apply(Streams.Quarantine("q1"), new QuarantineEvent.ReplayFailed("unknown bed", "PV1", "3.3") { At = _ward.Now });
        _ward.Board.View(_ward.Now).Quarantined.ShouldBe(1);
        _ward.Board.Quarantine.ShouldHaveSingleItem().ShouldBe(message with { Reason = "unknown bed", Segment = "PV1", Field = "3.3" });
        Apply(Streams.Quarantine("q1"), new QuarantineEvent.Released("replayed: AA") { At = _ward.Now });
        _ward.Board.View(_ward.Now).Quarantined.ShouldBe(0);
    }

    [Fact]
    public void The_board_says_at_which_position_and_time_it_stands_and_time_never_runs_back()
    {
        _ward.At(2).Admit("Ana", "M1-A").At(1).Admit("Bea", "M1-B");
        _ward.Board.Position.ShouldBe(_ward.Log.Count);
        _ward.Board.AsOf.ShouldBe(Ward.Start.AddHours(2));
    }

    [Fact]
    public void An_event_that_the_board_does_not_know_is_our_own_error_and_throws() =>
        Should.Throw<InvalidOperationException>(() => _ward.Board.Apply(99, Streams.Hospital, _ward.Now, "not an event")).Message.ShouldContain("String");

    private void Redefine(HospitalDefinition definition) => Apply(Streams.Hospital, new HospitalEvent.Defined(definition) { At = _ward.Now });

    private void Apply(string stream, object @event) => _ward.Board.Apply(_ward.Board.Position + 1, stream, _ward.Now, @event);
}

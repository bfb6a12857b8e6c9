using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Alerts;

/// <summary>Each rule with an example beside the limit that it must not cross.</summary>
public class AlertRulesTests
{
    private readonly Ward _ward = new();

    [Fact]
    public void Two_of_three_boarders_are_beyond_four_hours_and_one_alert_names_their_place_and_the_longest()
    {
        _ward.At(0).Admit("A", "ED-1").At(0.5).Admit("B", "ED-2").At(2).Admit("C", "PA-1");
        Alerts(4).ShouldNotContain(a => a.Kind == AlertKind.BoardingTooLong);
        var alert = Alerts(5).Single(a => a.Kind == AlertKind.BoardingTooLong);
        alert.ShouldBe(new Alert(
            "boarding-too-long:ED", AlertKind.BoardingTooLong, AlertSeverity.Warning, Ward.Start, "2 patients board in Unit ED for more than 4 h",
            SmallHospital.Ed, null, "bed manager", null, null));
        Alerts(8.1).Single(a => a.Id == "boarding-too-long:ED").Severity.ShouldBe(AlertSeverity.Critical);
    }

    [Fact]
    public void A_crowded_ED_is_told_above_140_points_as_a_warning_and_above_180_as_critical()
    {
        // 3 patients on 2 beds: -20 + 128.7; each of 2 boarders on 11 beds: 54.5.
        _ward.Hears("A", ReportKind.Admit, "ED-1", Say.Details()).Hears("B", ReportKind.Admit, "ED-2", Say.Details()).Admit("C", "ED-H", Say.Details(patientClass: "E"));
        var score = _ward.Board.View(_ward.Now).Crowding.Nedocs!.Value;
        score.ShouldBeInRange(141, 250);
        var limits = AlertThresholds.Default with { NedocsWarning = (int)score - 1, NedocsCritical = (int)score + 10 };
        With(limits, 0).Single(a => a.Kind == AlertKind.EdCrowded).Severity.ShouldBe(AlertSeverity.Warning);
        With(limits with { NedocsCritical = (int)score - 1 }, 0).Single(a => a.Kind == AlertKind.EdCrowded).Severity.ShouldBe(AlertSeverity.Critical);
        With(limits with { NedocsWarning = (int)score + 1, NedocsCritical = (int)score + 10 }, 0).ShouldNotContain(a => a.Kind == AlertKind.EdCrowded);
    }

    [Fact]
    public void A_unit_that_lacks_one_nurse_is_a_warning_since_it_does_and_two_nurses_or_one_in_critical_care_are_critical()
    {
        var ward = new Ward(nursesPerUnit: 1);
        ward.At(1).Admit("A", "M1-A").Admit("B", "M1-B").Admit("C", "M3-A").Admit("D", "M3-B").Admit("E", "M2-A");
        ward.Board.View(ward.Now).Alerts.ShouldNotContain(a => a.Kind == AlertKind.OverStaffedCapacity);
        ward.At(2).Admit("F", "M4-A");
        var alert = ward.Board.View(Ward.Start.AddHours(3)).Alerts.Single(a => a.Kind == AlertKind.OverStaffedCapacity);
        (alert.Severity, alert.Since, alert.Says).ShouldBe((AlertSeverity.Warning, Ward.Start.AddHours(2), "Unit MED is 1 nurse short: 6 patients for 5"));
        ward.At(3).Do(SmallHospital.Med, new Domain.Units.UnitCommand.StaffLeaves(new("RN-MED-1")) { At = ward.Now });
        alert = ward.Board.View(ward.Now).Alerts.Single(a => a.Kind == AlertKind.OverStaffedCapacity);
        (alert.Severity, alert.Since).ShouldBe((AlertSeverity.Critical, Ward.Start.AddHours(2)));
    }

    [Fact]
    public void No_critical_bed_is_told_when_the_last_ready_one_goes_and_a_closed_surge_bed_is_none()
    {
        Alerts(0).ShouldNotContain(a => a.Kind == AlertKind.NoCriticalBed);
        _ward.At(1).Admit("A", "I1-A", Say.Details(level: LevelOfCare.Critical));
        var alert = Alerts(2).Single(a => a.Kind == AlertKind.NoCriticalBed);
        (alert.Severity, alert.Since, alert.Says).ShouldBe((AlertSeverity.Critical, Ward.Start.AddHours(1), "No critical care bed is ready (1 open)"));
        _ward.At(3).Do("I2-S", new BedCommand.Open { At = _ward.Now });
        Alerts(3).ShouldNotContain(a => a.Kind == AlertKind.NoCriticalBed);
    }

    [Fact]
    public void No_negative_pressure_bed_becomes_critical_when_an_airborne_patient_waits()
    {
        _ward.At(1).Block("M2-A");
        Alerts(1).Single(a => a.Kind == AlertKind.NoNegativePressureBed).Severity.ShouldBe(AlertSeverity.Warning);
        _ward.Request("T", null, Say.Woman with { Isolation = new Isolation(Precautions.Airborne, "tuberculosis") });
        var alert = Alerts(1).Single(a => a.Kind == AlertKind.NoNegativePressureBed);
        (alert.Severity, alert.Says).ShouldBe((AlertSeverity.Critical, "No negative-pressure bed is ready; 1 airborne patient waits"));
        _ward.Unblock("M2-A");
        Alerts(1).ShouldNotContain(a => a.Kind == AlertKind.NoNegativePressureBed);
    }

    [Fact]
    public void Occupancy_is_high_from_the_share_of_staffed_beds_on_that_the_hospital_names()
    {
        // 3 of 16 staffed beds are 18.75 %.
        _ward.Admit("A", "M1-A").Admit("B", "M2-A").Admit("C", "ED-1");
        With(AlertThresholds.Default with { OccupancyPercent = 18 }, 0).Single(a => a.Kind == AlertKind.OccupancyHigh).Severity.ShouldBe(AlertSeverity.Warning);
        With(AlertThresholds.Default with { OccupancyPercent = 19 }, 0).ShouldNotContain(a => a.Kind == AlertKind.OccupancyHigh);
    }

    [Fact]
    public void Two_dirty_beds_are_overdue_after_an_hour_and_the_third_is_not()
    {
        _ward.At(0).Do("M1-A", Dirty()).At(0.25).Do("M1-B", Dirty()).At(1).Do("M2-A", Dirty());
        Alerts(1).ShouldNotContain(a => a.Kind == AlertKind.CleaningOverdue);
        var alert = Alerts(1.5).Single(a => a.Kind == AlertKind.CleaningOverdue);
        (alert.Id, alert.Since, alert.Says, alert.Bed, alert.Owner).ShouldBe(
            ("cleaning-overdue:MED", Ward.Start, "2 beds in Unit MED not clean after 1 h", new BedId("M1-A"), "housekeeping"));
    }

    [Fact]
    public void A_discharge_is_overdue_an_hour_after_the_expected_time_or_two_after_the_order()
    {
        _ward.Admit("A", "M1-A").Do("A", new EncounterCommand.ExpectDischarge(Ward.Start.AddHours(1)) { At = _ward.Now });
        _ward.At(1).Admit("B", "M2-A").OrderDischarge("B");
        Alerts(2).ShouldNotContain(a => a.Kind == AlertKind.DischargeOverdue);
        var first = Alerts(2.5).Single(a => a.Kind == AlertKind.DischargeOverdue);
        (first.Says, first.Since).ShouldBe(("1 discharge overdue in Unit MED", Ward.Start.AddHours(1)));
        Alerts(3.5).Single(a => a.Kind == AlertKind.DischargeOverdue).Says.ShouldBe("2 discharges overdue in Unit MED");
    }

    [Fact]
    public void A_bed_that_is_kept_for_more_than_two_hours_is_told()
    {
        _ward.Request("A").Assign("A", "M3-A");
        Alerts(2).ShouldNotContain(a => a.Kind == AlertKind.ReservationOverdue);
        Alerts(2.1).Single(a => a.Kind == AlertKind.ReservationOverdue).Bed.ShouldBe(new BedId("M3-A"));
    }

    [Fact]
    public void Each_bed_that_is_blocked_for_more_than_a_day_is_told_by_itself()
    {
        _ward.Block("M2-A").At(2).Block("M4-A");
        Alerts(25).Where(a => a.Kind == AlertKind.BlockedTooLong).Select(a => a.Id).ShouldBe(["blocked-too-long:M2-A"]);
        Alerts(27).Count(a => a.Kind == AlertKind.BlockedTooLong).ShouldBe(2);
    }

    [Fact]
    public void A_discrepancy_is_told_by_kind_and_bed_and_never_by_its_own_sentence_that_names_the_visit()
    {
        _ward.Admit("VISIT-7", "M1-A").Admit("VISIT-8", "M1-A");
        var alerts = Alerts(0).Where(a => a.Kind == AlertKind.DiscrepancyOpen).ToList();
        alerts.Select(a => (a.Severity, a.Says)).ShouldContain((AlertSeverity.Warning, "Two patients reported for one bed: M1-A"));
        alerts.ShouldAllBe(a => !a.Says.Contains("VISIT", StringComparison.Ordinal));
    }

    [Fact]
    public void Messages_in_quarantine_are_told_since_the_oldest()
    {
        foreach (var hours in new[] { 3, 1, 2 })
        {
            var at = Ward.Start.AddHours(hours);
            _ward.Board.Apply(900 + hours, Streams.Quarantine($"q{hours}"), at, new QuarantineEvent.Kept(new QuarantinedMessage($"q{hours}", at, "peer", "why", null, null, "MSH")) { At = at });
        }

        var alert = Alerts(4).Single(a => a.Kind == AlertKind.MessageQuarantined);
        (alert.Says, alert.Since).ShouldBe(("3 messages in quarantine", Ward.Start.AddHours(1)));
    }

    [Fact]
    public void A_surge_level_that_went_up_is_a_warning_for_an_hour_and_one_that_went_down_a_notice()
    {
        _ward.At(1).Happens(new HospitalEvent.SurgeLevelSet(3, "influenza") { At = _ward.Now });
        var up = Alerts(2).Single(a => a.Kind == AlertKind.SurgeLevelChanged);
        (up.Severity, up.Says, up.Since).ShouldBe((AlertSeverity.Warning, "Surge level went from 0 to 3", Ward.Start.AddHours(1)));
        Alerts(2.1).ShouldNotContain(a => a.Kind == AlertKind.SurgeLevelChanged);
        _ward.At(3).Happens(new HospitalEvent.SurgeLevelSet(1, "better") { At = _ward.Now });
        Alerts(3).Single(a => a.Kind == AlertKind.SurgeLevelChanged).Severity.ShouldBe(AlertSeverity.Notice);
    }

    [Fact]
    public void The_most_severe_stands_first_then_the_oldest()
    {
        _ward.At(0).Block("M4-A").At(1).Do("P1-A", Dirty()).At(2).Do("M1-A", Dirty()).At(20).Admit("A", "I1-A", Say.Details(level: LevelOfCare.Critical));
        Alerts(25).Select(a => a.Id).ShouldBe(["no-critical-bed", "cleaning-overdue:PED", "cleaning-overdue:MED", "blocked-too-long:M4-A"]);
    }

    [Fact]
    public void Who_takes_an_alert_keeps_it_for_twelve_hours_while_it_stands()
    {
        _ward.Do("M1-A", Dirty()).At(2).Happens(new HospitalEvent.AlertTaken("cleaning-overdue:MED", "Ruiz") { At = _ward.Now });
        Alerts(13).Single(a => a.Kind == AlertKind.CleaningOverdue).TakenBy.ShouldBe("Ruiz");
        Alerts(14).Single(a => a.Kind == AlertKind.CleaningOverdue).TakenBy.ShouldBeNull();
    }

    [Fact]
    public void The_hospital_names_another_owner_for_one_kind_and_the_others_keep_theirs()
    {
        _ward.Do("M1-A", Dirty()).Block("M4-A");
        var wall = WallDefinition.Default with { Owners = [new AlertOwner(AlertKind.CleaningOverdue, "night porter")] };
        Redefine(wall);
        Alerts(25).Select(a => (a.Kind, a.Owner)).ShouldBe([(AlertKind.CleaningOverdue, "night porter"), (AlertKind.BlockedTooLong, "facilities")]);
    }

    [Fact]
    public void Every_kind_has_one_rule_and_an_owner() =>
        Enum.GetValues<AlertKind>().ShouldAllBe(kind => AlertRules.OwnerByDefault(kind).Length > 0);

    private BedCommand.MarkDirty Dirty() => new("departed") { At = _ward.Now };

    private IReadOnlyList<Alert> Alerts(double hours) => _ward.Board.View(Ward.Start.AddHours(hours)).Alerts;

    private IReadOnlyList<Alert> With(AlertThresholds thresholds, double hours)
    {
        Redefine(WallDefinition.Default with { Thresholds = thresholds });
        return Alerts(hours);
    }

    private void Redefine(WallDefinition wall) => _ward.Happens(new HospitalEvent.Defined(SmallHospital.Definition with { Wall = wall }) { At = _ward.Now });
}

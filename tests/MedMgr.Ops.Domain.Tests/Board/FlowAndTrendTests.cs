using System.Text.Json;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Board;

/// <summary>What moved, what waits to move, and how the day went.</summary>
public class FlowAndTrendTests
{
    private readonly Ward _ward = new();

    [Fact]
    public void Moves_are_counted_by_where_from_and_where_to_and_a_move_within_a_unit_is_none()
    {
        _ward.Admit("A", "ED-1").Admit("B", "ED-2").Hears("A", ReportKind.Transfer, "M1-A").Hears("A", ReportKind.Transfer, "M2-A").At(1).Depart("A");
        Flow(1).Select(e => (e.From?.Value, e.To?.Value, e.Moved)).ShouldBe([(null, "ED", 2), ("ED", "MED", 1), ("MED", null, 1)], ignoreOrder: true);
    }

    [Fact]
    public void What_moved_more_than_four_hours_ago_is_no_longer_counted()
    {
        _ward.Admit("A", "M1-A").At(3).Admit("B", "M2-A");
        Flow(4.5).Single(e => e.To?.Value == "MED").Moved.ShouldBe(1);
        Flow(8).ShouldNotContain(e => e.Moved > 0);
    }

    [Fact]
    public void An_edge_jams_when_somebody_waits_for_a_unit_without_a_ready_bed_or_longer_than_four_hours()
    {
        _ward.Admit("A", "ED-1", Say.Details(patientClass: "E")).Request("A", SmallHospital.Med);
        var edge = Flow(3).Single(e => e.Waiting > 0);
        (edge.From, edge.To, edge.Waiting, edge.WaitingSince, edge.Jammed).ShouldBe((SmallHospital.Ed, SmallHospital.Med, 1, Ward.Start, false));
        Flow(4.1).Single(e => e.Waiting > 0).Jammed.ShouldBeTrue("longer than four hours");
        foreach (var bed in new[] { "M1-A", "M1-B", "M2-A", "M3-A", "M3-B", "M4-A" })
        {
            _ward.Block(bed);
        }

        Flow(3).Single(e => e.Waiting > 0).Jammed.ShouldBeTrue("no bed is ready");
    }

    [Fact]
    public void A_patient_with_a_discharge_order_waits_for_the_exit()
    {
        _ward.Admit("A", "M1-A").Admit("B", "M2-A").At(1).OrderDischarge("B");
        var exit = Flow(2).Single(e => e.To is null);
        (exit.From, exit.Moved, exit.Waiting, exit.WaitingSince, exit.Jammed).ShouldBe((SmallHospital.Med, 0, 1, Ward.Start.AddHours(1), false));
        Flow(3.1).Single(e => e.To is null).Jammed.ShouldBeTrue();
    }

    [Fact]
    public void A_sample_stands_on_its_quarter_hour_and_shows_what_was_before_the_event_that_took_it()
    {
        _ward.Admit("A", "M1-A").At(0.1).Admit("B", "M2-A").At(0.6).Admit("C", "M4-A", Say.Details(Gender.Male));
        var trend = _ward.Board.View(_ward.Now).Trend;
        trend.Select(t => (t.At, t.Occupied)).ShouldBe([(Ward.Start, 0), (Ward.Start.AddMinutes(30), 2)]);
    }

    [Fact]
    public void The_trend_reaches_back_one_day()
    {
        for (var quarter = 0; quarter < 120; quarter++)
        {
            _ward.At(quarter * 0.25).Do("M1-A", quarter % 2 == 0 ? new Domain.Beds.BedCommand.Block("x", null) { At = _ward.Now } : new Domain.Beds.BedCommand.Unblock { At = _ward.Now });
        }

        var trend = _ward.Board.View(_ward.Now).Trend;
        trend.Length.ShouldBe(96);
        trend[0].At.ShouldBe(Ward.Start.AddHours(6));
        trend[^1].At.ShouldBe(Ward.Start.AddHours(29.75));
    }

    [Fact]
    public void A_captured_board_goes_on_with_its_alerts_owners_moves_and_trend()
    {
        _ward.Do("M1-A", new Domain.Beds.BedCommand.MarkDirty("left") { At = _ward.Now }).At(1).Admit("A", "I1-A", Say.Details(level: LevelOfCare.Critical));
        _ward.At(2).Happens(new HospitalEvent.SurgeLevelSet(2, "influenza") { At = _ward.Now });
        _ward.Happens(new HospitalEvent.AlertTaken("no-critical-bed", "Ruiz") { At = _ward.Now });
        var kept = JsonSerializer.Serialize(_ward.Board.Capture(), DomainJson.Options);
        var restored = HospitalBoard.Restore(JsonSerializer.Deserialize<BoardCapture>(kept, DomainJson.Options)!);
        var (before, after) = (_ward.Board.View(_ward.Now), restored.View(_ward.Now));
        after.Alerts.ShouldBe(before.Alerts);
        after.Alerts.ShouldContain(a => a.TakenBy == "Ruiz");
        after.Flow.ShouldBe(before.Flow);
        after.Flow.ShouldNotBeEmpty();
        after.Trend.ShouldBe(before.Trend);
        after.SurgeChange.ShouldBe(new SurgeChange(0, 2, Ward.Start.AddHours(2)));
    }

    private IReadOnlyList<FlowEdge> Flow(double hours) => _ward.Board.View(Ward.Start.AddHours(hours)).Flow;
}

using System.Text.Json;
using MedMgr.Load.Watching;

namespace MedMgr.Load.Tests.Watching;

public sealed class WatchedBoardTests
{
    private readonly WatchedBoard _board = new() { OwnVisits = "L1-" };
    private long _sequence;

    public WatchedBoardTests() => Show("ready");

    [Fact]
    public void A_visit_is_seen_in_the_frame_in_which_it_first_lies_in_the_bed()
    {
        var admitted = Expect(Sign.Lies, "L1-1");
        Show("dirty");
        admitted.Sequence.ShouldBeNull();
        Show("occupied", "L1-1");
        admitted.Sequence.ShouldBe(3);
        Show("occupied", "L1-1", ordered: true);
        admitted.Sequence.ShouldBe(3);
    }

    [Fact]
    public void A_bed_that_was_ready_before_does_not_show_the_next_cleaning()
    {
        var admitted = Expect(Sign.Lies, "L1-1");
        var left = Expect(Sign.Left, "L1-1");
        var ready = Expect(Sign.Ready, "");
        Show("reserved", "L1-1");
        (left.Sequence, ready.Sequence).ShouldBe((null, null));
        Show("occupied", "L1-1");
        Show("dirty");
        left.Sequence.ShouldBe(4);
        ready.Sequence.ShouldBeNull();
        Show("ready");
        ready.Sequence.ShouldBe(5);
        admitted.Sequence.ShouldBe(3);
    }

    [Fact]
    public void What_was_told_before_a_visit_that_is_there_has_come_too()
    {
        Show("dirty");
        var ready = Expect(Sign.Ready, "");
        var admitted = Expect(Sign.Lies, "L1-2");
        Show("occupied", "L1-2");
        (ready.Sequence, admitted.Sequence).ShouldBe((3, 3));
    }

    [Fact]
    public void A_departure_taken_back_is_not_seen_before_the_departure()
    {
        Show("occupied", "L1-1");
        var left = Expect(Sign.Left, "L1-1");
        var back = Expect(Sign.LiesAgain, "L1-1");
        Show("occupied", "L1-1", ordered: true);
        (left.Sequence, back.Sequence).ShouldBe((null, null));
        Show("dirty");
        Show("occupied", "L1-1");
        (left.Sequence, back.Sequence).ShouldBe((4, 5));
    }

    [Fact]
    public void A_cleaning_so_short_that_no_frame_has_it_is_seen_with_its_end()
    {
        Show("dirty");
        var cleaning = Expect(Sign.Cleaning, "");
        var ready = Expect(Sign.Ready, "");
        Show("ready");
        (cleaning.Sequence, ready.Sequence).ShouldBe((3, 3));
    }

    [Fact]
    public void What_somebody_elses_patient_overtakes_is_expected_no_longer()
    {
        Expect(Sign.Lies, "L1-1");
        Show("occupied", "S0815");
        (_board.Overtaken, _board.Expected).ShouldBe((1, 0));
        _board.IsOfOthers(_board.Bed("ED-01")).ShouldBeTrue();
    }

    [Fact]
    public void Messages_that_never_show_are_left_over()
    {
        Expect(Sign.Lies, "L1-1");
        _board.TakeOutstanding().Single().Visit.ShouldBe("L1-1");
        _board.Expected.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"kind":"frame","epoch":"e","sequence":7,"figures":{"beds":[1]},"units":[{"id":"ED","name":"x","levelOfCare":"emergency","open":true,"beds":[{"id":"ED-01","room":"ED-01","status":"occupied","encounter":"V1","isolation":{"precautions":"contact"},"dischargeOrdered":true,"gender":"female"}]}],"alerts":[]}""")]
    [InlineData("""{"kind":"frame","epoch":"e","sequence":7,"board":{"name":"x","units":[{"id":"ED","levelOfCare":"emergency","open":true,"beds":[{"id":"ED-01","room":"ED-01","status":"occupied","encounter":"V1","isolation":{"precautions":"contact"},"dischargeOrdered":true,"gender":"female"}],"staffing":{}}],"trend":[[1]]}}""")]
    public void The_board_is_read_out_of_a_frame_and_out_of_a_whole_board(string json)
    {
        var message = JsonSerializer.Deserialize<BoardMessage>(json);
        (message.Kind, message.Epoch, message.Sequence).ShouldBe(("frame", "e", 7));
        var unit = message.Units.ShouldHaveSingleItem();
        (unit.Id, unit.LevelOfCare, unit.Open).ShouldBe(("ED", "emergency", true));
        unit.Beds.ShouldBe([new BedSeen("ED-01", "ED-01", "occupied", "V1", "female", Isolated: true, DischargeOrdered: true)]);
    }

    private Sighting Expect(Sign sign, string visit)
    {
        var sighting = new Sighting("ED-01", sign, visit, 0, counted: true);
        _board.Expect(sighting);
        return sighting;
    }

    private void Show(string status, string? visit = null, bool ordered = false) => _board.Look(new BoardMessage(
        "frame", "e", ++_sequence, [new UnitSeen("ED", "emergency", true, [new BedSeen("ED-01", "ED-01", status, visit, null, false, ordered)])]));
}

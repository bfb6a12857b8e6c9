using MedMgr.Ops.Consoles.Live;
using MedMgr.Ops.Consoles.Panels;
using MedMgr.Ops.Consoles.Pictures;
using MedMgr.Ops.Consoles.Rendering;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Pages.Pieces;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedMgr.Ops.Consoles.Tests;

/// <summary>The panels at the side, from a picture to markup, without a server.</summary>
public sealed class PanelTests
{
    private static readonly DateTimeOffset Start = TestHospital.Start;
    private readonly HospitalBoard _board = new(TestHospital.Id);
    private readonly PieceRenderer _renderer = new(new ServiceCollection().AddLogging().BuildServiceProvider(), NullLoggerFactory.Instance);
    private long _position;

    public PanelTests() => Happens(Streams.Hospital, new HospitalEvent.Defined(TestHospital.Definition) { At = Start });

    [Theory]
    [InlineData("housekeeping", "Every bed is clean.")]
    [InlineData("discharges", "Nobody is expected to leave.")]
    [InlineData("staff", "Nobody is planned yet.")]
    [InlineData("trouble", "Nothing disagrees.")]
    [InlineData("journal", "Nothing has happened yet.")]
    public async Task A_panel_with_nothing_to_show_says_so(string panel, string says) => (await Markup(panel)).ShouldContain(says);

    [Fact]
    public async Task Beds_to_clean_stand_in_the_order_of_work_with_their_reasons()
    {
        Happens("bed/4E-3", new BedEvent.MarkedDirty("seen") { At = Start });
        Happens("bed/ICU-1", new BedEvent.Contaminated("norovirus") { At = Start.AddMinutes(20) }, new BedEvent.CleaningPutFirst("ICU waits") { At = Start.AddMinutes(30) });
        Happens("bed/ED-1", new BedEvent.MarkedDirty("seen") { At = Start }, new BedEvent.CleaningStarted("evs-12") { At = Start.AddMinutes(50) });

        var markup = await Markup("housekeeping");
        markup.IndexOf("clean-ED-1", StringComparison.Ordinal).ShouldBeLessThan(markup.IndexOf("clean-ICU-1", StringComparison.Ordinal), "what is being cleaned comes first");
        markup.IndexOf("clean-ICU-1", StringComparison.Ordinal).ShouldBeLessThan(markup.IndexOf("clean-4E-3", StringComparison.Ordinal), "what was put first comes before what is older");
        markup.ShouldContain("put first: ICU waits");
        markup.ShouldContain("special clean");
        markup.ShouldContain("usually ready by 08:35");
        markup.ShouldContain("/beds/4E-3/clean-start");
        HousekeepingPanel.FigureOf(Picture()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_barrier_shows_its_note_who_raised_it_and_how_it_is_cleared()
    {
        Lies("V-1", "4E-3");
        Happens("encounter/V-1", new EncounterEvent.BarrierRaised(BarrierKind.Medicines, "inhaler <new>", Start.AddHours(3), "M. Ruiz") { At = Start.AddMinutes(30) });
        var markup = await Markup("discharges");
        markup.ShouldContain("medicines to take home");
        markup.ShouldContain("inhaler &lt;new&gt;");
        markup.ShouldContain("raised by M. Ruiz, clears by 10:00");
        markup.ShouldContain("/encounters/V-1/clear-barrier");
        DischargesPanel.FigureOf(Picture()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_discharge_an_hour_past_its_time_is_overdue()
    {
        Lies("V-1", "4E-3");
        Happens("encounter/V-1", new EncounterEvent.DischargeExpected(Start.AddMinutes(-61)) { At = Start });
        (await Markup("discharges", Start)).ShouldContain("Overdue");
        DischargesPanel.FigureOf(Picture(Start)).Tone.ShouldBe(PanelTone.Watch);
        (await Markup("discharges", Start.AddMinutes(-2))).ShouldNotContain("Overdue");
    }

    [Fact]
    public async Task A_quarantined_message_shows_its_fault_and_hides_the_person()
    {
        var raw = "MSH|^~\\&|EHR|H|||20260105||ADT^A01|m1|P|2.5\rPID|1||12345||DOE^JANE\rPV1|1|I|9Z^1^1";
        Happens("quarantine/q1", new QuarantineEvent.Kept(new QuarantinedMessage("q1", Start, "ehr:1", "There is no unit 9Z.", "PV1", "3", raw)) { At = Start });
        var markup = await Markup("trouble");
        markup.ShouldContain("ADT^A01");
        markup.ShouldContain("There is no unit 9Z.");
        markup.ShouldContain("PV1-3");
        markup.ShouldContain("PV1|1|I|9Z^1^1");
        markup.ShouldNotContain("DOE");
        markup.ShouldNotContain("12345");
    }

    [Fact]
    public async Task A_discrepancy_says_where_the_house_stands_by_now()
    {
        Lies("V-1", "4E-3");
        Happens("encounter/V-1", new EncounterEvent.DiscrepancyRaised(
            new Discrepancy("d-1@V-1", DiscrepancyKind.LocationDiffers, "EHR says ICU-1.", new("V-1"), new("ICU-1"), Start, "EHR 1")) { At = Start });
        var markup = await Markup("trouble");
        markup.ShouldContain("Another bed is told");
        markup.ShouldContain("V-1 is in 4E-3 now; ICU-1 is ready.");
        TroublePanel.FigureOf(Picture()).Count.ShouldBe(1);
    }

    [Fact]
    public void Every_kind_of_discrepancy_has_a_word_a_hint_and_answers() =>
        Enum.GetValues<DiscrepancyKind>().ShouldAllBe(k => TroubleWords.Of(k).Length > 0 && TroubleWords.Hint(k).Length > 0 && TroubleWords.Likely(k).Length > 0);

    [Fact]
    public async Task The_journal_tells_a_cause_once_with_actor_and_reason()
    {
        var cause = new Cause(CauseKind.User, "M. Ruiz", "user:1");
        var picture = Picture() with
        {
            Journal =
            [
                new JournalEntry(3, Start, cause, "bed/4E-3", new BedEvent.Reserved(new Claim(new("V-1"), Gender.Female, null, Start)) { At = Start }),
                new JournalEntry(2, Start, cause, "encounter/V-1", new EncounterEvent.BedAssigned(TestHospital.Place("4E-3"), new("no other", "M. Ruiz")) { At = Start }),
                new JournalEntry(1, Start, new Cause(CauseKind.Interface, "EHR", "m-1"), "bed/4E-3", new BedEvent.MadeReady("EHR") { At = Start }),
            ],
        };
        var markup = (await _renderer.Render(ConsolePieces.OfPage(picture)))["panel-journal"];
        markup.ShouldContain("V-1 assigned to 4E-3");
        markup.ShouldNotContain("kept for V-1");
        markup.ShouldContain("rule set aside by M. Ruiz: no other");
        markup.ShouldContain("the last 2 changes");
    }

    private async Task<string> Markup(string panel, DateTimeOffset? now = null) => (await _renderer.Render(ConsolePieces.OfPage(Picture(now))))["panel-" + panel];

    private void Lies(string visit, string bed)
    {
        var patient = new Occupant(new(visit), Gender.Female, null, Start);
        Happens("encounter/" + visit, new EncounterEvent.Registered(true) { At = Start }, new EncounterEvent.Placed(TestHospital.Place(bed), false) { At = Start });
        Happens("bed/" + bed, new BedEvent.Occupied(patient) { At = Start });
    }

    private void Happens(string stream, params object[] events)
    {
        foreach (var @event in events)
        {
            _board.Apply(++_position, stream, Start, @event);
        }
    }

    private ConsolePicture Picture(DateTimeOffset? now = null) =>
        Photographer.Of(_board, new BoardPicture(_board.View(Start), TimeZoneInfo.Utc, []), null, now ?? Start.AddHours(1));
}

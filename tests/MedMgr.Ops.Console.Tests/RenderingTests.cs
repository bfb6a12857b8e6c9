using System.Text.RegularExpressions;
using MedMgr.Ops.Consoles.Live;
using MedMgr.Ops.Consoles.Panels;
using MedMgr.Ops.Consoles.Pictures;
using MedMgr.Ops.Consoles.Rendering;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Pages.Pieces;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedMgr.Ops.Consoles.Tests;

/// <summary>From a picture to markup, without a server.</summary>
public sealed class RenderingTests
{
    private readonly HospitalBoard _board = new(TestHospital.Id);
    private readonly PieceRenderer _renderer = new(new ServiceCollection().AddLogging().BuildServiceProvider(), NullLoggerFactory.Instance);
    private long _position;

    public RenderingTests() => Happens(Streams.Hospital, new HospitalEvent.Defined(TestHospital.Definition) { At = TestHospital.Start });

    [Fact]
    public void The_most_urgent_comes_first_then_who_waits_longest_then_who_has_a_bed()
    {
        Waits("late", acuity: 3, minutes: 30);
        Waits("early", acuity: 3, minutes: 10);
        Waits("untriaged", acuity: null, minutes: 5);
        Waits("urgent", acuity: 1, minutes: 55);
        Waits("kept", acuity: 1, minutes: 1);
        Happens("encounter/kept", new EncounterEvent.BedAssigned(TestHospital.Place("4E-3")) { At = TestHospital.Start.AddMinutes(2) });
        QueuedPatient.Of(Picture()).Select(p => p.Encounter.Value).ShouldBe(["urgent", "untriaged", "early", "late", "kept"]);
    }

    [Fact]
    public async Task Who_comes_from_outside_for_a_planned_stay_is_marked_so()
    {
        Waits("planned", acuity: 3, minutes: 0);
        Waits("boarder", acuity: 3, minutes: 0);
        Happens("encounter/boarder", new EncounterEvent.Registered(true) { At = TestHospital.Start }, new EncounterEvent.Placed(TestHospital.Place("ED-1"), false) { At = TestHospital.Start });
        var rows = (await _renderer.Render(ConsolePieces.OfPage(Picture())))["panel-queue"].Split("data-visit=\"");
        rows.Single(r => r.StartsWith("planned", StringComparison.Ordinal)).ShouldContain(">elective</span>");
        rows.Single(r => r.StartsWith("boarder", StringComparison.Ordinal)).ShouldNotContain("elective");
    }

    [Fact]
    public void Who_boards_for_more_than_four_hours_is_overdue_and_who_waits_at_home_is_not()
    {
        Waits("home", acuity: 3, minutes: 0);
        Waits("ed", acuity: 3, minutes: 0);
        Happens("encounter/ed", new EncounterEvent.Registered(true) { At = TestHospital.Start }, new EncounterEvent.Placed(TestHospital.Place("ED-1"), false) { At = TestHospital.Start });
        Overdue(TestHospital.Start.AddHours(4)).ShouldBe([]);
        Overdue(TestHospital.Start.AddHours(4).AddMinutes(1)).ShouldBe(["ed"]);

        IEnumerable<string> Overdue(DateTimeOffset now) => QueuedPatient.Of(Picture(now)).Where(p => p.IsOverdue).Select(p => p.Encounter.Value);
    }

    [Fact]
    public async Task Each_panel_is_one_section_under_its_own_id()
    {
        Waits("V-1", acuity: 2, minutes: 0);
        var markup = await _renderer.Render(ConsolePieces.OfPage(Picture()));
        foreach (var panel in ConsolePanels.All)
        {
            markup[panel.ElementId].ShouldStartWith($"<section id=\"{panel.ElementId}\"");
            markup[panel.ElementId].ShouldEndWith("</section>");
        }
    }

    [Fact]
    public async Task Equal_pictures_give_equal_markup_whatever_the_second()
    {
        Waits("V-1", acuity: 2, minutes: 0);
        var at = TestHospital.Start.AddHours(1);
        var first = await _renderer.Render(ConsolePieces.Smallest(Picture(at)));
        var second = await _renderer.Render(ConsolePieces.Smallest(Picture(at.AddSeconds(59))));
        second.ShouldBe(first);
    }

    [Fact]
    public async Task A_patients_needs_stand_in_the_row_in_words_for_eyes_and_ears()
    {
        Waits("V/1", acuity: 2, minutes: 0, BedNeeds.Unknown with
        {
            Acuity = 2, LevelOfCare = LevelOfCare.Critical, Gender = Gender.Female, AgeYears = 64, Isolation = new Isolation(Precautions.Droplet, "influenza-a"), Capabilities = ["ventilator"],
        });
        var queue = (await _renderer.Render(ConsolePieces.OfPage(Picture())))["panel-queue"];
        Spoken(queue).ShouldContain("Acuity 2, V/1 female, 64 years, waits for 07:00, not here yet to any unit elective Critical care droplet influenza-a ventilator");
        queue.ShouldContain("id=\"waits-V_002f1\"");
        queue.ShouldContain("data-rung=\"4\"");
    }

    [Fact]
    public async Task An_empty_queue_is_good_news()
    {
        (await _renderer.Render(ConsolePieces.OfPage(Picture())))["panel-queue"].ShouldContain("Nobody waits for a bed.");
    }

    [Fact]
    public async Task A_hospital_without_a_definition_says_how_it_gets_one()
    {
        var empty = Photographer.Of(new HospitalBoard(TestHospital.Id), Wall(new HospitalBoard(TestHospital.Id)), null, TestHospital.Start);
        (await _renderer.Render(ConsolePieces.OfPage(empty)))["panel-beds"].ShouldContain("has no units yet");
    }

    [Fact]
    public async Task A_panel_that_can_not_be_drawn_says_so_in_its_place_and_takes_no_other_with_it()
    {
        var markup = await _renderer.Render([new Piece("panel-bad", typeof(Bad), new Dictionary<string, object?>()), .. ConsolePieces.OfPage(Picture())]);
        markup["panel-bad"].ShouldStartWith("<section id=\"panel-bad\"");
        markup["panel-bad"].ShouldContain("can not be shown");
        markup["panel-queue"].ShouldContain("Queue");
    }

    /// <summary>The text without what is hidden from screen readers.</summary>
    private static string Spoken(string html) => System.Net.WebUtility.HtmlDecode(
        Regex.Replace(Regex.Replace(Regex.Replace(html, "<(\\w+)[^>]*aria-hidden=\"true\"[^>]*>.*?</\\1>", ""), "<[^>]*>", " "), "\\s+", " ")).Replace(" , ", ", ", StringComparison.Ordinal);

    private void Waits(string visit, int? acuity, int minutes, BedNeeds? needs = null) => Happens(
        Streams.Of(new EncounterId(visit)),
        new EncounterEvent.Registered(false) { At = TestHospital.Start },
        new EncounterEvent.DetailsChanged(null, null, needs ?? BedNeeds.Unknown with { Acuity = acuity }) { At = TestHospital.Start },
        new EncounterEvent.BedRequested(null, "admit") { At = TestHospital.Start.AddMinutes(minutes) });

    private void Happens(string stream, params object[] events)
    {
        foreach (var happened in events)
        {
            _board.Apply(++_position, stream, TestHospital.Start, happened);
        }
    }

    private ConsolePicture Picture(DateTimeOffset? now = null) => Photographer.Of(_board, Wall(_board), null, now ?? TestHospital.Start.AddHours(1));

    private static BoardPicture Wall(HospitalBoard board) => new(board.View(TestHospital.Start), TimeZoneInfo.Utc, []);

    private sealed class Bad : ComponentBase
    {
        protected override void OnInitialized() => throw new InvalidOperationException("bad");
    }
}

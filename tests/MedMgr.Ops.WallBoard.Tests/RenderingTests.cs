using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.WallBoard.Frames;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Rendering;
using MedMgr.Ops.WallBoard.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.WallBoard.Tests;

public sealed partial class RenderingTests
{
    private static readonly BoardRenderer Renderer = new(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance, new MedMgr.Ops.Pages.PageRenderer(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance));

    private static readonly FrameMaker Maker = new(Renderer, Options.Create(new WallBoardOptions()));

    private readonly HospitalBoard _board = new(HospitalId.Of(SyntheticHospital.Id));
    private long _position;

    [Fact]
    public async Task Every_bed_unit_and_figure_has_an_element_of_its_own()
    {
        Happens(new SyntheticHospital().Afternoon());
        var html = await Renderer.BoardAsync(Picture(), BoardPage.Overview);
        var ids = Ids().Matches(html).Select(m => m.Groups[1].Value).ToList();
        ids.ShouldBeUnique();
        ids.Count(i => i.StartsWith("bed-", StringComparison.Ordinal)).ShouldBe(420);
        ids.Count(i => i.StartsWith("head-", StringComparison.Ordinal)).ShouldBe(14);
        ids.Count(i => i.StartsWith("figure-", StringComparison.Ordinal)).ShouldBe(7);
        ids.ShouldBe(ids.Union([ElementIds.Surge, ElementIds.Severities, ElementIds.Outlook, ElementIds.Alerts, ElementIds.Waiting]), ignoreOrder: true);
    }

    [Fact]
    public async Task The_fragments_of_a_change_are_the_pieces_of_the_new_board_and_nothing_else_differs()
    {
        Happens(new SyntheticHospital().Afternoon());
        var before = Picture();
        var bed = before.View.Units.Single(u => u.Id.Value == "4E").Beds.First(b => b.Status == BedStatus.Ready);
        Happens(SyntheticHospital.Admit("E77", UnitId.Of("4E"), bed.Id, SyntheticHospital.Now));
        var after = Picture();
        var fragments = await Renderer.FragmentsAsync(Maker.First("epoch", before), after, BoardDifference.Between(before, after), BoardPage.Overview);
        fragments.Select(f => f.Id).ShouldBe(["figure-occupied", "figure-available", "head-4E", "bed-" + bed.Id], ignoreOrder: true);

        var patched = await Renderer.BoardAsync(before, BoardPage.Overview);
        foreach (var (id, html) in fragments)
        {
            patched = patched.Replace(Element(patched, id, html), html, StringComparison.Ordinal);
        }

        patched.ShouldBe(await Renderer.BoardAsync(after, BoardPage.Overview));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // a page that is looked at only at the end: its frames are made late, and the last of them first
    public async Task Frame_upon_frame_leads_from_the_first_board_to_the_last(bool madeInOrder)
    {
        Happens(new SyntheticHospital().Afternoon());
        var at = Maker.First("epoch", Picture());
        var shown = await Renderer.BoardAsync(at.Picture, BoardPage.Overview);
        var free = at.Picture.View.Units.SelectMany(u => u.Beds.Where(b => b.Status == BedStatus.Ready).Select(b => (Unit: u.Id, b.Id))).Take(4).ToList();
        var frames = new List<Frame>();
        foreach (var (unit, bed) in free)
        {
            Happens(SyntheticHospital.Admit($"E9{frames.Count}", unit, bed, SyntheticHospital.Now));
            (at, var frame) = await Maker.NextAsync(at, Picture(), isWatched: madeInOrder);
            frames.Add(frame.ShouldNotBeNull());
        }

        frames.Count.ShouldBe(4);
        foreach (var frame in madeInOrder ? frames : Enumerable.Reverse(frames))
        {
            await frame.Html.Of(BoardPage.Overview);
        }

        foreach (var frame in frames)
        {
            foreach (var fragment in JsonNode.Parse((await frame.Html.Of(BoardPage.Overview)).Json.Span)!["fragments"]!.AsObject())
            {
                var html = fragment.Value!.GetValue<string>();
                shown = shown.Replace(Element(shown, fragment.Key, html), html, StringComparison.Ordinal);
            }
        }

        shown.ShouldBe(await Renderer.BoardAsync(at.Picture, BoardPage.Overview));
    }

    [Fact]
    public async Task A_change_that_shows_nowhere_has_no_fragment()
    {
        Happens(new SyntheticHospital().Afternoon());
        var before = Picture();
        var bed = before.View.Units[0].Beds.First(b => b is { Status: BedStatus.Occupied, Isolation.Organism: not null });
        Happens([(Domain.Log.Streams.Of(bed.Id), new BedEvent.OccupantUpdated(bed.Encounter!.Value, bed.Gender!.Value, bed.Isolation! with { Organism = "vre" }) { At = SyntheticHospital.Now })]);
        var after = Picture();
        var difference = BoardDifference.Between(before, after);
        difference.Units.Single().Beds.Single().Isolation!.Organism.ShouldBe("vre");
        (await Renderer.FragmentsAsync(Maker.First("epoch", before), after, difference, BoardPage.Overview)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_definition_is_one_fragment_the_whole_board()
    {
        Happens(new SyntheticHospital().Afternoon());
        var before = Picture();
        Happens([SyntheticHospital.Defined(SyntheticHospital.Definition with { Name = "Riverside West" })]);
        var after = Picture();
        var fragment = (await Renderer.FragmentsAsync(Maker.First("epoch", before), after, BoardDifference.Between(before, after), BoardPage.Overview)).ShouldHaveSingleItem();
        fragment.Id.ShouldBe("board");
        fragment.Html.ShouldBe(await Renderer.BoardAsync(after, BoardPage.Overview));
    }

    [Theory]
    [InlineData("A-1 b", "A_002d1 b")]
    [InlineData("4E 12", "4E_0012")]
    [InlineData("a_b", "a b")]
    [InlineData("\"><script>", "script")]
    public void Ids_of_any_characters_become_distinct_element_ids_that_need_no_escaping(string one, string other)
    {
        var id = ElementIds.Bed(BedId.Of(one));
        id.ShouldMatch("^[A-Za-z0-9_.-]+$");
        id.ShouldNotBe(ElementIds.Bed(BedId.Of(other)));
    }

    [Fact]
    public async Task What_a_sending_system_wrote_is_shown_and_never_run()
    {
        Happens([SyntheticHospital.Defined()]);
        Happens([(Domain.Log.Streams.Of(BedId.Of("4E-01")), new BedEvent.Blocked("<img src=x onerror=alert(1)>", null) { At = SyntheticHospital.Now })]);
        var html = await Renderer.BoardAsync(Picture(), BoardPage.Overview);
        html.ShouldNotContain("<img");
        html.ShouldContain("&lt;img");
    }

    [Fact]
    public void No_two_statuses_look_alike_without_colour()
    {
        var css = System.Text.Encoding.UTF8.GetString(WallFiles.All["beds.css"].Content.Span);
        var forms = Enum.GetValues<BedStatus>().Select(s => (Status: s, Form: FormOf(css, Words.Of(s)))).ToList();
        forms.ShouldAllBe(f => f.Form.Length > 0);
        forms.Select(f => f.Form).ShouldBeUnique();
    }

    [Fact]
    public async Task Each_status_precaution_and_departure_is_told_in_words_as_well()
    {
        Happens(new SyntheticHospital().Afternoon());
        var html = await Renderer.BoardAsync(Picture(), BoardPage.Overview);
        foreach (var status in Enum.GetValues<BedStatus>())
        {
            html.ShouldContain(": " + Words.Of(status));
        }

        foreach (var words in new[] { "contact precautions", "droplet precautions", "airborne precautions", "discharge ordered", "discharge expected", "hallway", "surge bed" })
        {
            html.ShouldContain(words);
        }

        html.ShouldContain("42 occupied of 48 staffed beds, 1 ready, 5 reserved");
    }

    [Fact]
    public async Task The_oldest_wait_comes_first_and_those_without_room_are_counted()
    {
        Happens(new SyntheticHospital().Afternoon());
        var picture = Picture();
        var html = await Renderer.BoardAsync(picture, BoardPage.Overview);
        picture.View.Waiting.Length.ShouldBe(19);
        var panel = html[html.IndexOf("id=\"waiting\"", StringComparison.Ordinal)..];
        Since().Matches(panel).Select(m => m.Groups[1].Value).ShouldBe(picture.View.Waiting.Take(8).Select(w => Words.Iso(w.Since)));
        panel.ShouldContain("and 11 more");
    }

    [Theory]
    [InlineData("")]
    [InlineData("flow")]
    [InlineData("unit:ED")]
    [InlineData("pin:4E")]
    public async Task No_number_of_a_patient_or_a_visit_reaches_a_wall(string page)
    {
        Happens(new SyntheticHospital().Afternoon());
        _board.Encounters.ShouldContain(e => e.Key.Value == "E10003" && e.Value.Location != null);
        _board.Encounters.Values.ShouldContain(e => e.Patient != null && e.Patient.Value.Value == "P3");
        (await Renderer.BoardAsync(Picture(), BoardPage.Parse(page)!)).ShouldNotMatch(@"\b[PET]\d{1,5}\b");
    }

    [Fact]
    public async Task A_hospital_without_events_says_that_it_waits_for_its_definition() =>
        (await Renderer.BoardAsync(Picture(), BoardPage.Overview)).ShouldContain("No hospital definition has arrived yet");

    [Fact]
    public void Crowding_that_creeps_by_less_than_a_point_is_no_change()
    {
        Happens(new SyntheticHospital().Afternoon());
        var before = Picture();
        var later = new BoardPicture(_board.View(SyntheticHospital.Now.AddSeconds(30)), TimeZoneInfo.Utc, []);
        later.View.Crowding.ShouldNotBe(before.View.Crowding);
        BoardDifference.Between(before, BoardDifference.Steadied(before, later)).IsNothing.ShouldBeTrue();
        var muchLater = new BoardPicture(_board.View(SyntheticHospital.Now.AddHours(3)), TimeZoneInfo.Utc, []);
        BoardDifference.Between(before, BoardDifference.Steadied(before, muchLater)).Summary.ShouldBeTrue();
    }

    [Theory]
    [InlineData("4E-01", "4E-02", "01")]
    [InlineData("12", "13", "12")]
    [InlineData("A-1-x", "A-1-y", "x")]
    [InlineData("north 1", "south 1", "north 1")]
    public void A_mark_says_what_distinguishes_its_bed(string first, string second, string label)
    {
        ImmutableArray<BedView> beds = [.. new[] { first, second }.Select(id => new BedView(
            BedId.Of(id), RoomId.Of("r"), BedStatus.Ready, null, null, null, null, null, false, false, null, null, null, false))];
        UnitLabels.Label(beds[0].Id, UnitLabels.CommonPrefix(beds)).ShouldBe(label);
    }

    [Fact]
    public async Task Several_patients_in_one_bed_compare_by_who_they_are()
    {
        Happens([SyntheticHospital.Defined()]);
        Happens(SyntheticHospital.Admit("mother", UnitId.Of("MAT"), BedId.Of("MAT-01"), SyntheticHospital.Now));
        Happens(SyntheticHospital.Admit("baby", UnitId.Of("MAT"), BedId.Of("MAT-01"), SyntheticHospital.Now));
        BoardDifference.Between(Picture(), Picture()).IsNothing.ShouldBeTrue();
        (await Renderer.BoardAsync(Picture(), BoardPage.Overview)).ShouldContain("MAT-01: occupied since 3 Feb 14:25, 2 patients");
    }

    private void Happens(IEnumerable<(string Stream, object Event)> events)
    {
        foreach (var (stream, @event) in events)
        {
            _board.Apply(++_position, stream, SyntheticHospital.Now, @event);
        }
    }

    private BoardPicture Picture() => new(_board.View(SyntheticHospital.Now), TimeZoneInfo.Utc, []);

    /// <summary>The element with this id, cut at the end tag that closes its kind of piece.</summary>
    private static string Element(string html, string id, string like)
    {
        var tag = like[1..like.IndexOf(' ', StringComparison.Ordinal)];
        var start = html.IndexOf($"<{tag} id=\"{id}\"", StringComparison.Ordinal);
        return html[start..(html.IndexOf($"</{tag}>", start, StringComparison.Ordinal) + tag.Length + 3)];
    }

    /// <summary>The declarations for a status with every colour taken out.</summary>
    private static string FormOf(string css, string status)
    {
        var rules = Regex.Matches(css, $@"^\.bed\.{status}(?:::before)? {{(?<body>[^}}]*)}}", RegexOptions.Multiline).Select(m => m.Groups["body"].Value);
        return Regex.Replace(string.Concat(rules), @"var\(--[a-z-]+\)|(?:^|;)\s*color:[^;]*|#[0-9a-f]{3,8}", "").Trim(' ', ';');
    }

    [GeneratedRegex("data-since=\"([^\"]+)\"")]
    private static partial Regex Since();

    [GeneratedRegex("id=\"([^\"]+)\"")]
    private static partial Regex Ids();
}

using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Tests.Support;
using MedMgr.Ops.WallBoard.Watching;
using Microsoft.AspNetCore.Builder;

namespace MedMgr.Ops.WallBoard.Tests;

/// <summary>The feed and its streams by hand-moved time, without a network.</summary>
public sealed class FeedTests : IAsyncDisposable
{
    private static readonly BedId Bed = BedId.Of("SDU-19");

    private readonly ManualTime _time = new();
    private readonly CancellationTokenSource _end = new();
    private WallHost _host = null!;

    private BoardFeed Feed => (BoardFeed)_host.Feed;

    [Fact]
    public async Task Frames_are_numbered_without_gap_and_lead_from_the_snapshot_to_the_present()
    {
        await StartAsync();
        await using var display = Watch(BoardFormat.Html);
        var snapshot = await NextAsync(display, "snapshot");
        var last = snapshot.Sequence();
        for (var round = 0; round < 20; round++)
        {
            await ChangeAsync(round);
            var frame = await NextAsync(display, "frame");
            frame.Epoch().ShouldBe(snapshot.Epoch());
            frame.Sequence().ShouldBe(++last);
            frame.GetProperty("fragments").TryGetProperty("bed-SDU-19", out _).ShouldBeTrue();
        }

        Feed.Published.Sequence.ShouldBe(last);
    }

    [Fact]
    public async Task The_first_change_after_quiet_goes_out_at_once_and_the_next_ones_share_a_frame()
    {
        await StartAsync();
        await using var display = Watch(BoardFormat.Html);
        await NextAsync(display, "heartbeat");
        await ChangeAsync(0);
        var first = await NextAsync(display, "frame");

        // Time stands still: what comes now waits for the next frame.
        var position = 0L;
        for (var round = 1; round <= 3; round++)
        {
            position = _host.Log.Append(SyntheticHospital.Id, SyntheticHospital.Now, SyntheticHospital.Toggle(Bed, round));
        }

        await Patience.UntilAsync(() => Feed.FoldedPosition == position);
        Feed.Published.Sequence.ShouldBe(first.Sequence());
        _time.Advance(TimeSpan.FromMilliseconds(20));
        var second = await NextAsync(display, "frame");
        second.Sequence().ShouldBe(first.Sequence() + 1);
        second.GetProperty("fragments").GetProperty("bed-SDU-19").GetString()!.ShouldContain("ready");
    }

    [Fact]
    public async Task A_display_that_comes_back_in_time_gets_only_what_it_missed()
    {
        await StartAsync();
        await ChangeAsync(0);
        var (epoch, sequence) = (Feed.Published.Epoch, Feed.Published.Sequence);
        await ChangeAsync(1);
        await ChangeAsync(2);
        await using var display = Watch(BoardFormat.Html, epoch, sequence);
        (await NextAsync(display)).Sequence().ShouldBe(sequence + 1);
        var second = await NextAsync(display);
        (second.Kind(), second.Sequence()).ShouldBe(("frame", sequence + 2));
        (await NextAsync(display)).Kind().ShouldBe("heartbeat");
    }

    [Theory]
    [InlineData("another epoch")]
    [InlineData("a sequence of the future")]
    [InlineData("longer away than the ring")]
    [InlineData("nothing")]
    public async Task A_display_that_can_not_go_on_where_it_was_gets_a_snapshot(string shows)
    {
        await StartAsync(o => o.RingFrames = 4);
        var start = Feed.Published;
        for (var round = 0; round < 6; round++)
        {
            await ChangeAsync(round);
        }

        await using var display = shows switch
        {
            "another epoch" => Watch(BoardFormat.Html, "0123456789abcdef", Feed.Published.Sequence),
            "a sequence of the future" => Watch(BoardFormat.Html, start.Epoch, Feed.Published.Sequence + 1),
            "longer away than the ring" => Watch(BoardFormat.Html, start.Epoch, start.Sequence),
            _ => Watch(BoardFormat.Html),
        };
        var first = await NextAsync(display);
        (first.Kind(), first.Sequence()).ShouldBe(("snapshot", Feed.Published.Sequence));
    }

    [Fact]
    public async Task A_display_that_falls_behind_the_ring_goes_on_from_a_snapshot_and_holds_up_nobody()
    {
        await StartAsync(o => o.RingFrames = 4);
        await using var slow = Watch(BoardFormat.Html);
        await using var quick = Watch(BoardFormat.Html);
        await NextAsync(slow, "heartbeat");
        await NextAsync(quick, "heartbeat");
        for (var round = 0; round < 10; round++)
        {
            await ChangeAsync(round);
            (await NextAsync(quick)).Kind().ShouldBe("frame");
        }

        var first = await NextAsync(slow);
        (first.Kind(), first.Sequence()).ShouldBe(("snapshot", Feed.Published.Sequence));
        await ChangeAsync(10);
        var next = await NextAsync(slow);
        (next.Kind(), next.Sequence()).ShouldBe(("frame", first.Sequence() + 1));
    }

    [Fact]
    public async Task Displays_that_join_at_one_sequence_share_one_snapshot()
    {
        await StartAsync();
        await using var one = Watch(BoardFormat.Html);
        await using var other = Watch(BoardFormat.Html);
        (await one.MoveNextAsync()).ShouldBeTrue();
        (await other.MoveNextAsync()).ShouldBeTrue();
        other.Current.ShouldBeSameAs(one.Current);
    }

    [Fact]
    public async Task A_quiet_board_beats_every_five_seconds_with_the_servers_time()
    {
        await StartAsync();
        await using var display = Watch(BoardFormat.Json);
        await NextAsync(display, "heartbeat");
        for (var beat = 0; beat < 3; beat++)
        {
            var next = NextAsync(display);
            _time.Advance(TimeSpan.FromSeconds(4.9));
            next.IsCompleted.ShouldBeFalse();
            _time.Advance(TimeSpan.FromSeconds(0.1));
            var heartbeat = await next;
            heartbeat.Kind().ShouldBe("heartbeat");
            heartbeat.GetProperty("serverTime").GetDateTimeOffset().ShouldBe(_time.GetUtcNow());
            heartbeat.Sequence().ShouldBe(Feed.Published.Sequence);
            heartbeat.GetProperty("position").GetInt64().ShouldBe(Feed.Current.Position);
        }
    }

    [Fact]
    public async Task What_depends_on_the_clock_is_looked_at_again_without_any_event()
    {
        await StartAsync();
        await using var display = Watch(BoardFormat.Json);
        await NextAsync(display, "heartbeat");
        var before = Feed.Current.Crowding.Nedocs!.Value;
        for (var quarters = 0; Math.Round(Feed.Current.Crowding.Nedocs!.Value) == Math.Round(before) && quarters < 40; quarters++)
        {
            var published = Feed.Published;
            _time.Advance(TimeSpan.FromMinutes(15));
            await Patience.UntilAsync(() => !ReferenceEquals(published, Feed.Published));
        }

        // Alerts and flow hang on the clock as well and may come in frames of their own.
        JsonElement frame, crowding;
        do
        {
            frame = await NextAsync(display, "frame");
        }
        while (!frame.TryGetProperty("crowding", out crowding));

        crowding.GetProperty("nedocs").GetDouble().ShouldBeGreaterThan(before);
        frame.GetProperty("position").GetInt64().ShouldBe(Feed.Current.Position);
    }

    [Fact]
    public async Task An_alert_that_only_time_raises_comes_without_any_event()
    {
        await StartAsync();
        await ChangeAsync(0); // SDU-19 is blocked
        await using var display = Watch(BoardFormat.Html);
        await NextAsync(display, "heartbeat");
        Feed.Current.Alerts.ShouldNotContain(a => a.Id == "blocked-too-long:SDU-19");
        _time.Advance(TimeSpan.FromHours(24.1));
        await Patience.UntilAsync(() => Feed.Current.Alerts.Any(a => a.Id == "blocked-too-long:SDU-19"));
        (await NextAsync(display, "frame")).GetProperty("fragments").GetProperty("alerts").GetString()!.ShouldContain("class=\"panel alerts\"");
    }

    [Fact]
    public async Task Each_page_gets_the_fragments_of_its_own_elements()
    {
        await StartAsync();
        await using var overview = Watch(BoardFormat.Html);
        await using var flow = Watch(BoardFormat.Parse("html:flow")!);
        await using var unit = Watch(BoardFormat.Parse("html:unit:SDU")!);
        await using var other = Watch(BoardFormat.Parse("html:unit:ICU")!);
        foreach (var display in new[] { overview, flow, unit, other })
        {
            await NextAsync(display, "heartbeat");
        }

        await ChangeAsync(0);
        var fragments = new List<string[]>();
        foreach (var display in new[] { overview, flow, unit, other })
        {
            fragments.Add([.. (await NextAsync(display, "frame")).GetProperty("fragments").EnumerateObject().Select(f => f.Name).Where(n => !n.StartsWith("figure-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);
        }

        fragments[0].ShouldBe(["bed-SDU-19", "head-SDU"]);
        fragments[1].ShouldBe(["flow", "jams"]);
        fragments[2].ShouldBe(["bed-SDU-19", "head-SDU"]);
        fragments[3].ShouldBeEmpty();
    }

    [Fact]
    public async Task Json_frames_carry_what_changed_and_nothing_else()
    {
        await StartAsync();
        await using var display = Watch(BoardFormat.Json);
        var snapshot = await NextAsync(display, "snapshot");
        snapshot.GetProperty("board").GetProperty("units").GetArrayLength().ShouldBe(14);
        await ChangeAsync(0);
        var frame = await NextAsync(display, "frame");
        var unit = frame.GetProperty("units").EnumerateArray().ShouldHaveSingleItem();
        unit.GetProperty("id").GetString().ShouldBe("SDU");
        unit.GetProperty("beds").EnumerateArray().Single(b => b.GetProperty("id").GetString() == "SDU-19").GetProperty("status").GetString().ShouldBe("blocked");
        frame.GetProperty("figures").GetProperty("blocked").GetInt32().ShouldBe(Feed.Current.Figures.Blocked);
        frame.TryGetProperty("waiting", out _).ShouldBeFalse();
        frame.TryGetProperty("discrepancies", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_event_that_shows_nowhere_moves_the_position_and_sends_no_frame()
    {
        await StartAsync();
        var sequence = Feed.Published.Sequence;
        var occupied = Feed.Current.Units[0].Beds.First(b => b.Encounter is not null).Encounter!.Value;
        await _host.HappensAsync((Streams.Of(occupied), new Domain.Encounters.EncounterEvent.ReportNoted(
            Domain.Encounters.ReportKind.Update, null, false, "ADT 9") { At = SyntheticHospital.Now }));
        Feed.Published.Sequence.ShouldBe(sequence);
    }

    [Fact]
    public async Task Storage_that_is_away_for_a_moment_is_asked_again()
    {
        await StartAsync();
        _host.Log.TailFailures = 1;
        _host.Log.Append(SyntheticHospital.Id, SyntheticHospital.Now, SyntheticHospital.Toggle(Bed, 0));
        var shown = Feed.WaitForPositionAsync(_host.Log.Append(SyntheticHospital.Id, SyntheticHospital.Now, SyntheticHospital.Toggle(Bed, 1)));
        await Patience.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return shown.IsCompleted;
        });

        Feed.Health.ShouldBe(FeedHealth.Live);
    }

    [Fact]
    public async Task While_the_log_can_not_be_read_the_heart_does_not_beat()
    {
        await StartAsync();
        _host.Log.TailFailures = int.MaxValue;
        _host.Log.Append(SyntheticHospital.Id, SyntheticHospital.Now, SyntheticHospital.Toggle(Bed, 0));
        var (beats, failures) = (Feed.LastHeartbeat.Number, _host.Log.TailFailures);
        for (var seconds = 0; seconds < 20; seconds++)
        {
            await Patience.UntilAsync(() => _host.Log.TailFailures < failures);
            failures = _host.Log.TailFailures;
            await Patience.UntilAsync(() => _time.TimersDueWithin(TimeSpan.FromSeconds(1)));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Feed.LastHeartbeat.Number.ShouldBe(beats);
        _host.Log.TailFailures = 0;
        await Patience.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Feed.LastHeartbeat.Number > beats;
        });
    }

    [Fact]
    public async Task An_impossible_event_stops_the_board_and_every_stream_instead_of_showing_the_past_as_the_present()
    {
        await StartAsync();
        await using var display = Watch(BoardFormat.Html);
        await NextAsync(display, "heartbeat");
        var waiting = Feed.WaitForPositionAsync(long.MaxValue);
        _host.Log.Append(SyntheticHospital.Id, SyntheticHospital.Now, (Streams.Of(Bed), new BedEvent.Vacated(EncounterId.Of("nobody"), "?") { At = SyntheticHospital.Now }));
        (await Should.ThrowAsync<InvalidOperationException>(() => waiting.WaitAsync(Patience.Long))).Message.ShouldContain("Failed");
        (await display.MoveNextAsync()).ShouldBeFalse();
        Feed.Health.ShouldBe(FeedHealth.Failed);
    }

    [Fact]
    public async Task A_log_with_an_event_of_a_newer_version_never_becomes_a_live_board()
    {
        var log = new MemoryLog();
        log.AppendRaw(SyntheticHospital.Id, "bed/4E-01", "bed-teleported", "{}");
        _host = await WallHost.StartAsync(log, time: _time);
        await Should.ThrowAsync<InvalidDataException>(() => _host.Feed.Ready.WaitAsync(Patience.Long));
        _host.Feed.Health.ShouldBe(FeedHealth.Failed);
    }

    [Fact]
    public async Task The_fold_is_kept_at_shutdown_and_every_so_many_events()
    {
        await StartAsync(o => o.SnapshotEveryEvents = 10);
        for (var round = 0; round < 12; round++)
        {
            await ChangeAsync(round);
        }

        var position = Feed.Current.Position;
        await _host.DisposeAsync();
        _host.Log.Snapshots.Values.Single().Version.ShouldBe(position);
    }

    [Fact]
    public async Task A_hospital_can_be_added_while_the_server_runs()
    {
        await StartAsync();
        var added = _host.Boards.AddHospital(HospitalId.Of("drill"));
        _host.Boards.AddHospital(HospitalId.Of("drill")).ShouldBeSameAs(added);
        await added.Ready.WaitAsync(Patience.Long);
        added.Current.Units.ShouldBeEmpty();
        var position = _host.Log.Append("drill", SyntheticHospital.Now, SyntheticHospital.Defined());
        await added.WaitForPositionAsync(position).WaitAsync(Patience.Long);
        added.Current.Units.Length.ShouldBe(14);
        _host.Boards.All.Select(b => b.Hospital.Value).ShouldBe(["drill", "riverside"]);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _host.DisposeAsync();
        _end.Dispose();
    }

    private async Task StartAsync(Action<WallBoardOptions>? configure = null) => _host = await WallHost.WithAfternoonAsync(configure, _time);

    private IAsyncEnumerator<RawMessage> Watch(BoardFormat format, string? epoch = null, long? sequence = null) =>
        DisplayStream.Watch(new BoardDisplay(Feed, format), epoch, sequence, _end.Token).GetAsyncEnumerator();

    /// <summary>A change in a frame of its own: enough time has passed since the last one.</summary>
    private async Task ChangeAsync(int round)
    {
        _time.Advance(TimeSpan.FromMilliseconds(25));
        await _host.HappensAsync(SyntheticHospital.Toggle(Bed, round));
    }

    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<RawMessage> display)
    {
        (await display.MoveNextAsync().AsTask().WaitAsync(Patience.Long)).ShouldBeTrue("the stream has ended");
        return JsonDocument.Parse(display.Current.Json).RootElement;
    }

    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<RawMessage> display, string kind)
    {
        while (true)
        {
            var message = await NextAsync(display);
            if (message.Kind() == kind)
            {
                return message;
            }
        }
    }
}

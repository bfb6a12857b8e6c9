using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Replay.Playing;
using MedMgr.Ops.WallBoard.Tests.Support;

namespace MedMgr.Ops.WallBoard.Tests.Replay;

public sealed class SessionTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Whatever_a_viewer_does_the_wall_is_that_of_a_fresh_page_at_the_same_place(int seed)
    {
        var index = await RecordingAsync(seed, 300);
        await using var viewer = new Viewer([index], _time);
        await viewer.NextAsync();
        var random = new Random(seed);
        for (var round = 0; round < 25; round++)
        {
            ReplayCommand command = random.Next(6) switch
            {
                0 => new ReplayCommand.Seek(TimeSpan.FromSeconds(random.NextDouble() * (index.To - index.From).TotalSeconds)),
                1 => new ReplayCommand.Skip(TimeSpan.FromMinutes(random.Next(2) == 0 ? -60 : 60)),
                2 => new ReplayCommand.Step(Forward: false),
                3 => new ReplayCommand.Alert(Forward: random.Next(2) == 0),
                4 => new ReplayCommand.Play(),
                _ => new ReplayCommand.Step(Forward: true),
            };
            await viewer.AskAsync(command);
            if (command is ReplayCommand.Play)
            {
                await viewer.AskAsync(new ReplayCommand.SetRate(random.Next(1, 3_601)));
                for (var frame = 0; frame < 5 && viewer.Playing; frame++)
                {
                    await viewer.NextAsync();
                }

                await viewer.AskAsync(new ReplayCommand.Pause());
            }

            viewer.Walls[0].ShouldBe(await Viewer.FreshAsync(index, viewer.Sequence(), viewer.Now()), $"seed {seed}, round {round}: {command}");
        }
    }

    [Fact]
    public async Task It_plays_at_its_rate_and_shows_each_step_when_its_moment_has_come()
    {
        var index = await RecordingAsync(1, 60);
        await using var viewer = new Viewer([index], _time, Start(playing: true, rate: 60, at: 5));
        await viewer.NextAsync();
        var (begun, from) = (_time.GetUtcNow(), viewer.Elapsed);
        while (viewer.Sequence() < 20)
        {
            await viewer.NextAsync();
            var elapsed = (_time.GetUtcNow() - begun).TotalSeconds * 60 + from;
            viewer.Elapsed.ShouldBe(elapsed, tolerance: 0.001);
            viewer.Sequence().ShouldBe(index.SequenceAt(index.From.AddSeconds(elapsed)));
        }
    }

    [Fact]
    public async Task At_the_highest_rate_frames_come_no_faster_than_25_a_second_and_hold_everything_that_happened_between()
    {
        var index = await RecordingAsync(2, 400);
        await using var viewer = new Viewer([index], _time, Start(playing: true, rate: 3_600));
        await viewer.NextAsync();
        var frames = 0;
        while (viewer.Playing)
        {
            (await viewer.NextAsync()).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(40));
            frames++;
        }

        viewer.Sequence().ShouldBe(index.Steps);
        viewer.Last.GetProperty("ended").GetBoolean().ShouldBeTrue();
        frames.ShouldBeLessThan(400);
    }

    [Fact]
    public async Task A_replay_that_stands_still_says_that_it_is_there_at_every_heartbeat()
    {
        await using var viewer = new Viewer([await RecordingAsync(3, 20)], _time, Start(at: 7));
        await viewer.NextAsync();
        (await viewer.NextAsync()).ShouldBe(Viewer.Heartbeat, TimeSpan.FromMilliseconds(50));
        viewer.Sequence().ShouldBe(7);
        viewer.KindOf(0).ShouldBeNull();
    }

    [Fact]
    public async Task A_step_forward_is_a_frame_of_the_same_epoch_and_a_step_back_begins_a_new_one()
    {
        await using var viewer = new Viewer([await RecordingAsync(4, 30)], _time, Start(at: 10));
        await viewer.NextAsync();
        var epoch = Board(viewer).Epoch();
        await viewer.AskAsync(new ReplayCommand.Step(Forward: true));
        (viewer.Sequence(), viewer.KindOf(0), Board(viewer).Epoch()).ShouldBe((11, "frame", epoch));
        await viewer.AskAsync(new ReplayCommand.Step(Forward: false));
        (viewer.Sequence(), viewer.KindOf(0)).ShouldBe((10, "snapshot"));
        Board(viewer).Epoch().ShouldNotBe(epoch);
    }

    [Fact]
    public async Task Steps_of_one_moment_are_shown_one_by_one_when_stepped_and_at_once_when_played()
    {
        var index = await RecordingAsync(5, 200);
        var twin = Enumerable.Range(2, 150).First(i => index.TimeOf(i) == index.TimeOf(i + 1));
        await using var viewer = new Viewer([index], _time, Start(at: twin - 1));
        await viewer.NextAsync();
        await viewer.AskAsync(new ReplayCommand.Step(Forward: true));
        viewer.Sequence().ShouldBe(twin);
        await viewer.AskAsync(new ReplayCommand.Pause());
        viewer.Sequence().ShouldBe(twin, "the second of the two has not happened yet, though its moment has come");
        await viewer.AskAsync(new ReplayCommand.Play());
        await viewer.NextAsync(TimeSpan.FromMilliseconds(100));
        viewer.Sequence().ShouldBeGreaterThan(twin);
    }

    [Fact]
    public async Task The_next_alert_and_the_one_before_are_found_and_beyond_the_last_there_is_none()
    {
        var index = await RecordingAsync(6, 300);
        index.Alerts.Length.ShouldBeGreaterThan(2);
        var moments = index.Alerts.Select(a => a.At).Distinct().ToList();
        await using var viewer = new Viewer([index], _time);
        await viewer.NextAsync();
        foreach (var moment in moments)
        {
            await viewer.AskAsync(new ReplayCommand.Alert(Forward: true));
            viewer.Now().ShouldBe(moment);
        }

        await viewer.AskAsync(new ReplayCommand.Alert(Forward: true));
        viewer.Now().ShouldBe(moments[^1]);
        viewer.Last.GetProperty("panes")[0].GetProperty("alert").GetProperty("last").GetInt32().ShouldBe(index.Alerts.Length);
        await viewer.AskAsync(new ReplayCommand.Alert(Forward: false));
        viewer.Now().ShouldBe(moments[^2]);
    }

    [Fact]
    public async Task Who_looks_for_critical_alerts_passes_the_warnings_over()
    {
        var index = await RecordingAsync(6, 300);
        var critical = index.Alerts.Where(a => a.Severity == AlertSeverity.Critical).Select(a => a.At).Distinct().ToList();
        critical.Count.ShouldBeInRange(1, index.Alerts.Select(a => a.At).Distinct().Count() - 1);
        await using var viewer = new Viewer([index], _time);
        await viewer.NextAsync();
        foreach (var moment in critical)
        {
            await viewer.AskAsync(new ReplayCommand.Alert(Forward: true, AlertSeverity.Critical));
            viewer.Now().ShouldBe(moment);
        }
    }

    [Fact]
    public async Task Of_many_places_that_a_scrubbing_hand_asks_for_the_last_is_shown_and_the_others_are_not()
    {
        var index = await RecordingAsync(7, 200);
        await using var viewer = new Viewer([index], _time);
        await viewer.NextAsync();
        for (var i = 1; i <= 1_000; i++)
        {
            viewer.Ask(new ReplayCommand.Seek(TimeSpan.FromSeconds(i * 11)));
        }

        await viewer.NextAsync();
        viewer.Elapsed.ShouldBe(11_000);
        viewer.Last.GetProperty("answers").GetInt64().ShouldBe(1_000);
        viewer.Sequence().ShouldBe(index.SequenceAt(index.From.AddSeconds(11_000)));
    }

    [Fact]
    public async Task Two_recordings_in_step_from_the_start_show_the_same_hour_of_each()
    {
        var (first, second) = (await RecordingAsync(8, 200), await RecordingAsync(9, 100));
        await using var viewer = new Viewer([first, second], _time, new ReplayStart(ReplayAlignment.FromStart, [], TimeSpan.FromHours(6), false, 1));
        await viewer.NextAsync();
        (viewer.Now(0) - first.From).ShouldBe(TimeSpan.FromHours(6));
        (viewer.Now(1) - second.From).ShouldBe(TimeSpan.FromHours(6));
        await viewer.AskAsync(new ReplayCommand.Seek(first.To - first.From));
        viewer.Sequence(0).ShouldBe(first.Steps);
        viewer.Last.GetProperty("panes")[1].GetProperty("over").GetBoolean().ShouldBeTrue("the shorter one has ended");
        viewer.Now(1).ShouldBe(second.To);
        viewer.Walls[1].ShouldBe(await Viewer.FreshAsync(second, second.Steps, second.To));
    }

    [Fact]
    public async Task Two_recordings_by_the_clock_show_one_moment_and_the_later_one_says_that_it_has_not_begun()
    {
        var recording = new SyntheticRecording(10, 200);
        var path = recording.Write(Indexed.NewFolder(), "r");
        var later = await Indexed.File(path, from: recording.Steps[80].At);
        var whole = await Indexed.File(path);
        ReplayTimeline.Natural([whole, later]).ShouldBe(ReplayAlignment.ByClock);
        await using var viewer = new Viewer([whole, later], _time, new ReplayStart(ReplayAlignment.ByClock, [], null, false, 1));
        await viewer.NextAsync();
        viewer.Last.GetProperty("panes")[1].GetProperty("begun").GetBoolean().ShouldBeFalse();
        await viewer.AskAsync(new ReplayCommand.Seek(recording.Steps[150].At - whole.From));
        viewer.Now(0).ShouldBe(viewer.Now(1));
        viewer.Walls[0].ShouldBe(viewer.Walls[1], "the same log at the same moment");
    }

    [Fact]
    public async Task Stepping_two_recordings_takes_the_earlier_step_of_either_and_back_again_the_same_way()
    {
        var (first, second) = (await RecordingAsync(21, 40), await RecordingAsync(22, 40));
        await using var viewer = new Viewer([first, second], _time);
        await viewer.NextAsync();
        var way = new List<(long, long)>();
        for (var i = 0; i < 30; i++)
        {
            way.Add((viewer.Sequence(0), viewer.Sequence(1)));
            var before = viewer.Elapsed;
            await viewer.AskAsync(new ReplayCommand.Step(Forward: true));
            viewer.Elapsed.ShouldBeGreaterThanOrEqualTo(before);
            (viewer.Sequence(0) + viewer.Sequence(1)).ShouldBe(way[^1].Item1 + way[^1].Item2 + 1);
        }

        // Of two steps at one moment either may go back first: the sums lead back the same way, and so do the places apart from such twins.
        for (var i = 29; i >= 0; i--)
        {
            await viewer.AskAsync(new ReplayCommand.Step(Forward: false));
            (viewer.Sequence(0) + viewer.Sequence(1)).ShouldBe(way[i].Item1 + way[i].Item2);
        }

        (viewer.Sequence(0), viewer.Sequence(1)).ShouldBe(way[0]);
    }

    [Fact]
    public async Task An_address_beyond_the_recording_shows_its_end_and_one_before_it_its_beginning()
    {
        var index = await RecordingAsync(13, 50);
        await using var beyond = new Viewer([index], _time, Start(at: 1_000_000));
        await beyond.NextAsync();
        beyond.Sequence().ShouldBe(index.Steps);
        await using var before = new Viewer([index], _time, new ReplayStart(ReplayAlignment.FromStart, [], TimeSpan.FromDays(-4), false, 1));
        await before.NextAsync();
        before.Elapsed.ShouldBe(0);
    }

    private static ReplayStart Start(bool playing = false, int rate = 1, long? at = null) => new(ReplayAlignment.FromStart, at is { } sequence ? [sequence] : [], null, playing, rate);

    private static System.Text.Json.JsonElement Board(Viewer viewer) => viewer.Last.GetProperty("panes")[0].GetProperty("board");

    private static Task<RecordingIndex> RecordingAsync(int seed, int steps) =>
        Indexed.File(new SyntheticRecording(seed, steps).Write(Indexed.NewFolder(), "r"), o => o.StepsBetweenKeyframes = 40);
}

using MedMgr.Ops.WallBoard.Replay;
using MedMgr.Ops.WallBoard.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace MedMgr.Ops.WallBoard.Tests.Replay;

/// <summary>Replays in Chromium.</summary>
public sealed class ReplayPageTests : IClassFixture<Chromium>
{
    /// <summary>A page that gives up its connection forgets what it was asked meanwhile: on a busy machine that must not happen of itself.</summary>
    private static readonly TimeSpan StaleAfter = Patience.Long;

    private readonly Chromium _chromium;
    private readonly List<string> _complaints = [];
    private readonly string _folder = Indexed.NewFolder();
    private readonly SyntheticRecording _recording = new(31, 400);

    public ReplayPageTests(Chromium chromium) => _chromium = chromium;

    [Fact]
    public async Task An_address_with_a_place_shows_the_wall_of_that_place_and_is_marked_as_a_replay()
    {
        await using var host = await HostAsync();
        var page = await OpenAsync(host, "week?at=120");
        (await page.SequenceAsync()).ShouldBe(120);
        (await page.TitleAsync()).ShouldStartWith("REPLAY");
        (await page.Locator(".banner .stamp").TextContentAsync()).ShouldBe("REPLAY");
        (await page.Locator(".not-live").TextContentAsync())!.ShouldContain("not live");
        (await page.FrameLocator("iframe").Locator("#freshness").TextContentAsync())!.ShouldStartWith("REPLAY");
        (await page.FrameLocator("iframe").Locator("main .bed").CountAsync()).ShouldBe(420);
        (await page.SameAsFreshAsync(host, "week", 120)).ShouldBeTrue();
        _complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_plays_pauses_and_the_address_names_the_place_where_it_stands()
    {
        await using var host = await HostAsync();

        // At this speed the end of the replay is minutes away when the pause comes, however late that is.
        var page = await OpenAsync(host, "week?at=10&rate=900");
        await page.Locator("#play").ClickAsync();
        await page.StateAsync("playing");
        await page.WaitForFunctionAsync("() => Number(document.getElementById('place').textContent.match(/step ([\\d,]+)/)[1].replace(',', '')) > 25");
        await page.Locator("#play").ClickAsync();
        await page.StateAsync("paused");
        var stands = await page.SequenceAsync();
        await page.AddressNamesAsync(stands);
        var (moment, address) = (await page.Locator("#moment").TextContentAsync(), await page.EvaluateAsync<string>("() => location.pathname + location.search"));

        var again = await OpenAsync(host, address["/replay/".Length..]);

        (await again.SequenceAsync()).ShouldBe(stands);
        (await again.Locator("#moment").TextContentAsync()).ShouldBe(moment);
        (await page.SameAsFreshAsync(host, "week", stands)).ShouldBeTrue("what was patched while it played");
        _complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dragging_along_the_strip_shows_the_walls_of_the_places_passed_and_ends_where_the_hand_does()
    {
        await using var host = await HostAsync();
        var page = await OpenAsync(host, "week");
        var box = (await page.Locator("#scrubber").BoundingBoxAsync())!;
        var passed = new HashSet<long>();
        await page.Mouse.MoveAsync(box.X + box.Width * 0.1f, box.Y + 20);
        await page.Mouse.DownAsync();
        for (var share = 0.2f; share < 0.85f; share += 0.1f)
        {
            await page.Mouse.MoveAsync(box.X + box.Width * share, box.Y + 20);
            await page.AnsweredAsync();
            passed.Add(await page.SequenceAsync());
        }

        await page.Mouse.UpAsync();
        passed.Count.ShouldBeGreaterThan(4);
        var stands = await page.SequenceAsync();
        ((double)stands / (_recording.Steps.Count - 1)).ShouldBeInRange(0.6, 0.95);
        (await page.SameAsFreshAsync(host, "week", stands)).ShouldBeTrue();
        (await page.Locator("#scrubber").GetAttributeAsync("aria-valuetext")).ShouldBe(await page.Locator("#moment").TextContentAsync());
        _complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Everything_can_be_done_with_the_keyboard_alone()
    {
        await using var host = await HostAsync();
        var page = await OpenAsync(host, "week?at=50");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.ShowsAsync(51);
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.ShowsAsync(50);
        await page.Keyboard.PressAsync("End");
        await page.ShowsAsync(_recording.Steps.Count - 1);
        (await page.Locator("#state").TextContentAsync()).ShouldBe("The end of the replay");
        await page.Keyboard.PressAsync("Home");
        await page.WaitForFunctionAsync("() => document.getElementById('scrubber').getAttribute('aria-valuenow') === '0'");
        await page.Keyboard.PressAsync("n");
        await page.Locator("#state:has-text('Paused at alert')").WaitForAsync();
        var first = (await page.Locator("#state").TextContentAsync())!;
        first.ShouldMatch("^Paused at (alert|alerts) 1 ");
        await page.Keyboard.PressAsync("n");
        await page.WaitForFunctionAsync("(first) => { const now = document.getElementById('state').textContent; return now.startsWith('Paused at alert') && now !== first; }", first);
        await page.Keyboard.PressAsync("p");
        await page.WaitForFunctionAsync("(first) => document.getElementById('state').textContent === first", first);
        await page.Keyboard.PressAsync("+");
        await page.Locator("#rate >> css=option:checked >> text=300x").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Keyboard.PressAsync("Space");
        await page.StateAsync("playing");
        await page.Keyboard.PressAsync("Space");
        await page.StateAsync("paused");

        // By Tab: every control is reached in order, is named, and shows that it has the focus.
        var names = new List<string>();
        for (var i = 0; i < 20 && !names.Contains("Place in the replay"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
            names.Add(await page.EvaluateAsync<string>("""
                () => {
                  const e = document.activeElement;
                  const outlined = getComputedStyle(e).outlineStyle !== "none";
                  return (e.ariaLabel ?? e.labels?.[0]?.firstChild.textContent ?? e.textContent).trim() + (outlined || e.tagName === "IFRAME" ? "" : " (no focus to be seen)");
                }
                """));
        }

        names.Where(n => n.Contains("no focus", StringComparison.Ordinal)).ShouldBeEmpty();
        string[] controls = ["‹ Alert", "−1 h", "−1 min", "‹ Step", "Play", "Step ›", "+1 min", "+1 h", "Alert ›", "Speed", "Alerts", "Keys", "Place in the replay"];
        names.Where(controls.Contains).ShouldBe(controls);
        _complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Single_keys_can_be_switched_off_for_those_who_speak_to_their_machine()
    {
        await using var host = await HostAsync();
        var page = await OpenAsync(host, "week?at=50");
        await page.Locator(".keys summary").ClickAsync();
        await page.Locator("#keys").UncheckAsync();
        await page.Locator("body").ClickAsync(new() { Position = new() { X = 500, Y = 30 } });
        await page.Keyboard.PressAsync("n");
        await page.Locator("#scrubber").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.ShowsAsync(51);
    }

    [Fact]
    public async Task Two_recordings_stand_side_by_side_on_one_screen_and_move_in_step()
    {
        await using var host = await HostAsync();
        var page = await OpenAsync(host, "week/with/drill?align=start");
        await page.Keyboard.PressAsync("PageUp");
        await page.AnsweredAsync();
        var times = await page.Locator(".pane-time").AllTextContentsAsync();
        times[0].ShouldEndWith("10:25:00");
        times[1].ShouldBe(times[0]);
        (await page.Locator("#moment").TextContentAsync()).ShouldBe("Day 1, 01:00:00");
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
        foreach (var i in new[] { 0, 1 })
        {
            var hidden = await page.Frames[i + 1].EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll("main .bed, .figure, .panel, #clock")].filter((e) => {
                  const r = e.getBoundingClientRect();
                  return r.width < 1 || r.height < 1 || r.left < -1 || r.top < -1 || r.right > innerWidth + 1 || r.bottom > innerHeight + 1;
                }).map((e) => e.id || e.className)
                """);
            hidden.ShouldBeEmpty();
            (await page.Frames[i + 1].Locator("main .bed").CountAsync()).ShouldBe(420);
        }

        _complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replay_whose_server_dies_says_so_and_goes_on_from_its_place_when_the_server_is_back()
    {
        var log = new MemoryLog();
        var host = await HostAsync(log);
        var port = host.Address.Port;
        var page = await OpenAsync(host, "week?at=77", ownClock: true);
        await page.EvaluateAsync("() => { globalThis.thisVeryPage = true; }");
        await host.DisposeAsync();
        await page.StateAsync("waiting");
        await page.Clock.FastForwardAsync((long)StaleAfter.TotalMilliseconds + 1);
        await page.Locator("#stale:not([hidden])").WaitForAsync();
        (await page.Locator("#stale").TextContentAsync())!.ShouldMatch(@"^NO CONNECTION since \d\d:\d\d:\d\d");
        (await page.FrameLocator("iframe").Locator("main .bed").CountAsync()).ShouldBe(420);

        await using var again = await HostAsync(log, port);
        await page.Locator("#stale[hidden]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.StateAsync("paused");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.ShowsAsync(78);
        (await page.SameAsFreshAsync(again, "week", 78)).ShouldBeTrue();
        (await page.EvaluateAsync<bool>("() => globalThis.thisVeryPage === true")).ShouldBeTrue("the page was loaded anew");
    }

    [Fact]
    public async Task A_recording_that_takes_long_to_open_shows_how_far_it_is_and_begins_by_itself()
    {
        var log = new MemoryLog();
        _recording.AppendTo(log);
        await using var host = await HostAsync(log, replay: o => o.ProgressAfter = TimeSpan.Zero);
        await host.Feed.Ready;
        var read = new TaskCompletionSource();
        log.HoldsReadersUntil = read.Task;
        var page = await _chromium.OpenAsync(new Uri(host.Address, "/replay/live:riverside:20260203T150000Z:20260204T150000Z?at=33"));
        (await page.Locator("h1").TextContentAsync()).ShouldBe("REPLAY Opening the recording");
        (await page.Locator("progress").CountAsync()).ShouldBe(1);
        read.SetResult();
        await page.ShowsAsync(33);
    }

    [Fact]
    public async Task A_page_that_is_closed_ends_its_session()
    {
        await using var host = await HostAsync();
        var page = await OpenAsync(host, "week");
        await Patience.UntilAsync(() => Running(host) == 1);
        await page.CloseAsync();
        await Patience.UntilAsync(() => Running(host) == 0);
    }

    [Fact]
    public async Task When_too_many_replay_already_the_page_says_so_in_words()
    {
        await using var host = await HostAsync(replay: o => o.SessionsMax = 1);
        await OpenAsync(host, "week");
        var second = await _chromium.OpenAsync(new Uri(host.Address, "/replay/week"));
        await second.Locator("#stale:has-text('1 replays are running here already')").WaitForAsync();
    }

    [Theory]
    [InlineData("", "light")]
    [InlineData("/week?at=150", "dark")]
    [InlineData("/week?at=150&theme=light", "light")]
    [InlineData("/week/with/drill", "dark")]
    [InlineData("/nowhere", "dark")]
    public async Task No_page_of_replays_has_a_serious_finding_of_axe(string path, string scheme)
    {
        await using var host = await HostAsync();
        var page = await _chromium.OpenAsync(new Uri(host.Address, "/replay" + path), dark: scheme == "dark");
        if (path.Contains("week", StringComparison.Ordinal))
        {
            await page.StateAsync("paused");
        }

        (await Axe.SeriousFindingsAsync(page)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_leads_to_a_span_of_the_live_log_and_to_two_side_by_side()
    {
        var log = new MemoryLog();
        _recording.AppendTo(log);
        await using var host = await HostAsync(log);
        await host.Feed.Ready;
        var page = await _chromium.OpenAsync(new Uri(host.Address, "/replay"));
        (await page.Locator("tbody tr").CountAsync()).ShouldBe(3);
        (await page.Locator("tr.unusable").TextContentAsync())!.ShouldContain("cut off");
        await page.Locator("label.pick").Nth(0).ClickAsync();
        await page.Locator("label.pick").Nth(1).ClickAsync();
        await page.Locator("#beside").ClickAsync();
        await page.StateAsync("paused");
        page.Url.ShouldContain("/replay/drill/with/week");

        await page.GotoAsync(new Uri(host.Address, "/replay").ToString());
        await page.Locator("input[name=from]").FillAsync("2026-02-03T15:00:00Z");
        await page.Locator("input[name=to]").FillAsync("2026-02-03T20:00:00Z");
        await page.GetByText("Replay this span").ClickAsync();
        await page.StateAsync("paused");
        (await page.Locator("#moment").TextContentAsync()).ShouldBe("Tue 3 Feb 2026 10:00:00");
        Uri.UnescapeDataString(page.Url).ShouldContain("live:riverside:20260203T150000Z:20260203T200000Z");
    }

    [Theory]
    [InlineData("/replay/nowhere", 404)]
    [InlineData("/replay/broken", 422)]
    [InlineData("/replay/week?at=three", 400)]
    [InlineData("/replay/week?now=yesterday", 400)]
    [InlineData("/replay/week?rate=4000", 400)]
    [InlineData("/replay/live:riverside?from=tomorrow", 400)]
    [InlineData("/replay/live:nowhere", 404)]
    [InlineData("/replay/week/pane?at=-1", 400)]
    public async Task What_can_not_be_shown_is_said_with_the_way_out(string path, int status)
    {
        await using var host = await HostAsync();
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(host.Address, path));
        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("All recordings");
    }

    private async Task<WallHost> HostAsync(MemoryLog? log = null, int port = 0, Action<ReplayOptions>? replay = null)
    {
        if (!Directory.EnumerateFiles(_folder).Any())
        {
            _recording.Write(_folder, "week");
            new SyntheticRecording(32, 300).Write(_folder, "drill", $$"""{"format":"medmgr-recording","version":1,"kind":"drill","title":"Drill","hospital":"{{SyntheticHospital.Id}}"}""");
            await File.WriteAllTextAsync(Path.Combine(_folder, "broken.jsonl"), """{"format":"medmgr-recording","version":1,"hospital":"riverside"}""" + "\n{\"position\":1");
        }

        return await WallHost.StartAsync(
            log ?? new MemoryLog(),
            wall => wall.StaleAfter = StaleAfter,
            port,
            replay: options =>
            {
                options.Folder = _folder;
                options.ProgressAfter = Patience.Long;
                replay?.Invoke(options);
            });
    }

    private async Task<IPage> OpenAsync(WallHost host, string replay, bool ownClock = false)
    {
        var page = await _chromium.OpenAsync(new Uri(host.Address, "/replay/" + replay), ownClock: ownClock);
        page.Console += (_, message) => _complaints.Add(message.Text);
        page.PageError += (_, error) => _complaints.Add(error);
        await page.ReloadAsync();
        await page.Locator("body.replay:not([data-state=waiting])[data-state]").WaitForAsync();
        return page;
    }

    private static int Running(WallHost host) => host.Services.GetRequiredService<ReplaySessions>().Running;
}

using MedMgr.Ops.Domain;
using MedMgr.Ops.WallBoard.Tests.Support;
using Microsoft.Playwright;

namespace MedMgr.Ops.WallBoard.Tests;

/// <summary>The wall in Chromium.</summary>
public sealed class BrowserTests : IClassFixture<Chromium>
{
    private readonly Chromium _chromium;

    public BrowserTests(Chromium chromium) => _chromium = chromium;

    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(3840, 2160)]
    [InlineData(1366, 768)]
    public async Task All_420_beds_are_on_the_screen_and_nothing_scrolls_or_overflows(int width, int height)
    {
        await using var host = await WallHost.WithAfternoonAsync();
        var page = await OpenAsync(host, width, height);
        (await page.Locator("main .bed").CountAsync()).ShouldBe(420);
        (await page.OutOfSightAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task On_a_narrow_screen_the_wall_becomes_one_column_without_overlaps()
    {
        await using var host = await WallHost.WithAfternoonAsync();
        var page = await OpenAsync(host, 700, 1000);
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
        var overlaps = await page.EvaluateAsync<string[]>("""
            () => {
              const boxes = [...document.querySelectorAll(".present, .masthead, .tile, .panel, .legend")].map((e) => [e.id || e.className, e.getBoundingClientRect()]);
              const out = [];
              for (const [i, [a, r]] of boxes.entries()) for (const [b, q] of boxes.slice(i + 1))
                if (r.left < q.right - 1 && q.left < r.right - 1 && r.top < q.bottom - 1 && q.top < r.bottom - 1) out.push(`${a} and ${b}`);
              for (const bed of document.querySelectorAll("main .bed")) {
                const r = bed.getBoundingClientRect(), t = bed.closest(".tile").getBoundingClientRect();
                if (r.height < 20 || r.bottom > t.bottom + 1 || r.top < t.top) out.push(bed.id);
              }
              return out;
            }
            """);
        overlaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wall_patched_live_is_the_wall_of_a_fresh_page_and_the_console_stays_empty()
    {
        await using var host = await WallHost.WithAfternoonAsync();
        var page = await OpenAsync(host);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        await page.ReloadAsync();
        await page.LiveAsync();
        for (var round = 0; round < 40; round++)
        {
            await host.HappensAsync(SyntheticHospital.Toggle(BedId.Of(round % 4 < 2 ? "SDU-19" : "4E-28"), round));
        }

        var free = host.Feed.Current.Units.Single(u => u.Id.Value == "5E").Beds.First(b => b.Status == Domain.Beds.BedStatus.Ready);
        await host.HappensAsync(SyntheticHospital.Admit("E77777", UnitId.Of("5E"), free.Id, SyntheticHospital.Now, new Isolation(Precautions.Airborne)));
        await page.ShowsAsync(host);
        (await page.Locator($"#bed-{free.Id.Value}").GetAttributeAsync("data-iso")).ShouldBe("A");
        (await page.SameAsFreshAsync(host)).ShouldBeTrue();
        (await page.EvaluateAsync<string?>("() => document.body.dataset.rejoined ?? null")).ShouldBeNull();
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_definition_is_laid_out_on_the_living_page()
    {
        await using var host = await WallHost.WithAfternoonAsync();
        var page = await OpenAsync(host);
        var smaller = SyntheticHospital.Definition with { Name = "Riverside, east wing", Units = SyntheticHospital.Definition.Units[..6] };
        await host.HappensAsync(SyntheticHospital.Defined(smaller));
        await page.ShowsAsync(host);
        (await page.Locator("main .tile").CountAsync()).ShouldBe(6);
        (await page.Locator("h1").TextContentAsync()).ShouldBe("Riverside, east wing");
        (await page.SameAsFreshAsync(host)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_wall_whose_server_dies_says_so_beside_the_last_frame_and_comes_back_by_itself()
    {
        var log = new MemoryLog();
        log.Append(SyntheticHospital.Id, SyntheticHospital.Now, new SyntheticHospital().Afternoon());
        var host = await WallHost.StartAsync(log, Impatient);
        await host.Feed.Ready;
        var port = host.Address.Port;
        var page = await OpenAsync(host);
        await page.EvaluateAsync("() => { globalThis.thisVeryPage = true; }");
        await host.DisposeAsync();

        await page.Locator("#stale:not([hidden])").WaitForAsync();
        (await page.Locator("#stale").TextContentAsync())!.ShouldMatch(@"^NO CONNECTION since \d\d:\d\d:\d\d$");
        (await page.Locator("main .bed").CountAsync()).ShouldBe(420);
        (await page.EvaluateAsync<bool>("""
            () => {
              const banner = document.getElementById("stale").getBoundingClientRect();
              return [...document.querySelectorAll("main .bed, .figure, .panel")].every((e) => {
                const r = e.getBoundingClientRect();
                return r.bottom <= banner.top + 1 || r.top >= banner.bottom - 1;
              });
            }
            """)).ShouldBeTrue("the banner lies over the last frame");

        log.Append(SyntheticHospital.Id, SyntheticHospital.Now, SyntheticHospital.Toggle(BedId.Of("SDU-19"), 0));
        await using var again = await WallHost.StartAsync(log, Impatient, port);
        await page.LiveAsync();
        await page.ShowsAsync(again);
        await page.Locator("#stale[hidden]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        (await page.Locator("#bed-SDU-19.blocked").CountAsync()).ShouldBe(1);
        (await page.SameAsFreshAsync(again)).ShouldBeTrue();
        (await page.EvaluateAsync<bool>("() => globalThis.thisVeryPage === true")).ShouldBeTrue("the page was loaded anew");

        static void Impatient(Live.WallBoardOptions options)
        {
            options.StaleAfter = TimeSpan.FromSeconds(2);
            options.HeartbeatInterval = TimeSpan.FromSeconds(0.5);
        }
    }

    [Fact]
    public async Task A_wall_that_meets_another_build_loads_its_page_anew()
    {
        var log = new MemoryLog();
        log.Append(SyntheticHospital.Id, SyntheticHospital.Now, new SyntheticHospital().Afternoon());
        var host = await WallHost.StartAsync(log, o => o.BuildId = "yesterday");
        await host.Feed.Ready;
        var port = host.Address.Port;
        var page = await OpenAsync(host);
        await host.DisposeAsync();
        await using var again = await WallHost.StartAsync(log, o => o.BuildId = "today", port);
        await page.Locator("body[data-build=today]").WaitForAsync();
        await page.LiveAsync();
    }

    [Fact]
    public async Task A_wall_without_script_shows_the_board_as_of_its_loading()
    {
        await using var host = await WallHost.WithAfternoonAsync();
        var page = await _chromium.OpenAsync(new Uri(host.Address, $"/wall/{SyntheticHospital.Id}"), script: false);
        (await page.Locator("main .bed").CountAsync()).ShouldBe(420);
        (await page.Locator("#freshness").TextContentAsync()).ShouldBe("as of page load");
        (await page.Locator(".waiting time").First.TextContentAsync()).ShouldBe("3 Feb 02:20");
    }

    private Task<IPage> OpenAsync(WallHost host, int width = 1920, int height = 1080) => _chromium.OpenWallAsync(host, "", width, height);
}

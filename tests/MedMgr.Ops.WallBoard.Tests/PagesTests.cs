using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.WallBoard.Tests.Support;

namespace MedMgr.Ops.WallBoard.Tests;

/// <summary>The pages of a wall beside its overview, in Chromium: a unit alone, a unit pinned, the flow map, and one after the other.</summary>
public sealed class PagesTests : IClassFixture<Chromium>
{
    private readonly Chromium _chromium;

    public PagesTests(Chromium chromium) => _chromium = chromium;

    [Theory]
    [InlineData("/flow", 1920, 1080)]
    [InlineData("/flow", 3840, 2160)]
    [InlineData("/units/ED", 1920, 1080)]
    [InlineData("/units/CCU", 3840, 2160)]
    [InlineData("?pin=4E", 1920, 1080)]
    [InlineData("?pin=ED", 1366, 768)]
    public async Task Nothing_scrolls_overflows_or_lies_over_another(string path, int width, int height)
    {
        await using var host = await WallHost.WithDayAsync();
        var page = await _chromium.OpenWallAsync(host, path, width, height);
        (await page.OutOfSightAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/flow")]
    [InlineData("/units/5E")]
    [InlineData("?pin=5E")]
    public async Task A_page_patched_live_is_the_page_of_a_fresh_load(string path)
    {
        await using var host = await WallHost.WithAfternoonAsync(time: new StartingAt(SyntheticHospital.Now));
        var page = await _chromium.OpenWallAsync(host, path);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        await page.ReloadAsync();
        await page.LiveAsync();
        var free = host.Feed.Current.Units.Single(u => u.Id.Value == "5E").Beds.First(b => b.Status == Domain.Beds.BedStatus.Ready);
        await host.HappensAsync(SyntheticHospital.Admit("E77777", UnitId.Of("5E"), free.Id, SyntheticHospital.Now, new Isolation(Precautions.Airborne)));
        await host.HappensAsync((Streams.Hospital, new HospitalEvent.SurgeLevelSet(3, "more") { At = SyntheticHospital.Now }));
        await host.HappensAsync((Streams.Hospital, new HospitalEvent.AlertTaken("boarding-too-long:PACU", "A. Lind") { At = SyntheticHospital.Now }));
        await host.HappensAsync(SyntheticHospital.Toggle(BedId.Of("5E-27"), 0));
        await page.ShowsAsync(host);
        (await page.Locator(".surge-level").TextContentAsync())!.ShouldContain("Surge level 3");
        (await page.SameAsFreshAsync(host, path)).ShouldBeTrue();
        (await page.EvaluateAsync<string?>("() => document.body.dataset.rejoined ?? null")).ShouldBeNull();
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rotating_wall_turns_to_its_next_page_on_the_same_connection_and_goes_on_living()
    {
        // The page's own time turns its pages: each stays until the test has looked at it, and the connection lasts.
        await using var host = await WallHost.WithAfternoonAsync(o => o.StaleAfter = TimeSpan.FromHours(1));
        var page = await _chromium.OpenAsync(WallPageExtensions.Address(host, "?rotate=600"), ownClock: true);
        await page.LiveAsync();
        (await page.Locator("#turn").TextContentAsync()).ShouldBe("page 1 of 3");
        await page.Clock.FastForwardAsync(600_000);
        await page.Locator("#board[data-page=flow]").WaitForAsync();
        (await page.Locator("main .flow-node").CountAsync()).ShouldBe(16);
        await page.Clock.FastForwardAsync(600_000);
        await page.Locator("#board[data-page='unit:ICU']").WaitForAsync();
        await host.HappensAsync(SyntheticHospital.Toggle(BedId.Of("ICU-01"), 0), (Streams.Hospital, new HospitalEvent.SurgeLevelSet(4, "more") { At = SyntheticHospital.Now }));
        await page.Locator("#surge[data-level='4']").WaitForAsync();
        await page.Clock.FastForwardAsync(600_000);
        await page.Locator("#board[data-page='']").WaitForAsync();
        host.Feed.Displays.ShouldBe(1);
    }

    [Fact]
    public async Task A_wall_is_light_by_day_and_dark_by_night_as_the_hospital_says()
    {
        // Light from 12 to 18 in New York; it is 09:25 there.
        var time = new StartingAt(SyntheticHospital.Now);
        await using (var morning = await WallHost.WithAfternoonAsync(time: time))
        {
            var page = await _chromium.OpenWallAsync(morning, "");
            (await page.Locator("html").GetAttributeAsync("data-theme")).ShouldBe("dark");
            await page.EvaluateAsync("() => { document.getElementById('board').dataset.lightFrom = '09:00'; }");
            await page.Locator("html[data-theme=light]").WaitForAsync();
        }

        await using var noon = await WallHost.WithAfternoonAsync(time: new StartingAt(SyntheticHospital.Now.AddHours(3)));
        using var http = new HttpClient();
        (await http.GetStringAsync(WallPageExtensions.Address(noon, ""))).ShouldContain("<html lang=\"en\" data-theme=\"light\">");
        (await http.GetStringAsync(WallPageExtensions.Address(noon, "?theme=dark"))).ShouldContain("<html lang=\"en\" data-theme=\"dark\">");
    }

    [Fact]
    public async Task A_screen_that_was_given_an_unknown_hospital_shows_its_wall_as_soon_as_it_is_there()
    {
        await using var host = await WallHost.StartAsync(new MemoryLog());
        var page = await _chromium.OpenAsync(WallPageExtensions.Address(host, ""), ownClock: true);
        (await page.Locator("h1").TextContentAsync()).ShouldBe("No such hospital");
        host.Log.Append(SyntheticHospital.Id, SyntheticHospital.Now, new SyntheticHospital().Afternoon());
        await host.Boards.AddHospital(HospitalId.Of(SyntheticHospital.Id)).Ready;
        await page.Clock.FastForwardAsync(31_000);
        await page.LiveAsync();
    }

    [Fact]
    public async Task The_legend_is_on_every_page_and_explains_what_that_page_shows()
    {
        await using var host = await WallHost.WithAfternoonAsync();
        var page = await _chromium.OpenWallAsync(host, "");
        (await page.Locator(".legend li:visible").AllTextContentsAsync()).ShouldContain(t => t.Contains("leaves now", StringComparison.Ordinal));
        var flow = await _chromium.OpenWallAsync(host, "/flow");
        var explained = await flow.Locator(".legend li:visible").AllTextContentsAsync();
        explained.ShouldContain(t => t.Contains("jammed", StringComparison.Ordinal));
        explained.ShouldNotContain(t => t.Contains("leaves now", StringComparison.Ordinal));
    }
}

using System.Net;
using MedMgr.Ops.Consoles.Tests.Support;
using Microsoft.Playwright;

namespace MedMgr.Ops.Consoles.Tests;

/// <summary>What a console shows when it is not alone, when nothing waits, when the server is gone, and what stays a person's own while the house moves on.</summary>
public sealed class StateJourneys : IClassFixture<Chromium>
{
    private readonly Chromium _chromium;
    private readonly SharedServer _shared;

    public StateJourneys(Chromium chromium, SharedServer shared) => (_chromium, _shared) = (chromium, shared);

    [Fact]
    public async Task Two_people_see_each_others_changes()
    {
        var house = await _shared.OpenAsync();
        await house.Request("V-1");
        await using var one = await Desk.OpenAsync(_chromium, house);
        await using var other = await Desk.OpenAsync(_chromium, house, actor: "Dr. Okafor");

        await one.Row("V-1").ClickAsync();
        await one.Chosen("V-1");
        await one.Bed("4E-3").ClickAsync();
        await other.Kept("V-1", "4E-3");
        await other.Shows(".bed.reserved[data-bed='4E-3']");
        await other.Page.Locator("#plan-make").ClickAsync();
        await one.Shows("#plan-standing");
    }

    [Fact]
    public async Task What_a_person_has_under_way_stays_while_the_house_moves_on()
    {
        var house = await _shared.OpenAsync();
        await house.Request("V-1");
        await house.Request("V-2", "male");
        await house.Done("placement/plans", new { seconds = 0 });
        await using var desk = await Desk.OpenAsync(_chromium, house);
        await desk.Page.Locator("#filter-text").FillAsync("V-1");
        await desk.Page.Locator("#why-V-2 summary").ClickAsync();
        await desk.Page.Locator("#tick-V-2").CheckAsync();
        await desk.Row("V-1").FocusAsync();

        await house.Request("V-3");
        await house.Place("V-4", "ICU-1", level: "critical");
        await house.Done("encounters/V-1/needs", new { isolation = new { precautions = "droplet" } });
        await desk.Shows(".waits[data-visit='V-3']");
        await Desk.Says(desk.Row("V-1"), "droplet");
        await desk.Shows(".bed.occupied[data-bed='ICU-1']");
        (await desk.Row("V-3").IsVisibleAsync()).ShouldBeFalse("it does not fit the filter");
        (await desk.Page.Locator("#filter-text").InputValueAsync()).ShouldBe("V-1");
        (await desk.Page.Locator("#tick-V-2").IsCheckedAsync()).ShouldBeTrue();
        (await desk.Page.Locator("#why-V-2").GetAttributeAsync("open")).ShouldNotBeNull();
        (await desk.Page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("waits-V-1");
        (await desk.Page.EvaluateAsync<string?>("() => document.body.dataset.rejoined ?? null")).ShouldBeNull();
    }

    [Fact]
    public async Task Filters_are_kept_in_the_address_and_say_when_nobody_fits()
    {
        var house = await _shared.OpenAsync();
        await house.Request("V-1", level: "critical");
        await house.Request("V-2");
        await using var desk = await Desk.OpenAsync(_chromium, house);
        await desk.Page.Locator("[name=level]").SelectOptionAsync("Critical");
        await desk.Row("V-2").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        desk.Page.Url.ShouldContain("level=Critical");
        await desk.Page.ReloadAsync();
        await desk.IsLive();
        (await desk.Row("V-2").IsVisibleAsync()).ShouldBeFalse();
        (await desk.Row("V-1").IsVisibleAsync()).ShouldBeTrue();

        await desk.Page.Locator("[name=overdue]").CheckAsync();
        await desk.Page.Locator("#queue-none").WaitForAsync();
        await desk.Page.Locator("#filters [type=reset]").ClickAsync();
        await desk.Row("V-2").WaitForAsync();
    }

    [Fact]
    public async Task A_server_that_is_gone_is_said_in_large_letters_and_the_console_comes_back_by_itself()
    {
        await using var server = await ConsoleServer.StartAsync(houses: 1);
        var house = await House.OpenAsync(server, "house-1");
        await house.Request("V-1");
        await using var desk = await Desk.OpenAsync(_chromium, house);
        desk.NetworkMayFail();
        await desk.Row("V-1").ClickAsync();
        await desk.Chosen("V-1");

        await server.StopAsync();
        await Desk.Says(desk.Page.Locator("#stale"), "NO CONNECTION since");
        await desk.Bed("4E-3").ClickAsync();
        await Desk.Says(desk.Refused, "nothing was sent");
        (await desk.Row("V-1").IsVisibleAsync()).ShouldBeTrue("the last known state stays readable");

        await server.StartAgainAsync();
        await desk.IsLive();
        (await desk.Page.Locator("#stale").IsVisibleAsync()).ShouldBeFalse();
        await desk.Bed("4E-3").ClickAsync();
        await desk.Kept("V-1", "4E-3");
    }

    [Fact]
    public async Task A_browser_without_a_network_says_so_and_catches_up_by_itself()
    {
        var house = await _shared.OpenAsync();
        await house.Request("V-1");
        await using var desk = await Desk.OpenAsync(_chromium, house);
        desk.NetworkMayFail();
        await desk.Page.Context.SetOfflineAsync(true);
        await Desk.Says(desk.Page.Locator("#stale"), "NO CONNECTION since");
        await house.Request("V-2");

        await desk.Page.Context.SetOfflineAsync(false);
        await desk.Row("V-2").WaitForAsync();
        await desk.IsLive();
        (await desk.Page.EvaluateAsync<string?>("() => document.body.dataset.rejoined ?? null")).ShouldBeNull("the missed frames were enough");
    }

    [Fact]
    public async Task A_board_that_has_failed_says_so_and_lets_nobody_act()
    {
        await using var server = await ConsoleServer.StartAsync(houses: 1);
        var house = await House.OpenAsync(server, "house-1");
        await house.Request("V-1");
        await using var desk = await Desk.OpenAsync(_chromium, house);
        desk.NetworkMayFail();
        await server.Log.AppendAsync(new EventLog.AppendRequest(
            house.Id.Value, new EventLog.Cause(EventLog.CauseKind.System, "test", "broken"), DateTimeOffset.UtcNow,
            [new EventLog.StreamAppend("bed/ICU-2", 0, [new EventLog.NewEvent("no-such-event", "{}"u8.ToArray())])]));
        await Desk.Says(desk.Page.Locator("#stale"), "NO CONNECTION since");

        await desk.Page.ReloadAsync();
        await Desk.Says(desk.Page.Locator("#trouble"), "has stopped");
        await desk.Page.Locator("#plan-make").ClickAsync();
        await Desk.Says(desk.Refused, "nothing was sent");
    }

    [Fact]
    public async Task An_unknown_hospital_and_a_wrong_address_are_told_what_would_be_right()
    {
        var house = await _shared.OpenAsync();
        var unknown = await house.Get("/console/nowhere");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await unknown.Content.ReadAsStringAsync()).ShouldContain($"/console/{house.Id}");
        var wrong = await house.Get($"/console/{house.Id}?theme=pink");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("theme=light");
        (await house.Get($"/console/{house.Id}/choice/V-99")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_console_has_no_serious_finding(bool dark)
    {
        var house = await _shared.OpenAsync();
        await house.Place("V-1", "4E-1A");
        await house.Request("V-2", "male", acuity: 1);
        await house.Request("V-3", acuity: 2);
        await house.Request("V-4", level: "neonatal", acuity: 3);
        await house.Done("encounters/V-3/assign", new { bed = "4E-1B" });
        await house.Done("placement/plans", new { seconds = 0 });
        await using var desk = await Desk.OpenAsync(_chromium, house, dark: dark);
        (await Axe.SeriousFindingsAsync(desk.Page)).ShouldBeEmpty();

        await desk.Row("V-2").ClickAsync();
        await desk.Chosen("V-2");
        await desk.Bed("4E-1B").HoverAsync();
        (await Axe.SeriousFindingsAsync(desk.Page)).ShouldBeEmpty();
        await desk.Page.Locator("#choice-cancel").ClickAsync();
        (await Axe.SeriousFindingsAsync(desk.Page)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/console/nowhere")]
    public async Task The_pages_around_it_have_no_serious_finding(string path)
    {
        var page = await _chromium.OpenAsync(new Uri(_shared.Server.Address, path));
        (await Axe.SeriousFindingsAsync(page)).ShouldBeEmpty();
    }
}

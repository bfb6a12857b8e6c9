using System.Text;
using System.Text.Json;
using MedMgr.Ops.RosterPages.Tests.Support;
using Microsoft.Playwright;

namespace MedMgr.Ops.RosterPages.Tests;

/// <summary>What people do on the roster pages, in Chromium against the running program.</summary>
public sealed class JourneyTests : IClassFixture<RosterServer>
{
    private readonly RosterServer _server;

    public JourneyTests(RosterServer server) => _server = server;

    [Fact]
    public async Task A_shift_is_changed_by_keys_alone_a_broken_rule_is_named_undone_and_the_draft_published_after_a_conflict()
    {
        var monday = RosterServer.Monday;
        await _server.Publish(monday);
        var draft = await _server.Draft(new { copy = new { on = RosterServer.Iso(monday) } });
        var (page, complaints) = await _server.Open(RosterServer.PageOf(draft));

        // Into the grid and to the first nurse's second day; only keys from here on.
        await page.Locator("#grid td[tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("Home");
        await Focused(page, $"c-MED-4E-RN-D01-{RosterServer.Iso(monday)}");
        await page.Keyboard.PressAsync("n");
        await page.Locator("#refused", new() { HasText = "h of rest" }).WaitForAsync();
        await page.Locator(".breaches button", new() { HasText = "rest" }).First.WaitForAsync();
        await Focused(page, $"c-MED-4E-RN-D01-{RosterServer.Iso(monday)}");
        await page.Keyboard.PressAsync("Control+z");
        await page.GetByText("No hard rule is broken").WaitForAsync();

        // A shift more is a change with its price; it is still there after a reload.
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Delete");
        await page.Locator(".changes li").WaitForAsync();
        await page.ReloadAsync();
        await page.Locator("body[data-ready=true]").WaitForAsync();
        (await page.Locator(".changes li").CountAsync()).ShouldBe(1);
        (await page.Locator(".changes .price").TextContentAsync()).ShouldBe("−624");

        // Meanwhile somebody withdraws a day: the publisher is told, looks, and publishes over it.
        await page.Locator("[data-do=publish]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#publish textarea").FillAsync("one is enough");
        var known = await page.Locator("#sheet").GetAttributeAsync("data-known");
        known.ShouldNotBeNull();
        await _server.Publish(monday.AddDays(70));
        await page.Locator("#publish button[type=submit]").ClickAsync();
        await page.Locator("#publish .wrong", new() { HasText = "have changed since you looked" }).WaitForAsync();
        await page.Locator("#publish-over input").CheckAsync();
        await page.Locator("#publish button[type=submit]").ClickAsync();
        await page.Locator(".stamp.published").WaitForAsync();
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_is_searched_for_published_and_repaired_after_a_sick_call_and_a_change_left_out()
    {
        var monday = RosterServer.Monday.AddDays(14);
        var (page, complaints) = await _server.Open($"/rosters/{RosterServer.Unit}?hospital=riverside");
        await page.Locator("[data-do=plan]").ClickAsync();
        await page.Locator("#plan [name=from]").FillAsync(RosterServer.Iso(monday));
        await page.Locator("#plan [name=weeks]").FillAsync("1");
        await page.Locator("#plan [name=seconds]").FillAsync("8");
        await page.Locator("[data-add=wish]").ClickAsync();
        await page.Locator("#plan [data-rows=wish] [name=staff]").SelectOptionAsync("MED-4E-RN-D04");
        await page.Locator("#plan [data-rows=wish] [name=date]").FillAsync(RosterServer.Iso(monday.AddDays(1)));
        await page.Locator("#plan [data-rows=wish] [name=want]").SelectOptionAsync("on");
        await page.Locator("#plan [data-rows=wish] [name=shift]").SelectOptionAsync("N");
        await page.Locator("#plan button[type=submit]").ClickAsync();
        await page.Locator("#search, #grid").First.WaitForAsync();
        await page.Locator("#grid").WaitForAsync();
        await page.GetByText("No hard rule is broken").WaitForAsync();
        (await page.Locator($"#c-MED-4E-RN-D04-{RosterServer.Iso(monday.AddDays(1))}").GetAttributeAsync("aria-label"))!.ShouldContain("asked for N, ");
        (await page.Locator(".what").TextContentAsync())!.ShouldContain("begun by Mara");

        await page.Locator("[data-do=publish]").ClickAsync();
        await page.Locator("#publish textarea").FillAsync("the plan for the week");
        await page.Locator("#publish button[type=submit]").ClickAsync();
        await page.Locator(".stamp.published").WaitForAsync();
        await page.GotoAsync(new Uri(page.Url) + $"&on={RosterServer.Iso(monday)}");
        await page.Locator("body[data-ready=true]").WaitForAsync();

        var cell = page.Locator($"#grid td[data-day='{RosterServer.Iso(monday.AddDays(2))}'][data-shift=D]").First;
        var staff = await cell.GetAttributeAsync("data-staff");
        await cell.ClickAsync();
        await page.Locator("[data-do=sick]").ClickAsync();
        (await page.Locator("#sick select").InputValueAsync()).ShouldBe(staff);
        await page.Locator("#sick [name=seconds]").FillAsync("5");
        await page.Locator("#sick button[type=submit]").ClickAsync();
        await page.Locator(".changes li").First.WaitForAsync();
        (await page.Locator($"#c-{staff}-{RosterServer.Iso(monday.AddDays(2))}").GetAttributeAsync("aria-label"))!.ShouldContain("sick");

        var before = await page.Locator(".changes li").CountAsync();
        if (before > 1)
        {
            await page.Locator(".changes .small").First.ClickAsync();
            await Assertions.Expect(page.Locator(".changes li")).ToHaveCountAsync(before - 1, new() { Timeout = (float)Patience.Long.TotalMilliseconds });
        }

        await page.Locator("[data-do=publish]").ClickAsync();
        await page.Locator("#publish textarea").FillAsync("a sick call");
        await page.Locator("#publish button[type=submit]").ClickAsync();
        await page.Locator(".what", new() { HasText = "“a sick call”" }).Or(page.Locator(".stamp.published")).First.WaitForAsync();
        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Axe_finds_nothing_serious_on_the_pages_and_their_dialogs(bool dark)
    {
        var monday = RosterServer.Monday.AddDays(dark ? 28 : 35);
        await _server.Publish(monday);
        var draft = await _server.Draft(new { copy = new { on = RosterServer.Iso(monday) } });
        var (page, complaints) = await _server.Open(RosterServer.PageOf(draft), dark: dark);
        await page.Locator($"#c-MED-4E-RN-D01-{RosterServer.Iso(monday)}").ClickAsync();
        await page.Locator(".choices").WaitForAsync();
        await page.Keyboard.PressAsync("n");
        await page.Locator(".breaches").WaitForAsync();
        (await Axe.SeriousFindingsAsync(page)).ShouldBeEmpty();
        await page.Locator("[data-do=publish]").ClickAsync();
        (await Axe.SeriousFindingsAsync(page)).ShouldBeEmpty();

        await page.GotoAsync(new Uri(_server.Server.Url, "/rosters?hospital=riverside").ToString());
        (await Axe.SeriousFindingsAsync(page)).ShouldBeEmpty();
        await page.GotoAsync(new Uri(_server.Server.Url, "/rosters/ICU?hospital=riverside").ToString());
        await page.Locator("[data-do=plan]").ClickAsync();
        await page.Locator("[data-add=absence]").First.ClickAsync();
        await page.Locator("[data-add=wish]").ClickAsync();
        await page.Locator("#plan [data-rows=wish] [name=shift]").WaitForAsync();
        (await Axe.SeriousFindingsAsync(page)).ShouldBeEmpty();
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_with_faults_is_told_line_by_line_and_an_absent_server_is_said_until_it_is_back()
    {
        var (page, _) = await _server.Open("/rosters/SURG-5E?hospital=riverside", actor: "Zoë van Rijn");
        await page.Locator("[data-do=upload]").ClickAsync();
        await page.Locator("#upload input[type=file]").SetInputFilesAsync(new FilePayload { Name = "week.csv", MimeType = "text/csv", Buffer = "staff,date,shift\nNOBODY,2026-12-01,D\n"u8.ToArray() });
        await page.Locator("#upload button[type=submit]").ClickAsync();
        await page.Locator(".wrong-list li", new() { HasText = "line 2" }).WaitForAsync();
        await page.Locator("#upload input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "week.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes($"staff,date,shift\nSURG-5E-RN-D01,{RosterServer.Iso(RosterServer.Monday)},D\n"),
        });
        await page.Locator("#upload button[type=submit]").ClickAsync();
        await page.Locator(".what", new() { HasText = "begun by Zoë van Rijn" }).WaitForAsync();
        await page.Locator("body[data-ready=true]").WaitForAsync();

        await page.Context.SetOfflineAsync(true);
        await page.Locator("#offline", new() { HasText = "not reached" }).WaitForAsync();
        await page.Context.SetOfflineAsync(false);
        await page.Locator("body:not([data-offline])").WaitForAsync();
    }

    private static Task Focused(IPage page, string id) => page.WaitForFunctionAsync("id => document.activeElement.id === id", id);
}

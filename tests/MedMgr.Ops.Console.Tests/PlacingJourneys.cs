using MedMgr.Ops.Consoles.Tests.Support;
using MedMgr.Ops.Domain.Log;
using Microsoft.Playwright;

namespace MedMgr.Ops.Consoles.Tests;

/// <summary>A bed manager gives beds, by pointer and by keyboard, at the console of a running server.</summary>
public sealed class PlacingJourneys : IClassFixture<Chromium>
{
    private readonly Chromium _chromium;
    private readonly SharedServer _shared;

    public PlacingJourneys(Chromium chromium, SharedServer shared) => (_chromium, _shared) = (chromium, shared);

    [Fact]
    public async Task A_patient_is_dragged_to_a_bed_and_the_bed_is_given_back()
    {
        var house = await _shared.OpenAsync();
        await house.Request("V-1");
        await using var desk = await Desk.OpenAsync(_chromium, house);

        await desk.Drag(desk.Row("V-1"), desk.Bed("4E-1A"));
        await Desk.Says(desk.Page.Locator("#bed-says"), "4E-1A");
        await desk.Drop();
        await desk.Kept("V-1", "4E-1A");
        await Desk.Says(desk.Told, "4E-1A is kept for V-1.");
        await desk.Shows(".bed.reserved[data-bed='4E-1A']");
        (await house.Events("bed/4E-1A"))[^1].Cause.Actor.ShouldBe(Desk.Manager);

        await desk.Page.Locator("#done button").ClickAsync();
        await desk.Shows(".waits[data-visit='V-1']:not([data-assigned])");
        (await house.StatusOf("4E-1A")).ShouldBe("ready");
        await Desk.Says(desk.Page.Locator("#done"), "taken back");
    }

    [Fact]
    public async Task By_keyboard_alone_somebody_says_who_they_are_and_gives_a_bed()
    {
        var house = await _shared.OpenAsync();
        await house.Request("V-1", acuity: 4);
        await house.Request("V-2", acuity: 1);
        await using var desk = await Desk.OpenAsync(_chromium, house, actor: null);
        var keys = desk.Page.Keyboard;

        await keys.PressAsync("Control+k");
        await keys.PressAsync("ArrowDown");
        (await Focused(desk)).ShouldBe("waits-V-2", "the most urgent comes first");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await desk.Shows("#panel-beds .bed:focus");
        var first = await Focused(desk);
        await keys.PressAsync("ArrowRight");
        (await Focused(desk)).ShouldNotBe(first);
        await keys.PressAsync("ArrowLeft");
        (await Focused(desk)).ShouldBe(first);

        await keys.PressAsync("Escape");
        (await Focused(desk)).ShouldBe("waits-V-1");
        await keys.PressAsync("Enter");
        await desk.Shows("#panel-beds .bed:focus");
        await keys.PressAsync("Enter");
        await desk.Shows("#who[open]");
        await keys.TypeAsync("Zoë 看護師");
        await keys.PressAsync("Enter");
        var bed = first["bed-".Length..];
        await desk.Kept("V-1", bed);
        (await house.Events($"bed/{bed}"))[^1].Cause.Actor.ShouldBe("Zoë 看護師");

        await keys.PressAsync("Control+z");
        await desk.Shows(".waits[data-visit='V-1']:not([data-assigned])");
    }

    [Fact]
    public async Task The_rule_that_refuses_is_named_at_once_and_may_be_set_aside_with_a_reason()
    {
        var house = await _shared.OpenAsync();
        await house.Place("V-1", "4E-1A", "female");
        await house.Request("V-2", "male");
        await using var desk = await Desk.OpenAsync(_chromium, house);

        await desk.Row("V-2").ClickAsync();
        await desk.Chosen("V-2");
        (await desk.Bed("4E-1B").GetAttributeAsync("data-can")).ShouldBe("override");
        (await desk.Bed("4E-1A").GetAttributeAsync("data-can")).ShouldBe("no");
        (await desk.Bed("4E-3").GetAttributeAsync("data-can")).ShouldBe("ok");
        await desk.Bed("4E-1A").HoverAsync();
        await Desk.Says(desk.Page.Locator("#bed-says"), "occupied by V-1");
        await desk.Bed("4E-1B").FocusAsync();
        await Desk.Says(desk.Page.Locator("#bed-says"), "room 4E-1 is shared by one gender");
        (await desk.Bed("4E-1B").GetAttributeAsync("aria-description"))!.ShouldContain("shared by one gender");

        await desk.Bed("4E-1A").ClickAsync();
        await Desk.Says(desk.Refused, "4E-1A");
        await desk.Bed("4E-1B").ClickAsync();
        await Desk.Says(desk.Page.Locator("#ask-detail"), "shared by one gender");
        await desk.Page.Locator("#ask-text").FillAsync("father and daughter");
        await desk.Page.Locator("#ask-yes").ClickAsync();
        await desk.Kept("V-2", "4E-1B");
        var reserved = (await house.Events("bed/4E-1B"))[^1];
        ((Domain.Beds.BedEvent.Reserved)EventNames.FromJson(reserved.Type, reserved.Payload.Span)).Override!.Reason.ShouldBe("father and daughter");
    }

    [Fact]
    public async Task One_who_lies_in_a_bed_is_moved_and_the_bed_left_is_to_be_cleaned()
    {
        var house = await _shared.OpenAsync();
        await house.Place("V-1", "4E-1A");
        await using var desk = await Desk.OpenAsync(_chromium, house);

        await desk.Drag(desk.Bed("4E-1A"), desk.Bed("4E-3"));
        await desk.Chosen("V-1");
        await desk.Drop();
        await desk.Shows(".bed.occupied[data-bed='4E-3'][data-occupant='V-1']");
        await desk.Shows(".bed.dirty[data-bed='4E-1A']");
    }

    [Fact]
    public async Task A_drag_that_ends_beside_a_bed_or_with_Escape_changes_nothing()
    {
        var house = await _shared.OpenAsync();
        await house.Request("V-1");
        await using var desk = await Desk.OpenAsync(_chromium, house);
        var before = (await house.Events("encounter/V-1")).Count;

        await desk.Drag(desk.Row("V-1"), desk.Page.Locator("#tabs"));
        await desk.Drop();
        await desk.Shows(".console:not(.choosing)");
        await desk.Drag(desk.Row("V-1"), desk.Bed("4E-1A"));
        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Drop();
        await desk.Shows(".console:not(.choosing)");
        (await desk.Page.Locator("#ghost").CountAsync()).ShouldBe(0);
        (await house.Events("encounter/V-1")).Count.ShouldBe(before);
    }

    [Fact]
    public async Task What_the_domain_can_not_take_back_is_not_offered()
    {
        var house = await _shared.OpenAsync();
        await house.Request("V-1");
        await using var desk = await Desk.OpenAsync(_chromium, house);
        await desk.Row("V-1").ClickAsync();
        await desk.Chosen("V-1");
        await desk.Page.Locator("[data-choice-bed='4E-3']").ClickAsync();
        await desk.Kept("V-1", "4E-3");

        await house.Done("encounters/V-1/arrive");
        await Desk.Says(desk.Page.Locator("#done"), "no longer to be undone");
        (await desk.Page.Locator("#done button").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Who_no_longer_needs_a_bed_leaves_the_queue_with_the_reason_and_comes_back_by_undo()
    {
        var house = await _shared.OpenAsync();
        await house.Request("V-1");
        await using var desk = await Desk.OpenAsync(_chromium, house);
        await desk.Row("V-1").ClickAsync();
        await desk.Page.Locator("#choice-cancel").ClickAsync();
        await desk.Page.Locator("#ask-picks button").First.ClickAsync();
        await desk.Page.Locator("#ask-yes").ClickAsync();
        await desk.Row("V-1").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await desk.Shows("#panel-queue .nobody");

        await desk.Page.Locator("#done button").ClickAsync();
        await desk.Row("V-1").WaitForAsync();
    }

    private static Task<string> Focused(Desk desk) => desk.Page.EvaluateAsync<string>("() => document.activeElement.id");
}

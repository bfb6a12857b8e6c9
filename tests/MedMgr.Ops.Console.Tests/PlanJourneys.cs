using MedMgr.Ops.Consoles.Tests.Support;
using Microsoft.Playwright;

namespace MedMgr.Ops.Consoles.Tests;

/// <summary>The optimiser's plan at the console: made, read, accepted step by step and whole, and taken back.</summary>
public sealed class PlanJourneys : IClassFixture<Chromium>
{
    private readonly Chromium _chromium;
    private readonly SharedServer _shared;

    public PlanJourneys(Chromium chromium, SharedServer shared) => (_chromium, _shared) = (chromium, shared);

    [Fact]
    public async Task A_plan_is_accepted_one_by_one_then_ticked_then_whole()
    {
        var house = await _shared.OpenAsync();
        foreach (var visit in new[] { "V-1", "V-2", "V-3", "V-4" })
        {
            await house.Request(visit);
        }

        await using var desk = await Desk.OpenAsync(_chromium, house);
        await Desk.Says(desk.Page.Locator("#panel-plan"), "No plan has been made.");
        await desk.Page.Locator("#plan-make").ClickAsync();
        await Desk.Says(desk.Page.Locator("#plan-standing"), "4 patients get a bed");
        await Desk.Says(desk.Page.Locator("#tab-plan"), "4");
        await Desk.Says(desk.Row("V-1"), "plan:");
        await desk.Page.Locator("#why-V-1 summary").ClickAsync();
        await Desk.Says(desk.Page.Locator("#why-V-1"), "keeps every hard rule");

        await desk.Page.Locator("#accept-V-1").ClickAsync();
        await desk.Shows(".waits[data-visit='V-1'][data-assigned]");
        await Desk.Says(desk.Page.Locator("#step-V-1"), "done");
        (await desk.Page.Locator("#why-V-1").GetAttributeAsync("open")).ShouldNotBeNull("what is open stays open");

        await desk.Page.Locator("#tick-V-2").CheckAsync();
        await desk.Page.Locator("#plan-accept-ticked").ClickAsync();
        await desk.Shows(".waits[data-visit='V-2'][data-assigned]");
        await desk.Shows(".waits[data-visit='V-3']:not([data-assigned])");

        await desk.Page.Locator("#plan-accept-all").ClickAsync();
        await desk.Shows(".waits[data-visit='V-3'][data-assigned]");
        await desk.Shows(".waits[data-visit='V-4'][data-assigned]");
        (await desk.Page.Locator("#done button").CountAsync()).ShouldBe(4);
        await desk.Page.Locator("#done button").First.ClickAsync();
        await Desk.Says(desk.Page.Locator("#done"), "taken back");
    }

    [Fact]
    public async Task A_step_that_events_have_overtaken_says_so_and_can_not_be_accepted()
    {
        var house = await _shared.OpenAsync();
        await house.Request("V-1");
        await house.Done("placement/plans", new { seconds = 0 });
        await using var desk = await Desk.OpenAsync(_chromium, house);
        await desk.Shows("#accept-V-1");

        await house.Done("encounters/V-1/cancel-request");
        await Desk.Says(desk.Page.Locator("#step-V-1 .overtaken"), "V-1");
        (await desk.Page.Locator("#accept-V-1").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Who_gets_no_bed_is_named_with_the_reason()
    {
        var house = await _shared.OpenAsync();
        await house.Request("V-1", level: "neonatal");
        await house.Done("placement/plans", new { seconds = 0 });
        await using var desk = await Desk.OpenAsync(_chromium, house);
        await desk.Page.Locator("#nobed-V-1 summary").ClickAsync();
        await Desk.Says(desk.Page.Locator("#nobed-V-1"), "eonatal");
    }

    [Fact]
    public async Task A_plan_that_has_become_another_is_not_accepted_unseen()
    {
        var house = await _shared.OpenAsync();
        await house.Request("V-1");
        await house.Done("placement/plans", new { seconds = 0 });
        await using var desk = await Desk.OpenAsync(_chromium, house);
        await desk.Page.Locator("#plan-accept-all").EvaluateAsync("(button) => { button.dataset.body = JSON.stringify({ steps: 'all', revision: 99 }); }");
        await desk.Page.Locator("#plan-accept-all").ClickAsync();
        await Desk.Says(desk.Refused, "Revision 99");
        await desk.Shows(".waits[data-visit='V-1']:not([data-assigned])");
    }
}

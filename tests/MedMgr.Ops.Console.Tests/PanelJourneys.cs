using System.Globalization;
using System.Text.Json;
using MedMgr.Ops.Consoles.Tests.Support;
using MedMgr.Ops.Domain.Encounters;
using Microsoft.Playwright;

namespace MedMgr.Ops.Consoles.Tests;

/// <summary>What is done at the side panels, at the console of a running server.</summary>
public sealed class PanelJourneys : IClassFixture<Chromium>
{
    private readonly Chromium _chromium;
    private readonly SharedServer _shared;

    public PanelJourneys(Chromium chromium, SharedServer shared) => (_chromium, _shared) = (chromium, shared);

    [Fact]
    public async Task A_bed_is_put_first_cleaned_and_ready()
    {
        var house = await _shared.OpenAsync();
        await house.Done("beds/4E-3/mark-dirty");
        await using var desk = await Open(house, "housekeeping");

        await desk.Page.Locator("#clean-first-4E-3").ClickAsync();
        await Answer(desk, "needed for a transfer");
        await desk.Shows("#clean-4E-3[data-rank=putfirst]");
        await desk.Page.Locator("#clean-start-4E-3").ClickAsync();
        await desk.Page.Locator("#clean-done-4E-3").ClickAsync();
        await Desk.Says(desk.Told, "4E-3 is ready.");
        (await house.StatusOf("4E-3")).ShouldBe("ready");
        (await house.Events("bed/4E-3"))[^1].Cause.Actor.ShouldBe(Desk.Manager);
    }

    [Fact]
    public async Task A_barrier_is_raised_cleared_and_raised_again_by_undo()
    {
        var house = await _shared.OpenAsync();
        await house.Place("V-1", "4E-3");
        await using var desk = await Open(house, "discharges");

        await desk.Page.Locator("#discharges-more summary").ClickAsync();
        await desk.Page.Locator("#barrier-raise-who").SelectOptionAsync("V-1");
        await desk.Page.Locator("#barrier-raise-other [name=kind]").SelectOptionAsync("transport");
        await desk.Page.Locator("#barrier-raise-other [name=note]").FillAsync("ambulance, lying");
        await desk.Page.Locator("#barrier-raise-other button").ClickAsync();
        await Desk.Says(desk.Page.Locator("#barrier-V-1-transport"), "ambulance, lying");

        await desk.Page.Locator("#barrier-V-1-transport button").ClickAsync();
        await Answer(desk, "goes with family");
        await desk.Page.Locator("#barrier-V-1-transport").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await desk.Page.Locator("#done button").First.ClickAsync();
        await Desk.Says(desk.Page.Locator("#barrier-V-1-transport"), "ambulance, lying");
    }

    [Fact]
    public async Task Surge_beds_are_opened_with_a_reason()
    {
        var house = await _shared.OpenAsync();
        await using var desk = await Open(house, "surge");

        await desk.Page.Locator("#surge-open-4E").ClickAsync();
        await Answer(desk, "12 boarding");
        await desk.Shows("#surge-unit-4E[data-open='2']");
        (await house.StatusOf("4E-S1")).ShouldBe("ready");
    }

    [Fact]
    public async Task The_effect_of_surge_beds_that_do_not_exist_is_refused_in_the_wards_words_and_opens_none()
    {
        var house = await _shared.OpenAsync();
        await using var desk = await Open(house, "surge");

        await desk.Page.Locator("#surge-try [name=unit]").SelectOptionAsync("4E");
        await desk.Page.Locator("#surge-try [name=surgeBeds]").FillAsync("9");
        await desk.Page.Locator("#surge-try button").ClickAsync();
        await Desk.Says(desk.Refused, "2 surge beds that are closed; 9 can not be opened");
        (await house.StatusOf("4E-S1")).ShouldBe("closed");
    }

    [Fact]
    public async Task A_faulty_message_is_taken_in_again_in_vain_and_discarded_with_a_reason()
    {
        var house = await _shared.OpenAsync();
        await house.Quarantine("q1", "There is no unit 9Z.");
        await using var desk = await Open(house, "trouble");

        await Desk.Says(desk.Page.Locator("#quarantined-q1"), "There is no unit 9Z.");
        await desk.Page.Locator("#replay-q1").ClickAsync();
        await Desk.Says(desk.Refused, "can still not be used");
        await desk.Page.Locator("#discard-q1").ClickAsync();
        await Answer(desk, "test message");
        await desk.Page.Locator("#quarantined-q1").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Desk.Says(desk.Page.Locator("#panel-trouble"), "Nothing disagrees.");
    }

    [Fact]
    public async Task A_message_whose_bed_is_known_by_now_is_taken_in_again_and_its_patient_lies_there()
    {
        var house = await _shared.OpenAsync();
        await house.QuarantineUsable("q2", "V-9", "4E-3");
        await using var desk = await Open(house, "trouble");

        await desk.Page.Locator("#replay-q2").ClickAsync();
        await Desk.Says(desk.Told, "The message was taken in.");
        await desk.Page.Locator("#quarantined-q2").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await house.Bed("4E-3")).GetProperty("encounter").GetString().ShouldBe("V-9");
    }

    [Fact]
    public async Task A_discrepancy_is_resolved_with_what_was_found_and_the_journal_tells_it()
    {
        var house = await _shared.OpenAsync();
        await house.Report("V-8", ReportKind.Transfer, "4E-3");
        await using var desk = await Open(house, "trouble");

        var matter = desk.Page.Locator("#panel-trouble li", new() { HasText = "a visit whose admission was never told" });
        await matter.GetByRole(AriaRole.Button).ClickAsync();
        await Answer(desk, "asked the ward: admitted at night");
        await matter.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Desk.Says(desk.Page.Locator("#panel-trouble"), "Nothing disagrees.");
        (await house.StatusOf("4E-3")).ShouldBe("occupied");
        await desk.Page.Locator("#tab-journal").ClickAsync();
        await Desk.Says(desk.Page.Locator("#journal > li").First, "asked the ward: admitted at night");
    }

    /// <remarks>At Riverside, as forecasts are made with its rates: the small house has not the units that they need.</remarks>
    [Fact]
    public async Task The_effect_of_surge_beds_is_forecast_and_told_as_a_table_before_any_is_opened()
    {
        var house = _shared.Riverside;
        await using var desk = await Open(house, "surge");

        await desk.Page.Locator("#surge-try [name=unit]").SelectOptionAsync("TELE");
        await desk.Page.Locator("#surge-try [name=surgeBeds]").FillAsync("2");
        var answered = await desk.Page.RunAndWaitForResponseAsync(() => desk.Page.Locator("#surge-try button").ClickAsync(), "**/surge/effect");
        var at = (await answered.JsonAsync())!.Value.GetProperty("at").EnumerateArray().ToList();
        await Desk.Says(desk.Page.Locator("#surge-effect"), "2 surge beds, 1 nurse. 200 runs of each on the same chance.");
        (await desk.Page.Locator("#surge-effect tbody th").AllTextContentsAsync()).ShouldBe(["4 h", "12 h", "24 h"]);
        (await desk.Page.Locator("#surge-effect tbody td.number").AllTextContentsAsync()).ShouldBe(at.SelectMany(a => new[]
        {
            WithoutAndWith(a.GetProperty("boarders")), WithoutAndWith(a.GetProperty("unitOccupied")), WithoutAndWith(a.GetProperty("unitBreach"), 100, " %"),
        }));
        await Desk.Says(desk.Told, "would board instead of");
        (await house.StatusOf("3T-23A")).ShouldBe("closed");
    }

    /// <remarks>The forecast's answer is given here: whether a difference is good, bad or none is the page's to say.</remarks>
    [Fact]
    public async Task Of_an_effect_better_worse_and_undecided_are_told_in_signs_and_words()
    {
        var house = await _shared.OpenAsync();
        await using var desk = await Open(house, "surge");
        var fewer = new { without = 6.0, with = 4.5, difference = -1.5, low = -2.0, high = -1.0 };
        var more = new { without = 0.1, with = 0.995, difference = 0.895, low = 0.78, high = 1.01 };
        var unsure = new { without = 5.0, with = 5.0, difference = 0.0, low = -0.1, high = 0.1 };
        await desk.Page.RouteAsync("**/surge/effect", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = JsonSerializer.Serialize(new { replications = 200, at = new[] { new { hours = 4, boarders = fewer, unitOccupied = unsure, unitBreach = more } } }),
        }));

        await desk.Page.Locator("#surge-try button").ClickAsync();
        var rows = desk.Page.Locator("#surge-effect tbody tr");
        await Desk.Says(rows.First, "6.0 → 4.5▼ −1.5 (−2.0 to −1.0)");
        await Desk.Says(rows.Nth(1), "5.0 → 5.0none to be told");
        await Desk.Says(rows.Nth(2), "10 → 100 %▲ +89.5 % (+78.0 to +100.0)");
        await Desk.Says(desk.Told, "After 4 h 4.5 would board instead of 6.0.");
        foreach (var theme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await desk.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            (await Axe.SeriousFindingsAsync(desk.Page)).ShouldBeEmpty(theme.ToString());
        }
    }

    [Fact]
    public async Task A_nurse_is_floated_with_a_reason_that_the_journal_tells()
    {
        var house = await _shared.OpenAsync();
        await using var desk = await Open(house, "staff");

        await desk.Page.Locator("#staff-more summary").ClickAsync();
        await desk.Page.Locator("#staff-float-who").SelectOptionAsync("N-MAT");
        await desk.Page.Locator("#staff-float [name=unit]").SelectOptionAsync("ICU");
        await desk.Page.Locator("#staff-float [name=reason]").FillAsync("sick call");
        await desk.Page.Locator("#staff-float button").ClickAsync();
        await Desk.Says(desk.Page.Locator("#staffing-ICU"), "2");
        await desk.Page.Locator("#tab-journal").ClickAsync();
        await Desk.Says(desk.Page.Locator("#journal > li").First, "N-MAT floated from MAT to ICU");
        await Desk.Says(desk.Page.Locator("#journal > li").First, "sick call");
    }

    [Fact]
    public async Task The_panels_have_no_serious_accessibility_findings_by_day_and_by_night()
    {
        var house = await _shared.OpenAsync();
        await house.Place("V-1", "4E-3");
        await house.Done("encounters/V-1/raise-barrier", new { kind = "family", note = "daughter at five" });
        await house.Done("beds/ICU-1/mark-dirty");
        await house.Request("V-2");
        foreach (var dark in new[] { true, false })
        {
            await using var desk = await Desk.OpenAsync(_chromium, house, dark: dark);
            await Desk.Says(desk.Row("V-2").Locator(".chips"), "elective");
            foreach (var panel in new[] { "housekeeping", "discharges", "staff", "surge", "trouble", "journal" })
            {
                await desk.Page.Locator("#tab-" + panel).ClickAsync();
                (await Axe.SeriousFindingsAsync(desk.Page)).ShouldBeEmpty($"{panel}, dark: {dark}");
            }
        }
    }

    private static string WithoutAndWith(JsonElement effect, int times = 1, string unit = "")
    {
        string One(string name) => effect.GetProperty(name).GetDouble() * times is var value && value < 10 ? value.ToString("F1", CultureInfo.InvariantCulture) : value.ToString("F0", CultureInfo.InvariantCulture);
        return $"{One("without")} → {One("with")}{unit}";
    }

    private async Task<Desk> Open(House house, string panel)
    {
        var desk = await Desk.OpenAsync(_chromium, house);
        await desk.Page.Locator("#tab-" + panel).ClickAsync();
        return desk;
    }

    private static async Task Answer(Desk desk, string words)
    {
        await desk.Page.Locator("#ask-text").FillAsync(words);
        await desk.Page.Locator("#ask-yes").ClickAsync();
    }
}

using MedMgr.Ops.Planner.Tests.Support;

namespace MedMgr.Ops.Planner.Tests;

/// <summary>A planner changes a scenario, in the form and in the text.</summary>
public sealed class EditorJourneyTests : IClassFixture<Chromium>
{
    private const string Own = "extends: winter-week.yaml\nid: mine\ntitle: Mine\ndays: 2 # short\nwarmUpDays: 1\n";

    private readonly Chromium _chromium;

    public EditorJourneyTests(Chromium chromium) => _chromium = chromium;

    [Fact]
    public async Task What_is_given_in_the_form_stands_in_the_text_and_the_other_way_round()
    {
        await using var host = await PlannerHost.StartAsync();
        (await host.SaveAsync("mine", Own)).EnsureSuccessStatusCode();
        await using var at = await Browsing.OpenAsync(_chromium, host, "/scenarios/mine");

        await at.GiveAsync("days", "3");
        await at.YamlHasAsync("days: 3 # short\nwarmUpDays: 1\n");
        await at.GiveAsync("staff.absence", "0.08");
        await at.YamlHasAsync("staff:\n  absence: 0.08\n");
        await at.Page.GetByText("Not saved").WaitForAsync();

        await at.Page.FillAsync("#yaml", (await at.YamlAsync()).Replace("days: 3 # short", "days: 5 # longer", StringComparison.Ordinal));
        await at.Page.Locator("[data-path=days][value='5']").WaitForAsync();

        await at.Page.Locator("[data-remove='staff.absence']").ClickAsync();
        await at.Page.Locator("[data-path='staff.absence'][value='0.035']").WaitForAsync();
        (await at.YamlAsync()).ShouldBe(Own.Replace("days: 2 # short", "days: 5 # longer", StringComparison.Ordinal));

        await at.Page.ClickAsync("#save");
        await at.Page.GetByText("Saved.").WaitForAsync();
        (await File.ReadAllTextAsync(Path.Combine(host.Data, "scenarios", "mine.yaml"))).ShouldBe(await at.YamlAsync());
        at.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_invalid_value_is_explained_at_its_field_and_at_its_line_and_is_not_lost()
    {
        await using var host = await PlannerHost.StartAsync();
        (await host.SaveAsync("mine", Own)).EnsureSuccessStatusCode();
        await using var at = await Browsing.OpenAsync(_chromium, host, "/scenarios/mine");

        await at.GiveAsync("warmUpDays", "two, perhaps");
        await at.Page.Locator("#w-warmUpDays").WaitForAsync();
        (await at.Page.Locator("#w-warmUpDays").TextContentAsync()).ShouldBe("It must be a whole number, but is \"two, perhaps\". Write a number from 0 to 366.");
        (await at.Page.GetAttributeAsync("[data-path=warmUpDays]", "aria-invalid")).ShouldBe("true");
        (await at.Page.InputValueAsync("[data-path=warmUpDays]")).ShouldBe("two, perhaps");
        (await at.Faults.TextContentAsync())!.ShouldContain("Line 5");
        (await at.Page.IsDisabledAsync("#run")).ShouldBeTrue();
        (await at.Page.IsDisabledAsync("#save")).ShouldBeTrue();

        await at.Page.FillAsync("#yaml", "extends: [winter");
        await at.Faults.GetByText("is not valid YAML").WaitForAsync();
        await at.Page.FillAsync("#yaml", Own);
        await at.Faults.GetByText("No faults").WaitForAsync();
        at.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_shipped_scenario_is_saved_as_an_own_one_by_the_keyboard_alone()
    {
        await using var host = await PlannerHost.StartAsync();
        await using var at = await Browsing.OpenAsync(_chromium, host, "/scenarios/ward-closure-surge");
        await at.Page.Locator("[data-path=title]").FocusAsync();
        await at.Page.Keyboard.PressAsync("Control+a");
        await at.Page.Keyboard.TypeAsync("Two wards closed");
        await at.Page.Keyboard.PressAsync("Tab");
        await at.YamlHasAsync("title: Two wards closed");

        await at.Page.Keyboard.PressAsync("Control+s");
        await at.Page.Locator("#save-as-dialog[open]").WaitForAsync();
        await at.Page.Keyboard.TypeAsync("Two wards");
        await at.Page.Keyboard.PressAsync("Enter");
        await at.Page.WaitForURLAsync("**/scenarios/two-wards");
        (await at.Page.Locator("h1").TextContentAsync()).ShouldBe("Two wards");
        (await at.YamlAsync()).ShouldStartWith("# yaml-language-server: $schema=scenario.schema.json\n\nextends: ward-closure.yaml\nid: two-wards\ntitle: Two wards\n");
        at.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ward_is_closed_and_the_plan_written_out_in_the_form()
    {
        await using var host = await PlannerHost.StartAsync();
        await using var at = await Browsing.OpenAsync(_chromium, host, "/scenarios/winter-week-surge");

        await at.Page.Locator("[data-add=wardClosures]").ClickAsync();
        await at.YamlHasAsync("wardClosures:\n  - {unit: ");
        await at.GiveAsync("wardClosures[0].days", "4.5");
        await at.YamlHasAsync("days: 4.5");

        await at.Page.Locator("[data-write-out]").ClickAsync();
        await at.YamlHasAsync("  # The surge plan of Riverside General.");
        await at.GiveAsync("plan.levels[1].when.boarders", "9");
        await at.YamlHasAsync("when: {nedocs: 140, boarders: 9, occupancy: 0.97, nursesMissing: 8}");
        await at.Faults.GetByText("No faults").WaitForAsync();
        at.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_incident_is_added_changed_and_taken_out_in_the_form_and_comments_stay()
    {
        await using var host = await PlannerHost.StartAsync();
        (await host.SaveAsync("mine", Own)).EnsureSuccessStatusCode();
        await using var at = await Browsing.OpenAsync(_chromium, host, "/scenarios/mine");

        await at.Page.Locator("[data-add=massCasualties]").ClickAsync();
        await at.YamlHasAsync("massCasualties:\n  - {day: 1, hour: 15, patients: 40, withinMinutes: 120, acuity: [0.1, ");
        await at.GiveAsync("massCasualties[0].patients", "75");
        await at.YamlHasAsync("patients: 75");
        await at.GiveAsync("massCasualties[0].acuity", "0.5, 0.5, 0, 0, 0");
        await at.YamlHasAsync("acuity: [0.5, 0.5, 0, 0, 0]");
        await at.Faults.GetByText("No faults").WaitForAsync();

        await at.Page.Locator("[data-remove='massCasualties[0]']").ClickAsync();
        await at.Page.Locator("[data-remove='massCasualties[0]']").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        (await at.YamlAsync()).ShouldBe(Own);
        at.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_level_of_the_plan_does_is_changed_in_the_form_and_comments_stay()
    {
        await using var host = await PlannerHost.StartAsync();
        await using var at = await Browsing.OpenAsync(_chromium, host, "/scenarios/winter-week-surge");
        await at.Page.Locator("[data-write-out]").ClickAsync();
        await at.YamlHasAsync("  # The surge plan of Riverside General.");

        await at.Page.Locator("#d-plan-levels-0- summary").ClickAsync();
        await at.GiveAsync("plan.levels[0].do.openSurgeBeds", "TELE, SDU");
        await at.YamlHasAsync("do: {floatStaff: true, loungePlaces: 10, openSurgeBeds: [TELE, SDU]}");
        await at.Page.Locator("[data-path='plan.levels[0].do.floatStaff']").SelectOptionAsync("false");
        await at.YamlHasAsync("do: {floatStaff: false, loungePlaces: 10, openSurgeBeds: [TELE, SDU]}");
        await at.Page.Locator("#d-plan-levels-0- summary .soft").GetByText("discharge lounge: 10 places; surge beds open: TELE, SDU", new() { Exact = true }).WaitForAsync();
        await at.GiveAsync("plan.levels[0].do.agencyNurses.ED", "2");
        await at.YamlHasAsync("agencyNurses: {ED: 2}");
        (await at.Page.Locator("#d-plan-levels-0-").GetAttributeAsync("open")).ShouldNotBeNull("it stays open while it is worked at");

        await at.Page.Locator("#d-plan-levels-1- summary").ClickAsync();
        await at.GiveAsync("plan.levels[1].do.agencyNurses.TELE", "3");
        await at.YamlHasAsync("agencyNurses: {TELE: 3, MED-4W: 1, MED-4E: 1, SDU: 1}");
        await at.YamlHasAsync("  # The surge plan of Riverside General.");
        await at.Faults.GetByText("No faults").WaitForAsync();
        at.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_saves_over_somebody_elses_save_is_told_and_loses_nothing()
    {
        await using var host = await PlannerHost.StartAsync();
        (await host.SaveAsync("mine", Own)).EnsureSuccessStatusCode();
        await using var at = await Browsing.OpenAsync(_chromium, host, "/scenarios/mine");
        (await host.SaveAsync("mine", Own + "seed: 5\n", host.Library.Find("mine")!.Version)).EnsureSuccessStatusCode();

        await at.GiveAsync("days", "4");
        await at.YamlHasAsync("days: 4");
        await at.Page.ClickAsync("#save:not([disabled])");
        await at.Page.Locator("#conflict-dialog[open]").WaitForAsync();
        (await at.Page.Locator("#conflict-says").TextContentAsync())!.ShouldContain("saved by somebody else");
        await at.Page.GetByText("Go on editing").ClickAsync();
        (await at.YamlAsync()).ShouldContain("days: 4 # short");
        host.Library.Find("mine")!.Text.ShouldEndWith("seed: 5\n");

        // The browser itself notes each refused request as an error of the network.
        at.Errors.ShouldAllBe(e => e.Contains("412", StringComparison.Ordinal));
    }
}

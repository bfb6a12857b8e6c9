using System.Text.Json;
using MedMgr.Ops.RosterPages.Tests.Support;
using Microsoft.Playwright;

namespace MedMgr.Ops.RosterPages.Tests;

/// <summary>
/// Makes the pictures of docs/images again: MEDMGR_SCREENSHOTS=$PWD/docs/images dotnet test tests/MedMgr.Ops.RosterPages.Tests --filter Screenshots
/// </summary>
public sealed class Screenshots
{
    [Fact]
    public async Task The_roster_pages_are_pictured()
    {
        var folder = Environment.GetEnvironmentVariable("MEDMGR_SCREENSHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Set MEDMGR_SCREENSHOTS to a folder to make the pictures.");
        await using var server = new RosterServer();
        await server.InitializeAsync();
        var monday = RosterServer.Monday;
        var plan = await server.Draft(new
        {
            plan = new
            {
                from = RosterServer.Iso(monday), weeks = 4, seconds = 20,
                absences = new[] { new { staff = "MED-4E-RN-D02", from = RosterServer.Iso(monday), until = RosterServer.Iso(monday.AddDays(6)) }, new { staff = "MED-4E-RN-N03", from = RosterServer.Iso(monday.AddDays(9)), until = RosterServer.Iso(monday.AddDays(12)) } },
                wishes = new[] { new { staff = "MED-4E-RN-D04", date = RosterServer.Iso(monday.AddDays(5)), on = false }, new { staff = "MED-4E-RN-N05", date = RosterServer.Iso(monday.AddDays(2)), on = true } },
            },
        });
        var id = plan.GetProperty("id").GetString();
        var address = RosterServer.PageOf(plan);

        var (page, _) = await server.Open(address, dark: false);
        var worked = plan.GetProperty("shifts").EnumerateArray().First(s => s.GetProperty("shift").GetString() == "D" && s.GetProperty("kind").GetString() == "own" && s.GetProperty("date").GetString() == RosterServer.Iso(monday.AddDays(3)));
        await page.Locator($"#c-{worked.GetProperty("staff").GetString()}-{RosterServer.Iso(monday.AddDays(3))}").ClickAsync();
        await page.Locator(".choices").WaitForAsync();
        await Picture(page, folder, "rosters-draft-light-1920.png");

        await page.Keyboard.PressAsync("n");
        await page.Locator("#refused:not(:empty)").WaitForAsync();
        await page.Locator(".breaches").WaitForAsync();
        await Picture(page, folder, "rosters-broken-light-1920.png");
        await page.Keyboard.PressAsync("Control+z");
        await page.Locator(".breaches").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        var (laptop, _) = await server.Open(address, dark: true, width: 1366, height: 768);
        await Picture(laptop, folder, "rosters-draft-dark-laptop.png");

        await page.Locator("[data-do=publish]").ClickAsync();
        await page.Locator("#publish textarea").FillAsync("the flu has begun");
        await Picture(page, folder, "rosters-publish-light-1920.png");
        await page.Locator("#publish button[type=submit]").ClickAsync();
        await page.Locator(".stamp.published").WaitForAsync();

        var repair = await server.Draft(new { repair = new { sick = new[] { new { staff = worked.GetProperty("staff").GetString(), from = RosterServer.Iso(monday.AddDays(3)), until = RosterServer.Iso(monday.AddDays(4)) } }, seconds = 10 } });
        var (sick, _) = await server.Open(RosterServer.PageOf(repair), dark: true);
        await sick.Locator(".changes").WaitForAsync();
        await Picture(sick, folder, "rosters-repair-dark-1920.png");

        var (units, _) = await server.Open("/rosters?hospital=riverside", dark: false, width: 1366, height: 768);
        await Picture(units, folder, "rosters-units-light-laptop.png");
        id.ShouldNotBeNull();
    }

    private static async Task Picture(IPage page, string folder, string file)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, file) });
        new FileInfo(Path.Combine(folder, file)).Length.ShouldBeLessThan(600 * 1024);
    }
}

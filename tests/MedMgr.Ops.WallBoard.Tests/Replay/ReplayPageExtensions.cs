using System.Globalization;
using System.Text.RegularExpressions;
using MedMgr.Ops.WallBoard.Tests.Support;
using Microsoft.Playwright;

namespace MedMgr.Ops.WallBoard.Tests.Replay;

/// <summary>What tests ask of a replay in the browser.</summary>
internal static class ReplayPageExtensions
{
    /// <summary>The moment that the replay shows, as its address says it.</summary>
    private const string Now =
        "new Date(Number(document.querySelector('iframe').dataset.origin) + Number(document.getElementById('scrubber').dataset.elapsed) * 1000).toISOString()";

    /// <param name="state">"waiting" for the server, "paused", "playing" or "ended".</param>
    public static Task StateAsync(this IPage page, string state) => page.Locator($"body[data-state={state}]").WaitForAsync();

    public static Task ShowsAsync(this IPage page, long sequence) => page.Locator($"#place:has-text('step {sequence} of')").WaitForAsync();

    /// <summary>Waits until the last seek has been answered and painted.</summary>
    public static Task AnsweredAsync(this IPage page) => page.WaitForFunctionAsync("() => document.body.dataset.seeking === 'false'");

    /// <summary>Waits until the page has written into its address where it stands.</summary>
    /// <remarks>
    /// Asked of the page itself. Playwright's WaitForURL looks at the address and only then begins to listen: it misses a change between the two, and a replay
    /// that stands makes no other (github.com/microsoft/playwright-dotnet/issues/3364).
    /// </remarks>
    public static Task AddressNamesAsync(this IPage page, long sequence) => page.WaitForFunctionAsync(
        $$"""
        (sequence) => {
          const named = new URLSearchParams(location.search);
          return named.get("at") === sequence && named.get("now") === {{Now}};
        }
        """,
        sequence.ToString(CultureInfo.InvariantCulture));

    /// <summary>The step that the page says it stands at.</summary>
    public static async Task<long> SequenceAsync(this IPage page)
    {
        var place = (await page.Locator("#place").TextContentAsync())!;
        return long.Parse(Regex.Match(place, @"step ([\d,]+)").Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the wall in the frame equals the one that a fresh page would show at this place.</summary>
    public static async Task<bool> SameAsFreshAsync(this IPage page, WallHost host, string recording, long sequence)
    {
        using var http = new HttpClient();
        var now = await page.EvaluateAsync<string>($"() => {Now}");
        var fresh = await http.GetStringAsync(new Uri(host.Address, $"/replay/{recording}/pane?at={sequence}&now={now}"));
        return await page.Frames[1].EvaluateAsync<bool>(WallPageExtensions.SameBoard, fresh);
    }
}

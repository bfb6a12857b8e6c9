using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

/// <summary>The forecast on the wall of a running server.</summary>
public sealed partial class OutlookTests
{
    [Fact]
    public async Task The_wall_of_a_running_server_comes_to_show_a_forecast_without_being_asked()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder());
        var wall = await WallWhen(server, html => html.Contains("occupied, forecast", StringComparison.Ordinal));
        var horizons = Horizons().Matches(WebUtility.HtmlDecode(wall)).Select(m => m.Groups.Values.Skip(1).Select(g => int.Parse(g.Value, CultureInfo.InvariantCulture)).ToArray()).ToList();
        horizons.Select(h => h[0]).ShouldBe([4, 12, 24, 48]);

        // An empty hospital fills: the fan lies above nought, opens, and stays within the house.
        horizons.ShouldAllBe(h => h[2] <= h[1] && h[1] <= h[3] && h[3] <= 420);
        horizons[^1][1].ShouldBeGreaterThan(horizons[0][1]);
        (horizons[^1][3] - horizons[^1][2]).ShouldBeGreaterThan(horizons[0][3] - horizons[0][2]);
        horizons.ShouldAllBe(h => h[4] > 0);
    }

    private static async Task<string> WallWhen(ServerProcess server, Func<string, bool> condition)
    {
        for (var look = 0; look < 600; look++)
        {
            var html = await server.Http.GetStringAsync("/wall/riverside");
            if (condition(html))
            {
                return html;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The wall never came to that.");
    }

    [GeneratedRegex(@"<span>\+(\d+) h</span>\s*<b>(\d+)!?</b>\s*<small>(\d+)–(\d+)</small>\s*<small>/ (\d+)</small>")]
    private static partial Regex Horizons();
}

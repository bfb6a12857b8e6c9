using Microsoft.Playwright;

namespace MedMgr.Ops.WallBoard.Tests.Support;

/// <summary>What tests ask of a wall in the browser.</summary>
internal static class WallPageExtensions
{
    // What ticks by itself shows another second on a page opened later.
    internal const string SameBoard = """
        (fresh) => {
          const strip = (board) => { for (const e of board.querySelectorAll("[data-since]")) e.textContent = ""; return board; };
          const other = new DOMParser().parseFromString(fresh, "text/html").getElementById("board");
          return strip(document.getElementById("board").cloneNode(true)).isEqualNode(strip(document.importNode(other, true)));
        }
        """;

    private const string OutOfSight = """
        () => {
          const inside = (e, box) => { const r = e.getBoundingClientRect(); return r.width > 1 && r.height > 1 && r.left >= box.left - 1 && r.right <= box.right + 1 && r.top >= box.top - 1 && r.bottom <= box.bottom + 1; };
          const all = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
          const wall = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
          const out = [];
          if (document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth) out.push("the page scrolls");
          for (const e of all("main .bed, .figure, .outlook, .outlook li, .severities li, .surge-level, .tile, .panel, .legend li, .flow-node, #clock, #freshness")) if (!inside(e, wall)) out.push("off screen: " + (e.id || e.textContent));
          for (const e of all("main .bed")) if (!inside(e, e.closest(".tile").getBoundingClientRect())) out.push("out of its tile: " + e.id);
          for (const e of all(".panel li")) if (!inside(e, e.closest(".panel").getBoundingClientRect())) out.push("out of its panel: " + e.textContent);
          for (const e of all(".flow-node, .flow-badge, .flow-heading")) if (!inside(e, e.closest(".flow, .legend").getBoundingClientRect())) out.push("off the map: " + e.textContent);
          for (const e of all(".panel li > *, .figure > *, .outlook li > *, .flow-node > *, .head.large dl > *")) if (!inside(e, e.parentElement.getBoundingClientRect())) out.push("cut off: " + e.textContent);
          const boxes = all(".surge-level, .severities, #freshness, #clock, h1, .legend li").map((e) => [e.id || e.className || e.textContent, e.getBoundingClientRect()]);
          for (const [i, [a, r]] of boxes.entries()) for (const [b, q] of boxes.slice(i + 1))
            if (r.left < q.right - 1 && q.left < r.right - 1 && r.top < q.bottom - 1 && q.top < r.bottom - 1) out.push(`${a} lies over ${b}`);
          return out;
        }
        """;

    /// <param name="path">What follows the hospital in the address: "", "/flow", "?pin=ICU".</param>
    public static async Task<IPage> OpenWallAsync(this Chromium chromium, WallHost host, string path, int width = 1920, int height = 1080)
    {
        var page = await chromium.OpenAsync(Address(host, path), width, height);
        await page.LiveAsync();
        return page;
    }

    public static Uri Address(WallHost host, string path) => new(host.Address, $"/wall/{SyntheticHospital.Id}{path}");

    public static Task LiveAsync(this IPage page) => page.Locator("#freshness[data-state=live]").WaitForAsync();

    /// <summary>Waits until the page shows the newest frame.</summary>
    public static Task ShowsAsync(this IPage page, WallHost host)
    {
        var published = ((Live.BoardFeed)host.Feed).Published;
        return page.Locator($"body[data-shown='{published.Epoch}/{published.Sequence}']").WaitForAsync();
    }

    /// <summary>Whether the living page is, element for element, the one that the server would make now.</summary>
    public static async Task<bool> SameAsFreshAsync(this IPage page, WallHost host, string path = "")
    {
        using var http = new HttpClient();
        return await page.EvaluateAsync<bool>(SameBoard, await http.GetStringAsync(Address(host, path)));
    }

    /// <summary>What a person before the screen would miss: scrolled away, cut off, or under something else.</summary>
    public static Task<string[]> OutOfSightAsync(this IPage page) => page.EvaluateAsync<string[]>(OutOfSight);
}

using System.Text.Json;
using MedMgr.Load.Serving;
using Microsoft.Playwright;

namespace MedMgr.Load.Browsing;

/// <summary>A bed that looks different, at the time at which that was painted.</summary>
/// <param name="Status">As the page names it: "occupied".</param>
/// <param name="At">Unix time, milliseconds.</param>
internal readonly record struct BedPainted(string Bed, string Status, double At);

/// <summary>A wall in Chromium, and what shows on it.</summary>
internal sealed class BrowserWall : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    // Noted once the frame with the change has been painted: the callback of an animation frame runs before it, a task set from there after it.
    private const string Watch = """
        () => {
          const known = new Map(), changes = globalThis.loadChanges = [];
          const statuses = ["ready", "reserved", "occupied", "dirty", "cleaning", "blocked", "closed", "contaminated"];
          const look = (first) => {
            const changed = [];
            for (const bed of document.querySelectorAll("main .bed[id^=bed-]")) {
              const status = statuses.find((s) => bed.classList.contains(s));
              if (known.get(bed.id) !== status) { known.set(bed.id, status); changed.push([bed.id.slice(4), status]); }
            }
            if (first || changed.length === 0) return;
            requestAnimationFrame(() => setTimeout(() => { const at = Date.now(); for (const [bed, status] of changed) changes.push({ bed, status, at }); }));
          };
          look(true);
          new MutationObserver(() => look(false)).observe(document.getElementById("board").parentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
        }
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Uri _address;

    private BrowserWall(IPlaywright playwright, IBrowser browser, Uri address) => (_playwright, _browser, _address) = (playwright, browser, address);

    /// <exception cref="BenchException">There is no browser.</exception>
    public static async Task<BrowserWall> Start(Uri wall)
    {
        if (!File.Exists(Executable))
        {
            throw new BenchException($"{Executable} is absent: install Debian's chromium to measure a wall.");
        }

        var playwright = await Playwright.CreateAsync();
        return new BrowserWall(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Arguments }), wall);
    }

    /// <summary>Opens the wall as a display that has just been switched on would.</summary>
    /// <returns>The page, and how long it took until it showed the live board.</returns>
    public async Task<(IPage Page, double Milliseconds)> Open()
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 1920, Height = 1080 } });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(_address.ToString());

        // From the beginning of the navigation, by the page's own clock, to the moment at which it says itself that it is live; it looks once a second.
        var took = await page.EvaluateAsync<double>("""
            () => new Promise((done) => {
              const look = () => document.getElementById("freshness").dataset.state === "live" ? requestAnimationFrame(() => setTimeout(() => done(performance.now()))) : setTimeout(look, 5);
              look();
            })
            """);
        return (page, took);
    }

    public static Task Observe(IPage page) => page.EvaluateAsync(Watch);

    /// <summary>What was painted since the last call.</summary>
    public static async Task<IReadOnlyList<BedPainted>> TakePainted(IPage page)
    {
        var changes = await page.EvaluateAsync<JsonElement>("() => globalThis.loadChanges.splice(0)");
        return [.. changes.EnumerateArray().Select(c => new BedPainted(c.GetProperty("bed").GetString()!, c.GetProperty("status").GetString() ?? "", c.GetProperty("at").GetDouble()))];
    }

    /// <summary>The number of the frame that the wall shows: how many there were since the server began.</summary>
    public static async Task<double> Shown(IPage page) => await page.EvaluateAsync<double>("() => Number(document.body.dataset.shown.split('/')[1])");

    /// <summary>The script's memory that is in use after everything unused was collected; MiB.</summary>
    public static async Task<double> HeapMiB(ICDPSession session)
    {
        await session.SendAsync("HeapProfiler.collectGarbage");
        var usage = await session.SendAsync("Runtime.getHeapUsage");
        return usage!.Value.GetProperty("usedSize").GetDouble() / (1024 * 1024);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

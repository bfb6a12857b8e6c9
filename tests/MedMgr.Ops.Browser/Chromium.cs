using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedMgr.Ops.Browser;

/// <summary>Debian's Chromium, driven by Playwright, started when a test first opens a page. A test that needs it is skipped where it is absent, unless MEDMGR_REQUIRE_BROWSER=1.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task<IPage> OpenAsync(Uri address, int width = 1920, int height = 1080, bool script = true, bool ownClock = false, bool dark = true)
    {
        var browser = _browser ??= await StartAsync();
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, JavaScriptEnabled = script });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)Patience.Long.TotalMilliseconds);
        if (ownClock)
        {
            // The test moves the page's time on.
            await page.Clock.InstallAsync();
        }

        await page.GotoAsync(address.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        if (!File.Exists(Executable))
        {
            Environment.GetEnvironmentVariable("MEDMGR_REQUIRE_BROWSER").ShouldNotBe("1", $"A browser is required and {Executable} is absent.");
            Assert.Skip($"{Executable} is absent: install Debian's chromium to run this test.");
        }

        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Arguments });
    }
}

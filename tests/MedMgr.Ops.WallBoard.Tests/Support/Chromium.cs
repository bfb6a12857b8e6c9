using Microsoft.Playwright;

namespace MedMgr.Ops.WallBoard.Tests.Support;

/// <summary>Debian's Chromium, driven by Playwright. A test that needs it is skipped where it is absent, unless MEDMGR_REQUIRE_BROWSER=1.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Chromium> StartAsync()
    {
        if (!File.Exists(Executable))
        {
            Environment.GetEnvironmentVariable("MEDMGR_REQUIRE_BROWSER").ShouldNotBe("1", $"A browser is required and {Executable} is absent.");
            Assert.Skip($"{Executable} is absent: install Debian's chromium to run this test.");
        }

        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Arguments }));
    }

    public async Task<IPage> OpenAsync(Uri address, int width = 1920, int height = 1080, bool script = true)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = ColorScheme.Dark, JavaScriptEnabled = script });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)Patience.Long.TotalMilliseconds);
        await page.GotoAsync(address.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

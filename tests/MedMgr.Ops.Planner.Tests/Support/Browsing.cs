using Microsoft.Playwright;

namespace MedMgr.Ops.Planner.Tests.Support;

/// <summary>A planner at a browser: what the console said against the page is kept.</summary>
internal sealed class Browsing : IAsyncDisposable
{
    private readonly List<string> _errors = [];

    private Browsing(IPage page) => Page = page;

    public IPage Page { get; }

    public IReadOnlyList<string> Errors => _errors;

    public ILocator Faults => Page.Locator("#faults");

    public static async Task<Browsing> OpenAsync(Chromium chromium, PlannerHost host, string path, bool dark = false)
    {
        // Opened empty first, so that nothing that the page says goes unheard.
        var page = await chromium.OpenAsync(new Uri("about:blank"), dark: dark);
        var browsing = new Browsing(page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                browsing._errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => browsing._errors.Add(error);
        await page.AddInitScriptAsync("localStorage.setItem('medmgr-actor', 'Petra Planner')");
        await page.GotoAsync(new Uri(host.Address, path).ToString());
        return browsing;
    }

    public async Task<string> YamlAsync() => await Page.Locator("#yaml").InputValueAsync();

    /// <summary>Waits until the text holds this.</summary>
    public async Task YamlHasAsync(string part)
    {
        var patience = DateTime.UtcNow + Patience.Long;
        while (!(await YamlAsync()).Contains(part, StringComparison.Ordinal))
        {
            (DateTime.UtcNow < patience).ShouldBeTrue($"The text never had \"{part}\". The page said: {string.Join("; ", _errors)} {await Page.Locator("#refused").TextContentAsync()}");
            await Page.WaitForTimeoutAsync(50);
        }
    }

    /// <summary>Gives a value in the form, as somebody who goes on to the next field.</summary>
    public async Task GiveAsync(string path, string value)
    {
        await Page.FillAsync($"[data-path='{path}']", value);
        await Page.Locator($"[data-path='{path}']").BlurAsync();
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}

using Microsoft.Playwright;

namespace MedMgr.Ops.Consoles.Tests.Support;

/// <summary>A bed manager's browser at the console of a house. When the test is over, the browser must have had nothing to complain about.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public const string Manager = "M. Ruiz, bed manager";

    private readonly List<string> _complaints = [];
    private bool _mayComplain;

    private Desk(IPage page) => Page = page;

    public IPage Page { get; }

    /// <param name="actor">Null for somebody whose name the browser does not know yet.</param>
    public static async Task<Desk> OpenAsync(Chromium chromium, House house, string? actor = Manager, bool dark = true, string query = "")
    {
        var page = await chromium.OpenAsync(new Uri(house.Console + query), dark: dark);
        var desk = new Desk(page);
        page.Console += (_, message) => desk.Complain(message);
        page.PageError += (_, error) => desk._complaints.Add(error);
        await page.EvaluateAsync("(name) => name ? localStorage.setItem('medmgr-actor', name) : localStorage.removeItem('medmgr-actor')", actor);
        await page.ReloadAsync();
        await desk.IsLive();
        return desk;
    }

    public ILocator Row(string visit) => Page.Locator($".waits[data-visit='{visit}']");

    public ILocator Bed(string bed) => Page.Locator($"#panel-beds .bed[data-bed='{bed}']");

    public ILocator Told => Page.Locator("#told");

    public ILocator Refused => Page.Locator("#refused");

    public Task IsLive() => Page.Locator("#freshness[data-state=live]").WaitForAsync();

    public Task Shows(string selector) => Page.Locator(selector).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });

    public Task Kept(string visit, string bed) => Shows($".waits[data-visit='{visit}'][data-assigned='{bed}']");

    public static async Task Says(ILocator where, string words)
    {
        await Assertions.Expect(where).ToContainTextAsync(words, new() { Timeout = (float)Patience.Long.TotalMilliseconds });
    }

    /// <summary>Until the choice of a bed for this patient is on the page and every bed is marked.</summary>
    public Task Chosen(string visit) => Shows($".console.choosing #choice[data-chosen='{visit}']");

    public async Task Drag(ILocator from, ILocator to)
    {
        var (a, b) = (await Middle(from), await Middle(to));
        await Page.Mouse.MoveAsync(a.X, a.Y);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(a.X + 20, a.Y + 5);
        await Page.Mouse.MoveAsync(b.X, b.Y, new() { Steps = 4 });
    }

    public Task Drop() => Page.Mouse.UpAsync();

    /// <summary>From here on the network may fail, and the browser may say so.</summary>
    public void NetworkMayFail() => _mayComplain = true;

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        if (!_mayComplain)
        {
            _complaints.ShouldBeEmpty();
        }
    }

    // What the house refuses is a status that the browser notes by itself: that is how refusals travel, and no fault of the page.
    private void Complain(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning" && !message.Text.Contains("status of 409", StringComparison.Ordinal) && !message.Text.Contains("status of 404", StringComparison.Ordinal))
        {
            _complaints.Add($"{message.Type}: {message.Text}");
        }
    }

    private static async Task<(float X, float Y)> Middle(ILocator of)
    {
        await of.ScrollIntoViewIfNeededAsync();
        var box = (await of.BoundingBoxAsync())!;
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace MedMgr.Ops.RosterPages.Tests.Support;

/// <summary>The program as a user starts it, with a week of MED-4E that keeps every rule, and one browser.</summary>
public sealed class RosterServer : IAsyncLifetime
{
    public const string Unit = "MED-4E";
    public const string Api = "/api/hospitals/riverside/rosters/MED-4E";

    private readonly Chromium _chromium = new();

    private readonly bool _isMine = true;

    public RosterServer() { }

    /// <summary>Over a server that somebody else ends.</summary>
    internal RosterServer(ServerProcess server) => (Server, _isMine) = (server, false);

    internal ServerProcess Server { get; private set; } = null!;

    public HttpClient Http => Server.Http;

    /// <summary>The first day of the week that tests publish: far enough ahead for any clock.</summary>
    public static DateOnly Monday { get; } = NextMonday(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(7));

    public async ValueTask InitializeAsync() => Server = await ServerProcess.Serve(Paths.NewFolder(), solverWorkers: 1);

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        if (_isMine)
        {
            await Server.DisposeAsync();
        }
    }

    /// <summary>A page of a reader who has said who she is; what the browser complains of is kept.</summary>
    public async Task<(IPage Page, List<string> Complaints)> Open(string path, string actor = "Mara", bool dark = true, int width = 1920, int height = 1080)
    {
        var page = await _chromium.OpenAsync(new Uri(Server.Url, "/favicon.ico"), width, height, dark: dark);
        await page.EvaluateAsync("name => localStorage.setItem('medmgr-actor', name)", actor);
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            // The browser itself writes down each answer that refuses; that one is refused is part of the test.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(new Uri(Server.Url, path).ToString());
        if (path.StartsWith("/rosters/", StringComparison.Ordinal))
        {
            await page.Locator("body[data-ready=true]").WaitForAsync();
        }

        return (page, complaints);
    }

    /// <summary>Publishes a week in which four nurses work days and four nights, two on, as the rules like it.</summary>
    public async Task Publish(DateOnly monday)
    {
        var answer = await Http.PostAsync(Api, new StringContent(Week(monday), Encoding.UTF8, "text/csv"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    public static string Week(DateOnly monday)
    {
        var text = new StringBuilder("staff,date,shift,kind,charge\n");
        for (var day = 0; day < 7; day++)
        {
            foreach (var (time, first) in new[] { ("D", 1), ("N", 1) })
            {
                var pair = (day < 3 ? 0 : day < 6 ? 2 : 4) + first;
                for (var n = 0; n < 2; n++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"MED-4E-RN-{time}{pair + n:00},{monday.AddDays(day):yyyy-MM-dd},{time},own,{(n == 0 ? "yes" : "no")}\n");
                }
            }
        }

        return text.ToString();
    }

    /// <summary>Begins a draft and waits until it can be worked at.</summary>
    public async Task<JsonElement> Draft(object body)
    {
        var answer = await Http.PostAsJsonAsync($"{Api}/drafts", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await Ready((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);
    }

    public async Task<JsonElement> Ready(string draft)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        // The stream ends with the search.
        await Http.GetStringAsync($"{Api}/drafts/{draft}/progress", patience.Token);
        return await Http.GetFromJsonAsync<JsonElement>($"{Api}/drafts/{draft}", patience.Token);
    }

    public static string PageOf(JsonElement draft) => $"/rosters/{Unit}?hospital=riverside&draft={draft.GetProperty("id").GetString()}";

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly NextMonday(DateOnly day) => day.AddDays(7 - (((int)day.DayOfWeek + 6) % 7));
}

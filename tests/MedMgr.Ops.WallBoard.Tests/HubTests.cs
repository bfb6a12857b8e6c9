using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.WallBoard.Tests.Support;
using MedMgr.Ops.WallBoard.Watching;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace MedMgr.Ops.WallBoard.Tests;

/// <summary>The hub and the pages over a real web server.</summary>
public sealed class HubTests
{
    [Theory]
    [InlineData("html")]
    [InlineData("json")]
    public async Task A_display_gets_the_board_then_the_time_then_each_change(string format)
    {
        await using var host = await WallHost.WithAfternoonAsync();
        await using var display = await Display.WatchAsync(host, format);
        var snapshot = await display.NextAsync();
        snapshot.Kind().ShouldBe("snapshot");
        snapshot.GetProperty("build").GetString().ShouldNotBeNullOrEmpty();
        snapshot.TryGetProperty(format == "html" ? "html" : "board", out _).ShouldBeTrue();
        (await display.NextAsync()).Kind().ShouldBe("heartbeat");
        await host.HappensAsync(SyntheticHospital.Toggle(BedId.Of("SDU-19"), 0));
        var frame = await display.NextAsync("frame");
        frame.Sequence().ShouldBe(snapshot.Sequence() + 1);
        frame.GetProperty("position").GetInt64().ShouldBe(host.Feed.Current.Position);
    }

    [Fact]
    public async Task A_display_that_returns_on_a_new_connection_misses_nothing()
    {
        await using var host = await WallHost.WithAfternoonAsync();
        JsonElement shown;
        await using (var before = await Display.WatchAsync(host))
        {
            shown = await before.NextAsync();
        }

        await host.HappensAsync(SyntheticHospital.Toggle(BedId.Of("SDU-19"), 0));
        await using var after = await Display.WatchAsync(host, "html", shown.Epoch(), shown.Sequence());
        var first = await after.NextAsync();
        (first.Kind(), first.Sequence()).ShouldBe(("frame", shown.Sequence() + 1));
    }

    [Fact]
    public async Task Another_process_is_another_epoch_and_sends_a_snapshot()
    {
        var log = new MemoryLog();
        log.Append(SyntheticHospital.Id, SyntheticHospital.Now, new SyntheticHospital().Afternoon());
        JsonElement shown;
        await using (var first = await WallHost.StartAsync(log))
        {
            await using var display = await Display.WatchAsync(first);
            shown = await display.NextAsync();
        }

        await using var second = await WallHost.StartAsync(log);
        await using var returned = await Display.WatchAsync(second, "html", shown.Epoch(), shown.Sequence());
        var snapshot = await returned.NextAsync();
        snapshot.Kind().ShouldBe("snapshot");
        snapshot.Epoch().ShouldNotBe(shown.Epoch());
    }

    [Theory]
    [InlineData("nowhere", "html", null, "There is no hospital 'nowhere' here. Known: riverside.")]
    [InlineData("riverside", "html:unit:ICUU", null, "The hospital riverside has no unit 'ICUU'.")]
    [InlineData("riverside", "html:roster", null, "There is no format 'html:roster'")]
    [InlineData("riverside", "xml", null, "There is no format 'xml': ask for 'html' or 'json', or for a page as in 'html:flow' or 'html:unit:ICU'.")]
    [InlineData("riverside", "html", -1L, "A sequence is 0 or more, not -1.")]
    public async Task A_wrong_question_is_answered_with_what_would_be_right(string hospital, string format, long? sequence, string answer)
    {
        await using var host = await WallHost.WithAfternoonAsync();
        await using var display = await Display.WatchAsync(host, format, null, sequence, hospital);
        (await Should.ThrowAsync<HubException>(() => display.NextAsync())).Message.ShouldContain(answer);
    }

    [Fact]
    public async Task A_connection_can_not_watch_boards_without_limit()
    {
        await using var host = await WallHost.WithAfternoonAsync();
        await using var connection = await host.ConnectAsync();
        for (var n = 0; n < BoardHub.WatchesMax; n++)
        {
            (await Open(connection).MoveNextAsync()).ShouldBeTrue();
        }

        (await Should.ThrowAsync<HubException>(() => Open(connection).MoveNextAsync().AsTask())).Message.ShouldContain("8 boards");

        static IAsyncEnumerator<JsonElement> Open(HubConnection connection) =>
            connection.StreamAsync<JsonElement>("Watch", SyntheticHospital.Id, "json", null, null).GetAsyncEnumerator();
    }

    [Fact]
    public async Task A_display_that_stops_reading_is_dropped_while_the_others_see_every_change()
    {
        await using var host = await WallHost.WithAfternoonAsync(o =>
        {
            o.FrameInterval = TimeSpan.Zero;
            o.SlowDisplayTimeout = TimeSpan.FromSeconds(1);
        });
        await using var quick = await Display.WatchAsync(host);
        var snapshot = await quick.NextAsync();
        using var stuck = await StuckDisplayAsync(host);
        await Patience.UntilAsync(() => host.Feed.Displays == 2);

        // Frames until the server has given up on the one that does not read; the other one reads on all the while.
        var last = snapshot.Sequence();
        for (var round = 0; host.Feed.Displays == 2; round++)
        {
            round.ShouldBeLessThan(200_000, "the display that does not read is still being served");
            await host.HappensAsync(SyntheticHospital.Definition.Units[5].Rooms.SelectMany(r => r.Beds).Take(5)
                .Select(b => (Domain.Log.Streams.Of(b.Id), (object)new Domain.Beds.BedEvent.Contaminated(new string('x', 2000) + round) { At = SyntheticHospital.Now })));
            var frame = await quick.NextAsync("frame");
            frame.Sequence().ShouldBe(++last);
        }

        host.Feed.Displays.ShouldBe(1);
    }

    [Fact]
    public async Task The_wall_is_served_complete_under_a_policy_without_inline_scripts()
    {
        await using var host = await WallHost.WithAfternoonAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var response = await http.GetAsync($"/wall/{SyntheticHospital.Id}");
        var html = await response.Content.ReadAsStringAsync();
        html.ShouldStartWith("<!DOCTYPE html>");
        html.ShouldContain("id=\"bed-4E-01\"");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("default-src 'none'");
        html.ShouldNotMatch("<script(?![^>]* src=)");
        html.ShouldNotMatch("https?://");
        foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(html, "(?:src|href)=\"(/[^\"]+)\""))
        {
            using var asset = await http.GetAsync(link.Groups[1].Value);
            asset.StatusCode.ShouldBe(HttpStatusCode.OK, link.Value);
            asset.Headers.CacheControl!.Extensions.ShouldContain(e => e.Name == "immutable");
            (await asset.Content.ReadAsByteArrayAsync()).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task An_unchanged_asset_is_not_sent_twice()
    {
        await using var host = await WallHost.WithAfternoonAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var first = await http.GetAsync("/page-assets/idiomorph.esm.js");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/page-assets/idiomorph.esm.js");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        (await http.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await http.GetAsync("/wall-assets/..%2fappsettings.json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/wall/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/wall/%3Cscript%3E", HttpStatusCode.NotFound)]
    [InlineData("/", HttpStatusCode.OK)]
    public async Task Pages_beside_the_wall_lead_to_the_hospitals_there_are(string path, HttpStatusCode status)
    {
        await using var host = await WallHost.WithAfternoonAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var response = await http.GetAsync(path);
        response.StatusCode.ShouldBe(status);
        var html = await response.Content.ReadAsStringAsync();
        html.ShouldContain("href=\"/wall/riverside\"");
        html.ShouldNotContain("<script>");
    }

    /// <summary>Asks for a board and never reads what comes.</summary>
    private static async Task<ClientWebSocket> StuckDisplayAsync(WallHost host)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(host.Address, BoardHub.Path)) { Scheme = "ws" }.Uri, CancellationToken.None);
        await SendAsync("""{"protocol":"json","version":1}""");
        await SendAsync("""{"type":4,"invocationId":"1","target":"Watch","arguments":["riverside","html",null,null]}""");
        return socket;

        Task SendAsync(string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, true, CancellationToken.None);
    }
}

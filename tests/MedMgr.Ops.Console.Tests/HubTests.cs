using System.Text.Json;
using MedMgr.Ops.Consoles.Panels;
using MedMgr.Ops.Consoles.Tests.Support;
using MedMgr.Ops.Pages.Streaming;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Ops.Consoles.Tests;

/// <summary>The stream of consoles over a real connection.</summary>
public sealed class HubTests
{
    private readonly SharedServer _shared;

    public HubTests(SharedServer shared) => _shared = shared;

    [Fact]
    public async Task Whoever_comes_gets_a_snapshot_then_numbered_frames_with_what_changed_and_nothing_else()
    {
        var house = await _shared.OpenAsync();
        await using var connection = await ConnectAsync();
        await using var messages = Watch(connection, house.Id.Value);
        var snapshot = await NextAsync(messages, "snapshot");
        snapshot.GetProperty("fragments").EnumerateObject().Select(f => f.Name).ShouldBe(
            ["house-figures", "tabs", .. ConsolePanels.All.Select(p => p.ElementId)], ignoreOrder: true);

        await house.Done("beds/4E-3/block", new { reason = "leak" });
        var frame = await NextAsync(messages, "frame");
        frame.GetProperty("epoch").GetString().ShouldBe(snapshot.GetProperty("epoch").GetString());
        frame.GetProperty("sequence").GetInt64().ShouldBe(snapshot.GetProperty("sequence").GetInt64() + 1);
        var changed = frame.GetProperty("fragments").EnumerateObject().Select(f => f.Name).ToList();
        changed.ShouldContain("unit-4E");
        changed.ShouldContain("house-figures");
        changed.ShouldNotContain("unit-ICU");
        changed.ShouldNotContain("panel-queue");
        frame.GetProperty("fragments").GetProperty("unit-4E").GetString()!.ShouldContain("leak");
    }

    [Fact]
    public async Task Whoever_comes_back_gets_the_frames_that_were_missed()
    {
        var house = await _shared.OpenAsync();
        await using var connection = await ConnectAsync();
        JsonElement snapshot;
        await using (var first = Watch(connection, house.Id.Value))
        {
            snapshot = await NextAsync(first, "snapshot");
            await house.Done("beds/4E-3/block", new { reason = "leak" });
            await NextAsync(first, "frame");
        }

        await using var again = Watch(connection, house.Id.Value, snapshot.GetProperty("epoch").GetString(), snapshot.GetProperty("sequence").GetInt64());
        await again.MoveNextAsync();
        var missed = JsonElement.Parse(again.Current.Json.Span);
        missed.GetProperty("kind").GetString().ShouldBe("frame");
        missed.GetProperty("sequence").GetInt64().ShouldBe(snapshot.GetProperty("sequence").GetInt64() + 1);
    }

    [Fact]
    public async Task A_number_of_another_epoch_gets_a_snapshot()
    {
        var house = await _shared.OpenAsync();
        await using var connection = await ConnectAsync();
        await using var messages = Watch(connection, house.Id.Value, "another", 3);
        await messages.MoveNextAsync();
        JsonElement.Parse(messages.Current.Json.Span).GetProperty("kind").GetString().ShouldBe("snapshot");
    }

    [Theory]
    [InlineData("nowhere", 0L, "There is no hospital 'nowhere' here.")]
    [InlineData("", 0L, "There is no hospital '' here.")]
    [InlineData("house-1", -1L, "A sequence is 0 or more, not -1.")]
    public async Task What_can_not_be_watched_is_refused_in_words(string hospital, long sequence, string because)
    {
        await using var connection = await ConnectAsync();
        await using var messages = Watch(connection, hospital, "x", sequence);
        (await Should.ThrowAsync<HubException>(async () => await messages.MoveNextAsync())).Message.ShouldContain(because);
    }

    private async Task<HubConnection> ConnectAsync()
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WallBoard.Tests.Support.WebSocketConnectionFactory());
        builder.Services.AddSingleton<System.Net.EndPoint>(new UriEndPoint(new Uri(_shared.Server.Address, "/hubs/console")));
        var connection = builder.Build();
        await connection.StartAsync();
        return connection;
    }

    private static IAsyncEnumerator<RawMessage> Watch(HubConnection connection, string hospital, string? epoch = null, long? sequence = null) =>
        connection.StreamAsync<RawMessage>("Watch", hospital, epoch, sequence).GetAsyncEnumerator();

    /// <summary>The next message of a kind; heartbeats come in between.</summary>
    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<RawMessage> messages, string kind)
    {
        while (await messages.MoveNextAsync().AsTask().WaitAsync(Patience.Long))
        {
            var message = JsonElement.Parse(messages.Current.Json.Span);
            if (message.GetProperty("kind").GetString() == kind)
            {
                return message;
            }
        }

        throw new InvalidOperationException($"The stream ended without a {kind}.");
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace MedMgr.Ops.WallBoard.Tests.Support;

/// <summary>A display without a screen: reads its stream message by message.</summary>
internal sealed class Display : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly IAsyncEnumerator<JsonElement> _stream;

    private Display(HubConnection connection, IAsyncEnumerator<JsonElement> stream)
    {
        _connection = connection;
        _stream = stream;
    }

    public static async Task<Display> WatchAsync(WallHost host, string format = "html", string? epoch = null, long? sequence = null, string hospital = SyntheticHospital.Id)
    {
        var connection = await host.ConnectAsync();
        return new Display(connection, connection.StreamAsync<JsonElement>("Watch", hospital, format, epoch, sequence).GetAsyncEnumerator());
    }

    public async Task<JsonElement> NextAsync()
    {
        (await _stream.MoveNextAsync().AsTask().WaitAsync(Patience.Long)).ShouldBeTrue("the stream has ended");
        return _stream.Current;
    }

    public async Task<JsonElement> NextAsync(string kind)
    {
        for (var skipped = 0; skipped < 1000; skipped++)
        {
            var message = await NextAsync();
            if (message.Kind() == kind)
            {
                return message;
            }
        }

        throw new ShouldAssertException($"1,000 messages and no {kind}");
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();
}

internal static class MessageExtensions
{
    public static string Kind(this JsonElement message) => message.GetProperty("kind").GetString()!;

    public static string Epoch(this JsonElement message) => message.GetProperty("epoch").GetString()!;

    public static long Sequence(this JsonElement message) => message.GetProperty("sequence").GetInt64();
}

using System.Net.Http.Json;
using System.Text.Json;
using MedMgr.Load.Serving;
using Microsoft.AspNetCore.SignalR.Client;

namespace MedMgr.Load.Watching;

/// <summary>A viewer of a replay without a screen.</summary>
internal sealed class ReplayViewer : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly IAsyncEnumerator<JsonElement> _messages;
    private long _asked;

    private ReplayViewer(HubConnection connection, IAsyncEnumerator<JsonElement> messages, TimeSpan length)
    {
        _connection = connection;
        _messages = messages;
        Length = length;
    }

    /// <summary>Of the time line.</summary>
    public TimeSpan Length { get; }

    /// <summary>Asks for the page, and waits until the recording has been read.</summary>
    public static async Task UntilOpen(ServerProcess server, string recording, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        (await http.GetAsync($"/replay/{recording}", cancellationToken)).Dispose();
        while (true)
        {
            var progress = await http.GetFromJsonAsync<JsonElement>($"/replay/{recording}/progress", cancellationToken);
            if (progress.TryGetProperty("failed", out var failed) && failed.ValueKind == JsonValueKind.String)
            {
                throw new BenchException($"The recording could not be opened: {failed.GetString()}");
            }

            if (progress.GetProperty("ready").GetBoolean())
            {
                return;
            }

            await Task.Delay(10, cancellationToken);
        }
    }

    public static async Task<ReplayViewer> Begin(ServerProcess server, string recording, CancellationToken cancellationToken)
    {
        var connection = await HubConnections.Start(server.Address, "hubs/replay", cancellationToken);
        var request = new { recordings = new[] { recording }, align = "start", at = Array.Empty<long>(), playing = false, rate = 1 };
        var messages = connection.StreamAsync<JsonElement>("Replay", request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await messages.MoveNextAsync();
        await connection.InvokeAsync("Seek", 0L, TimeSpan.FromDays(36_500).TotalSeconds, cancellationToken);

        // The end of the time line is where a seek beyond it comes to stand.
        while (!messages.Current.GetProperty("ended").GetBoolean())
        {
            await messages.MoveNextAsync();
        }

        return new ReplayViewer(connection, messages, TimeSpan.FromSeconds(messages.Current.GetProperty("elapsed").GetDouble()));
    }

    /// <summary>Returns when the wall of that place has arrived.</summary>
    /// <returns>Its characters.</returns>
    public async Task<long> Seek(double elapsed, CancellationToken cancellationToken)
    {
        var number = ++_asked;
        await _connection.SendAsync("Seek", number, elapsed, cancellationToken);
        do
        {
            await _messages.MoveNextAsync();
        }
        while (_messages.Current.GetProperty("answers").GetInt64() < number);
        return _messages.Current.GetRawText().Length;
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();
}

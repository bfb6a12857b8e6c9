using System.Net;
using System.Text.Json;
using MedMgr.Load.Serving;
using MedMgr.Ops.WallBoard.Tests.Support;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Load.Watching;

/// <summary>Real SignalR clients on web sockets, each with a connection of its own. One of them asks for JSON and looks at what it shows.</summary>
internal sealed class Displays : IAsyncDisposable
{
    private readonly List<HubConnection> _connections = [];
    private readonly List<Arrivals> _arrivals = [];
    private readonly List<Task> _reading = [];
    private readonly CancellationTokenSource _stop = new();

    private Displays() { }

    public IReadOnlyList<Arrivals> Arrivals => _arrivals;

    /// <summary>Returns when every display shows the board.</summary>
    /// <param name="probe">Gets each board message of the JSON display.</param>
    public static async Task<Displays> Open(
        ServerProcess server, string hospital, int count, Action<JsonElement>? probe, CancellationToken cancellationToken)
    {
        var displays = new Displays();
        for (var i = 0; i < count; i++)
        {
            var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await displays.Add(server, hospital, shown, i == 0 ? probe : null, cancellationToken);
            await shown.Task.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
        }

        return displays;
    }

    /// <summary>Ends the reading: from here on the arrivals may be read.</summary>
    public async Task Close()
    {
        await _stop.CancelAsync();
        foreach (var reading in _reading)
        {
            try
            {
                await reading;
            }
            catch (OperationCanceledException)
            {
                // The way in which a display ends.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        await Task.WhenAll(_connections.Select(c => c.DisposeAsync().AsTask()));
        _stop.Dispose();
    }

    private async Task Add(ServerProcess server, string hospital, TaskCompletionSource shown, Action<JsonElement>? probe, CancellationToken cancellationToken)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnectionFactory());
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(new Uri(server.Address, "hubs/board")));
        var connection = builder.Build();
        _connections.Add(connection);
        await connection.StartAsync(cancellationToken);
        var arrivals = new Arrivals();
        _arrivals.Add(arrivals);
        _reading.Add(probe is null ? Read(connection, hospital, arrivals, shown) : Read(connection, hospital, arrivals, shown, probe));
    }

    private async Task Read(HubConnection connection, string hospital, Arrivals arrivals, TaskCompletionSource shown)
    {
        await foreach (var stamp in connection.StreamAsync<FrameStamp>("Watch", hospital, "html", null, null, _stop.Token))
        {
            arrivals.Take(stamp.Kind, stamp.Epoch, stamp.Sequence);
            shown.TrySetResult();
        }
    }

    private async Task Read(HubConnection connection, string hospital, Arrivals arrivals, TaskCompletionSource shown, Action<JsonElement> probe)
    {
        await foreach (var message in connection.StreamAsync<JsonElement>("Watch", hospital, "json", null, null, _stop.Token))
        {
            arrivals.Take(message.GetProperty("kind").GetString()!, message.GetProperty("epoch").GetString()!, message.GetProperty("sequence").GetInt64());
            probe(message);
            shown.TrySetResult();
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Text.Json;
using MedMgr.Ops.WallBoard.Tests.Support;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Load.Kills;

/// <summary>A display that finds its way back: it asks for a connection until it gets one, as the wall's script does.</summary>
internal sealed class StubbornDisplay
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(250);

    private readonly Uri _hub;
    private readonly string _hospital;
    private string _epoch = "";
    private long _movesSince;

    public StubbornDisplay(Uri server, string hospital)
    {
        _hub = new Uri(server, "hubs/board");
        _hospital = hospital;
    }

    /// <summary>When the board of the present server process first changed on this display, as <see cref="Stopwatch.GetTimestamp"/> has it; 0 before.</summary>
    public long MovesSince => Volatile.Read(ref _movesSince);

    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Watch(stop);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException or HubException or System.Net.WebSockets.WebSocketException
                || e is OperationCanceledException)
            {
                // Not there, or gone: asked again until the run ends.
            }

            await Task.Delay(RetryAfter, CancellationToken.None);
        }
    }

    private async Task Watch(CancellationToken stop)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnectionFactory());
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(_hub));
        await using var connection = builder.Build();
        await connection.StartAsync(stop);
        await foreach (var message in connection.StreamAsync<JsonElement>("Watch", _hospital, "html", null, null, stop))
        {
            // A snapshot may still be of a board that is being read; a frame says that it moves.
            if (message.GetProperty("kind").ValueEquals("frame") && message.GetProperty("epoch").GetString() is { } epoch && epoch != _epoch)
            {
                _epoch = epoch;
                Volatile.Write(ref _movesSince, Stopwatch.GetTimestamp());
            }
        }
    }
}

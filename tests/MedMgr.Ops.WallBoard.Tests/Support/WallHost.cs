using MedMgr.Ops.EventLog;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Replay;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.WallBoard.Tests.Support;

/// <summary>A real web server on loopback with the wall and nothing else.</summary>
internal sealed class WallHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private bool _disposed;

    private WallHost(WebApplication app, MemoryLog log)
    {
        _app = app;
        Log = log;
        Address = new Uri(app.Urls.Single());
    }

    public MemoryLog Log { get; }

    public Uri Address { get; }

    public IBoards Boards => _app.Services.GetRequiredService<IBoards>();

    internal ReplaySessions Replays => _app.Services.GetRequiredService<ReplaySessions>();

    public IHospitalBoardFeed Feed => Boards.Find(Domain.HospitalId.Of(SyntheticHospital.Id))!;

    public static async Task<WallHost> StartAsync(
        MemoryLog log, Action<WallBoardOptions>? configure = null, int port = 0, TimeProvider? time = null, Action<ReplayOptions>? replay = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}").UseShutdownTimeout(Patience.Long);
        builder.Services.AddSingleton<IEventLog>(log).AddSingleton<ISnapshotStore>(log);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        builder.Services.AddWallBoard(configure);
        builder.Services.Configure<ReplayOptions>(replay ?? (_ => { }));
        var app = builder.Build();
        app.MapWallBoard();
        await app.StartAsync();
        return new WallHost(app, log);
    }

    public static async Task<WallHost> WithAfternoonAsync(Action<WallBoardOptions>? configure = null, TimeProvider? time = null)
    {
        var log = new MemoryLog();
        log.Append(SyntheticHospital.Id, SyntheticHospital.Now, new SyntheticHospital().Afternoon());
        var host = await StartAsync(log, configure, time: time);
        await host.Feed.Ready;
        return host;
    }

    /// <summary>Appends and waits until the board shows it.</summary>
    public async Task HappensAsync(params IEnumerable<(string Stream, object Event)> events)
    {
        var position = Log.Append(SyntheticHospital.Id, SyntheticHospital.Now, events);
        await Feed.WaitForPositionAsync(position).WaitAsync(Patience.Long);
    }

    public async Task<HubConnection> ConnectAsync()
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnectionFactory());
        builder.Services.AddSingleton<System.Net.EndPoint>(new UriEndPoint(new Uri(Address, Watching.BoardHub.Path)));
        var connection = builder.Build();
        await connection.StartAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

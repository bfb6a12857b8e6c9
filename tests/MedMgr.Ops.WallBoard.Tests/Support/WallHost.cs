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

    public IServiceProvider Services => _app.Services;

    public IBoards Boards => _app.Services.GetRequiredService<IBoards>();

    public IHospitalBoardFeed Feed => Boards.Find(Domain.HospitalId.Of(SyntheticHospital.Id))!;

    public static async Task<WallHost> StartAsync(
        MemoryLog log, Action<WallBoardOptions>? configure = null, int port = 0, TimeProvider? time = null, IOutlooks? outlooks = null, Action<ReplayOptions>? replay = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}").UseShutdownTimeout(Patience.Long);
        builder.Services.AddSingleton<IEventLog>(log).AddSingleton<ISnapshotStore>(log);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        builder.Services.AddSingleton(outlooks ?? new SyntheticOutlook());
        builder.Services.AddWallBoard(configure);
        builder.Services.Configure<ReplayOptions>(replay ?? (_ => { }));
        var app = builder.Build();
        app.MapWallBoard();
        await app.StartAsync();
        return new WallHost(app, log);
    }

    public static async Task<WallHost> WithAfternoonAsync(Action<WallBoardOptions>? configure = null, TimeProvider? time = null, IOutlooks? outlooks = null)
    {
        var log = new MemoryLog();
        log.Append(SyntheticHospital.Id, SyntheticHospital.Now, new SyntheticHospital().Afternoon());
        return await OverAsync(log, configure, time, outlooks);
    }

    /// <summary>The afternoon as it came about: each event at its own time, so that the board has a day to look back on.</summary>
    public static async Task<WallHost> WithDayAsync(TimeProvider? time = null, IOutlooks? outlooks = null)
    {
        var log = new MemoryLog();
        foreach (var happening in new SyntheticHospital().Afternoon().OrderBy(SyntheticHospital.At))
        {
            log.Append(SyntheticHospital.Id, SyntheticHospital.At(happening), [happening]);
        }

        return await OverAsync(log, null, time ?? new StartingAt(SyntheticHospital.Now), outlooks);
    }

    private static async Task<WallHost> OverAsync(MemoryLog log, Action<WallBoardOptions>? configure, TimeProvider? time, IOutlooks? outlooks)
    {
        var host = await StartAsync(log, configure, time: time, outlooks: outlooks);
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

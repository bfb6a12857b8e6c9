using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Api.Quarantine;
using MedMgr.Ops.Api.Tests.Hosting;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.EmbeddedSilo;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Grains.Hospitals;
using MedMgr.Ops.Grains.Storage;
using MedMgr.Ops.Grains.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Hosting;

[assembly: AssemblyFixture(typeof(ApiServer))]

namespace MedMgr.Ops.Api.Tests.Hosting;

/// <summary>The API over the embedded silo and a real log in a folder of its own. One serves all tests: each opens a hospital of its own in it.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    private readonly string _environment;
    private readonly string _folder = Directory.CreateTempSubdirectory("api-").FullName;
    private readonly HospitalDirectory _directory = new();
    private readonly Lazy<Task<TestApi>> _shared;
    private IDurableLog? _durable;
    private WebApplication? _app;
    private int _hospitals;

    public ApiServer()
        : this("Production")
    {
    }

    private ApiServer(string environment)
    {
        _environment = environment;
        _shared = new Lazy<Task<TestApi>>(OpenAsync);
    }

    internal FailingLog Log { get; private set; } = null!;

    internal LateBoards Boards { get; private set; } = null!;

    internal ScriptedDesk Desk { get; private set; } = null!;

    internal IGrainFactory Grains => _app!.Services.GetRequiredService<IGrainFactory>();

    internal HttpClient Http { get; private set; } = null!;

    /// <summary>A server of its own, for tests that change all of it.</summary>
    internal static async Task<ApiServer> StartAsync(string environment = "Production")
    {
        var server = new ApiServer(environment);
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
    {
        _durable = await EventLogs.OpenSqliteAsync(_folder);
        Log = new FailingLog(_durable);
        Boards = new LateBoards(_durable);
        Desk = new ScriptedDesk(_durable);
        _app = Build(_durable);
        await _app.StartAsync();
        Http = _app.GetTestClient();
    }

    /// <summary>A new house, defined in the log, with one nurse on duty in each unit.</summary>
    internal async Task<TestApi> OpenAsync()
    {
        var definition = House.Named(new HospitalId($"house-{Interlocked.Increment(ref _hospitals)}"));
        _directory.Set(new HospitalMap(definition));
        var api = new TestApi(this, definition);
        await api.DefineAsync();
        return api;
    }

    /// <summary>A house for tests of requests that change nothing.</summary>
    internal Task<TestApi> SharedAsync() => _shared.Value;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _durable!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private WebApplication Build(IDurableLog durable)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = _environment });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.UseInMemoryReminderService();
            silo.Configure<EmbeddedSiloOptions>(options => options.GrainAssemblies.Add(typeof(HospitalDirectory).Assembly));
        });
        builder.Services
            .AddSingleton<TimeProvider>(new StandingClock())
            .AddSingleton(_directory)
            .AddSingleton<IEventLog>(Log)
            .AddSingleton<IBoardReader, LogBoardReader>()
            .AddSingleton<IBoardFeeds>(Boards)
            .AddSingleton<IQuarantineDesk>(Desk)
            .AddGrainStorage(SnapshotGrainStorage.Name, (_, _) => new SnapshotGrainStorage(durable))
            .AddMedMgrApi();
        var app = builder.Build();
        app.MapMedMgrApi();
        return app;
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => House.Start;
    }
}

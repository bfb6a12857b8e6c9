using System.Collections.Immutable;
using MedMgr.Ops.Consoles.Tests.Support;
using MedMgr.Ops.Definitions;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Hosting;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace MedMgr.Ops.Consoles.Tests.Support;

/// <summary>The program's own composition over a real log, without solver workers: every plan is the quick one.</summary>
internal sealed class ConsoleServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ImmutableArray<HospitalDefinition> _hospitals;
    private IDurableLog? _log;
    private WebApplication? _app;

    private ConsoleServer(ImmutableArray<HospitalDefinition> hospitals) =>
        (_folder, _hospitals) = (Directory.CreateTempSubdirectory("console-").FullName, hospitals);

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public IEventLog Log => _log!;

    public IServiceProvider Services => _app!.Services;

    /// <param name="houses">As many copies of the small house.</param>
    /// <param name="others">Hospitals as they are.</param>
    public static async Task<ConsoleServer> StartAsync(int houses, params IEnumerable<HospitalDefinition> others)
    {
        var server = new ConsoleServer([.. Enumerable.Range(1, houses).Select(n => TestHospital.Definition with { Id = HospitalId.Of($"house-{n}") }), .. others]);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>At the same address, over the same log.</summary>
    public async Task StartAgainAsync()
    {
        _log = await EventLogs.OpenSqliteAsync(_folder);
        _app = Composition.Build(
            new ServerOptions(_folder, null, Address.ToString(), "127.0.0.1", 0, [], SolverWorkers: 0, KeepsRota: false), _log, (ISnapshotStore)_log, _hospitals);

        // A person waits for fifteen seconds of silence; a test does not.
        var wall = _app.Services.GetRequiredService<IOptions<WallBoardOptions>>().Value;
        (wall.StaleAfter, wall.HeartbeatInterval) = (TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1));
        await _app.StartAsync();
        Address = new Uri(_app.Urls.First());
    }

    public async Task StopAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            await _log!.DisposeAsync();
            _app = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>One server for all tests; each opens a house of its own in it.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private const int HousesMax = 40;

    private ConsoleServer? _server;
    private int _opened;

    internal ConsoleServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await ConsoleServer.StartAsync(
        HousesMax, HospitalFile.Load(Scenarios.Find("hospitals", "riverside.yaml")).ShouldBeOfType<HospitalReading.Read>().Hospital);

    /// <summary>A house that no other test knows, with a nurse on duty in each unit.</summary>
    internal Task<House> OpenAsync() => House.OpenAsync(Server, $"house-{Interlocked.Increment(ref _opened)}");

    /// <summary>The demo's hospital without patients and nurses: the one that the rates of forecasts are made for. Tests only ask about it.</summary>
    internal House Riverside => House.Of(Server, "riverside");

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}

using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Tests;
using MedMgr.Ops.Hosting;
using MedMgr.Ops.Placement.Tests;
using Microsoft.AspNetCore.Builder;

[assembly: AssemblyFixture(typeof(PlacementServer))]

namespace MedMgr.Ops.Placement.Tests;

/// <summary>The program's own composition, without solver workers: every plan is the quick one. One serves all tests: each opens a hospital of its own in it.</summary>
public sealed class PlacementServer : IAsyncLifetime
{
    private const int HospitalsMax = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("placement-").FullName;
    private readonly ImmutableArray<HospitalDefinition> _definitions =
        [.. Enumerable.Range(1, HospitalsMax).Select(n => TestHospital.Definition with { Id = new HospitalId($"house-{n}") })];

    private IDurableLog? _log;
    private WebApplication? _app;
    private HttpClient? _http;
    private int _opened;

    internal IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        _log = await EventLogs.OpenSqliteAsync(_folder);
        _app = Composition.Build(
            new ServerOptions(_folder, null, "http://127.0.0.1:0", "127.0.0.1", 0, [], SolverWorkers: 0, KeepsRota: false), _log, (ISnapshotStore)_log, _definitions);
        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    /// <summary>A house that no other test knows, with a nurse on duty in each unit.</summary>
    internal async Task<HouseApi> OpenAsync()
    {
        var house = new HouseApi(_http!, _definitions[Interlocked.Increment(ref _opened) - 1].Id);
        foreach (var nurse in new[] { "N-ED", "N-4E-1", "N-ICU", "N-MAT" })
        {
            (await house.Post($"staff/{nurse}/on", new { })).Status.ShouldBe(200);
        }

        return house;
    }

    /// <summary>Any call at all, with what came back.</summary>
    internal async Task<(int Status, string? Type, string Text)> Send(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _http!.SendAsync(request);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _log!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

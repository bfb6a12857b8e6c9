using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using MedMgr.Ops.Api;
using MedMgr.Ops.Pages;
using MedMgr.Ops.Planner.Library;
using MedMgr.Ops.Planner.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Planner.Tests.Support;

/// <summary>A real web server on loopback with the planner and nothing else, over the shipped scenarios and a data folder of its own.</summary>
internal sealed class PlannerHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private bool _stopped;

    private PlannerHost(WebApplication app, string data)
    {
        (_app, Data) = (app, data);
        Address = new Uri(app.Urls.Single());
        Http = new HttpClient { BaseAddress = Address };
        Http.DefaultRequestHeaders.Add("X-Actor", "Petra Planner");
    }

    public static string Shipped { get; } = Path.GetFullPath(typeof(PlannerHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Scenarios").Value!);

    public string Data { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public ScenarioLibrary Library => _app.Services.GetRequiredService<ScenarioLibrary>();

    public RunDesk Desk => _app.Services.GetRequiredService<RunDesk>();

    public RunStore Store => _app.Services.GetRequiredService<RunStore>();

    /// <param name="data">Of a server before this one; null for a new one.</param>
    public static async Task<PlannerHost> StartAsync(string? data = null, Action<PlannerOptions>? configure = null)
    {
        data ??= Directory.CreateTempSubdirectory("planner-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(Patience.Long);
        builder.Services.AddMedMgrApi();
        builder.Services.AddPlanner(options =>
        {
            options.Shipped = Shipped;
            options.Own = Path.Combine(data, "scenarios");
            options.Runs = Path.Combine(data, "scenario-runs");
            options.Recordings = Path.Combine(data, "recordings");
            options.Version = "test";
            configure?.Invoke(options);
        });
        var app = builder.Build();
        app.MapPages();
        app.MapPlanner();
        await app.StartAsync();
        return new PlannerHost(app, data);
    }

    /// <summary>A week of two days, so that a test is over soon.</summary>
    public static string Brief(string id, string more = "") => $"extends: winter-week.yaml\nid: {id}\ntitle: Brief {id}\ndays: 2 # short\nwarmUpDays: 1\nreplications: 3\n{more}";

    public async Task<HttpResponseMessage> SaveAsync(string id, string text, string? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/scenarios/{id}") { Content = JsonContent.Create(new { text }) };
        if (version is null)
        {
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        }
        else
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        }

        return await Http.SendAsync(request);
    }

    public async Task<string> AskAsync(string scenario, int replications = 3, int seed = 7, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/scenarios/runs") { Content = JsonContent.Create(new { scenario, replications, seed }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await Http.SendAsync(request);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public async Task<RunRecord> EndedAsync(string run)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (true)
        {
            var changed = Desk.Changed;
            if (Desk.Find(run) is { HasEnded: true } ended)
            {
                return ended;
            }

            await changed.WaitAsync(patience.Token);
        }
    }

    /// <summary>A brief scenario, saved and run to its end.</summary>
    public async Task<RunRecord> RunBriefAsync(string id, string more = "", int replications = 3, int seed = 7)
    {
        using var saved = await SaveAsync(id, Brief(id, more));
        saved.IsSuccessStatusCode.ShouldBeTrue(await saved.Content.ReadAsStringAsync());
        return await EndedAsync(await AskAsync(id, replications, seed));
    }

    public async Task StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            Http.Dispose();
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(Data))
        {
            Directory.Delete(Data, recursive: true);
        }
    }
}

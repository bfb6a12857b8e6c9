using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Api.Quarantine;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.EmbeddedSilo;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Hospitals;
using MedMgr.Ops.Grains.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Hosting;

namespace MedMgr.Ops.Api.Tests.Hosting;

/// <summary>The API over the embedded silo and a real log in a folder of its own, called through HTTP.</summary>
internal sealed class TestApi : IAsyncDisposable
{
    private readonly string _folder;
    private readonly IDurableLog _durable;
    private readonly WebApplication _app;
    private int _causes;

    private TestApi(string folder, IDurableLog durable, string environment)
    {
        (_folder, _durable) = (folder, durable);
        Log = new FailingLog(durable);
        Boards = new LateBoards(durable);
        Desk = new ScriptedDesk(durable);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.UseInMemoryReminderService();
            silo.Configure<EmbeddedSiloOptions>(options => options.GrainAssemblies.Add(typeof(HospitalDirectory).Assembly));
        });
        var directory = new HospitalDirectory();
        directory.Set(House.Map);
        builder.Services
            .AddSingleton<TimeProvider>(new StandingClock())
            .AddSingleton(directory)
            .AddSingleton<IEventLog>(Log)
            .AddSingleton<IBoardReader, LogBoardReader>()
            .AddSingleton<IBoardFeeds>(Boards)
            .AddSingleton<IQuarantineDesk>(Desk)
            .AddGrainStorage(SnapshotGrainStorage.Name, (_, _) => new SnapshotGrainStorage(durable))
            .AddMedMgrApi();
        _app = builder.Build();
        _app.MapMedMgrApi();
        _app.MapGet("/api/fault", IResult () => throw new InvalidOperationException("an invariant does not hold")).ExcludeFromDescription();
    }

    public FailingLog Log { get; }

    public LateBoards Boards { get; }

    public ScriptedDesk Desk { get; }

    public HttpClient Http { get; private set; } = null!;

    public IHospitalGrain Hospital => _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IHospitalGrain>(House.Id.Value);

    /// <summary>The house is defined, and one nurse is on duty in each unit.</summary>
    public static async Task<TestApi> StartAsync(string environment = "Production")
    {
        var folder = Directory.CreateTempSubdirectory("api-").FullName;
        var api = new TestApi(folder, await EventLogs.OpenSqliteAsync(folder), environment);
        await api._app.StartAsync();
        api.Http = api._app.GetTestClient();
        await api.Hospital.Execute(new HospitalCommand.Define(House.Definition, SameAsBefore: false) { At = House.Start }, api.SystemOrigin());
        foreach (var nurse in new[] { "N-ED", "N-4E", "N-ICU" })
        {
            await api.Done($"staff/{nurse}/on");
        }

        return api;
    }

    public Origin SystemOrigin() => new(OriginKind.System, "test", $"test-{_causes++}", House.Start);

    /// <summary>Something that the hospital itself holds against its beds.</summary>
    public async Task<string> RaiseDiscrepancyAsync(string id)
    {
        var discrepancy = new Discrepancy(id, DiscrepancyKind.BedStatusDiffers, "EHR reports 4E-2 as clean.", null, new BedId("4E-2"), House.Start, "EHR");
        await Hospital.Execute(new HospitalCommand.RaiseDiscrepancy(discrepancy) { At = House.Start }, SystemOrigin());
        await Boards.CatchUpAsync();
        return id;
    }

    /// <summary>A sending system says that the patient lies in the bed.</summary>
    public Task<EncounterReply> ReportInAsync(string visit, string bed)
    {
        var place = new Place(House.Map.UnitOf(new BedId(bed))!.Id, new BedId(bed));
        var report = new EncounterReport(ReportKind.Admit, House.Start, "EHR 1", ReportedDetails.Nothing, place, null, null, default, null);
        return _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IEncounterGrain>(GrainKeys.Of(House.Id, new EncounterId(visit)))
            .Execute(new EncounterCommand.Reported(report) { At = House.Start }, SystemOrigin());
    }

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, At(path), null);

    /// <param name="body">Written as JSON; a string is sent as it is; null for no body.</param>
    public Task<Answer> Post(string path, object? body = null, string? key = null, string? actor = null) => Send(
        HttpMethod.Post,
        At(path),
        body switch
        {
            null => null,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body, body.GetType()),
        },
        key,
        actor);

    /// <summary>As <see cref="Post"/>, of what must succeed.</summary>
    public async Task<JsonElement> Done(string path, object? body = null, string? key = null, string? actor = null)
    {
        var answer = await Post(path, body, key, actor);
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Json;
    }

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content, string? key = null, string? actor = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        AddHeader(request.Headers, "Idempotency-Key", key);
        AddHeader(request.Headers, "X-Actor", actor);
        using var response = await Http.SendAsync(request);
        return new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The bed as the board shows it.</summary>
    public async Task<JsonElement> OnBoard(string bed) =>
        (await Get("board")).Json.GetProperty("units").EnumerateArray().SelectMany(u => u.GetProperty("beds").EnumerateArray())
        .Single(b => b.GetProperty("id").GetString() == bed);

    public async Task<string> StatusOnBoard(string bed) => (await OnBoard(bed)).GetProperty("status").GetString()!;

    /// <summary>A patient lies in the bed.</summary>
    public async Task Place(string visit, string bed, string gender = "female")
    {
        await Done($"encounters/{visit}/request", new { needs = new { gender } });
        await Done($"encounters/{visit}/arrive", new { bed });
    }

    public async Task<IReadOnlyList<RecordedEvent>> Events(string stream) => await _durable.ReadStreamAsync(House.Id.Value, stream);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Boards.Dispose();
        await _durable.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string At(string path) => path.StartsWith('/') ? path : $"/api/hospitals/{House.Id}/{path}";

    private static void AddHeader(HttpRequestHeaders headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => House.Start;
    }
}

internal sealed record Answer(int Status, string? Type, HttpResponseHeaders Headers, string Text)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public string Code => Json.GetProperty("code").GetString()!;

    public string Detail => Json.GetProperty("detail").GetString()!;

    public bool Replayed => Headers.Contains("Idempotency-Replayed");

    /// <summary>What is wrong with one field of the request.</summary>
    public string Error(string field) => Json.GetProperty("errors").GetProperty(field).EnumerateArray().Single().GetString()!;

    public void ShouldBeProblem(int status, string code)
    {
        Status.ShouldBe(status, Text);
        Type.ShouldBe("application/problem+json");
        Json.GetProperty("status").GetInt32().ShouldBe(status);
        Code.ShouldBe(code, Text);
        Detail.ShouldNotBeEmpty();
    }
}

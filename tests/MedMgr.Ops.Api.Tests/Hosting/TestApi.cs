using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MedMgr.Ops.Api.Quarantine;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Api.Tests.Hosting;

/// <summary>One hospital of the server, called through HTTP.</summary>
internal sealed class TestApi
{
    private readonly ApiServer _server;
    private readonly HospitalDefinition _definition;
    private readonly HospitalMap _map;
    private int _causes;

    public TestApi(ApiServer server, HospitalDefinition definition)
    {
        (_server, _definition) = (server, definition);
        _map = new HospitalMap(definition);
    }

    public HospitalId Id => _definition.Id;

    private IHospitalGrain Hospital => _server.Grains.GetGrain<IHospitalGrain>(Id.Value);

    public async Task DefineAsync()
    {
        await Hospital.Execute(new HospitalCommand.Define(_definition, SameAsBefore: false) { At = House.Start }, SystemOrigin());
        foreach (var nurse in new[] { "N-ED", "N-4E", "N-ICU" })
        {
            await Done($"staff/{nurse}/on");
        }
    }

    public Task<BoardView> CatchUpAsync() => _server.Boards.CatchUpAsync(Id);

    /// <summary>Whatever the hospital appends fails so; null: no longer.</summary>
    public void FailAppends(Exception? fault)
    {
        _server.Log.AppendFaults.TryRemove(Id.Value, out _);
        if (fault is not null)
        {
            _server.Log.AppendFaults[Id.Value] = fault;
        }
    }

    public async Task KeepInQuarantineAsync(QuarantinedMessage message)
    {
        await _server.Desk.KeepAsync(Id, message);
        await CatchUpAsync();
    }

    public void EveryReplayFails(ReplayResult.StillFaulty fault) => _server.Desk.Faults[Id] = fault;

    /// <summary>The positions that were waited for, with the bounds.</summary>
    public IEnumerable<(long Position, TimeSpan AtMost)> Waits() => _server.Boards.Waits.Where(w => w.Hospital == Id).Select(w => (w.Position, w.AtMost));

    /// <summary>Something that the hospital itself holds against its beds.</summary>
    public async Task RaiseDiscrepancyAsync(string id)
    {
        var discrepancy = new Discrepancy(id, DiscrepancyKind.BedStatusDiffers, "EHR reports 4E-2 as clean.", null, new BedId("4E-2"), House.Start, "EHR");
        await Hospital.Execute(new HospitalCommand.RaiseDiscrepancy(discrepancy) { At = House.Start }, SystemOrigin());
        await CatchUpAsync();
    }

    /// <summary>A sending system says that the patient lies in the bed.</summary>
    public Task ReportInAsync(string visit, string bed)
    {
        var place = new Place(_map.UnitOf(new BedId(bed))!.Id, new BedId(bed));
        var report = new EncounterReport(ReportKind.Admit, House.Start, "EHR 1", ReportedDetails.Nothing, place, null, null, default, null);
        return _server.Grains.GetGrain<IEncounterGrain>(GrainKeys.Of(Id, new EncounterId(visit)))
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
        using var response = await _server.Http.SendAsync(request);
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

    private Origin SystemOrigin() => new(OriginKind.System, "test", $"test-{_causes++}", House.Start);

    public async Task<IReadOnlyList<RecordedEvent>> Events(string stream) => await _server.Log.ReadStreamAsync(Id.Value, stream);

    private string At(string path) => path.StartsWith('/') ? path : $"/api/hospitals/{Id}/{path}";

    private static void AddHeader(HttpRequestHeaders headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }
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

using System.Net.Http.Json;
using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Grains.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Ops.Consoles.Tests.Support;

/// <summary>One hospital of the server, called through HTTP as any program would.</summary>
internal sealed class House
{
    private readonly HttpClient _http;
    private readonly ConsoleServer _server;

    private House(ConsoleServer server, string id) => (_server, Id, _http) = (server, HospitalId.Of(id), new HttpClient { BaseAddress = server.Address });

    public HospitalId Id { get; }

    public ConsoleServer Server => _server;

    public Uri Console => new(_server.Address, $"/console/{Id}");

    public static House Of(ConsoleServer server, string id) => new(server, id);

    public static async Task<House> OpenAsync(ConsoleServer server, string id)
    {
        var house = Of(server, id);
        foreach (var nurse in new[] { "N-ED", "N-4E-1", "N-ICU", "N-MAT" })
        {
            await house.Done($"staff/{nurse}/on", new { @override = new { reason = "test" } });
        }

        return house;
    }

    public async Task<(int Status, JsonElement Json)> Post(string path, object? body = null)
    {
        using var answer = await _http.PostAsJsonAsync($"/api/hospitals/{Id}/{path}", body ?? new { });
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>As <see cref="Post"/>, of what must succeed.</summary>
    public async Task<JsonElement> Done(string path, object? body = null)
    {
        var (status, json) = await Post(path, body);
        status.ShouldBeOneOf([200, 201], $"{path}: {json}");
        return json;
    }

    /// <summary>A patient who is not in the hospital yet asks for a bed.</summary>
    public Task Request(string visit, string gender = "female", string level = "general", int? acuity = null) =>
        Done($"encounters/{visit}/request", new { needs = new { gender, levelOfCare = level, acuity }, reason = "admit" });

    /// <summary>A patient lies in a bed.</summary>
    public async Task Place(string visit, string bed, string gender = "female", string level = "general")
    {
        await Request(visit, gender, level);
        await Done($"encounters/{visit}/arrive", new { bed });
    }

    public async Task<JsonElement> Bed(string bed) => (await _http.GetFromJsonAsync<JsonElement>($"/api/hospitals/{Id}/board")).GetProperty("units").EnumerateArray()
        .SelectMany(u => u.GetProperty("beds").EnumerateArray()).Single(b => b.GetProperty("id").GetString() == bed);

    public async Task<string> StatusOf(string bed) => (await Bed(bed)).GetProperty("status").GetString()!;

    /// <summary>A message that could not be used waits for somebody.</summary>
    public Task Quarantine(string id, string reason) => Quarantine(id, reason, "MSH|^~\\&|EHR|H|||20260105||ADT^A01|m1|P|2.5\rPV1|1|I|9Z^1^1");

    /// <summary>A message that could not be used when it came, though nothing is wrong with it: its bed is known by now.</summary>
    public Task QuarantineUsable(string id, string visit, string bed) => Quarantine(
        id, "There was no such bed.",
        $"MSH|^~\\&|EHR|H|MEDMGR|{Id}|20260105070000||ADT^A01|m-{id}|P|2.5\rEVN|A01|20260105070000\rPID|1||P-1\rPV1|1|I|4E^{bed}^{bed}||||||||||||||||{visit}\r");

    /// <summary>A sending system tells of a visit.</summary>
    public Task Report(string visit, ReportKind kind, string bed) => _server.Services.GetRequiredService<IGrainFactory>().GetGrain<IEncounterGrain>(GrainKeys.Of(Id, new EncounterId(visit))).Execute(
        new EncounterCommand.Reported(TestHospital.Report(kind, DateTimeOffset.UtcNow, TestHospital.Place(bed))) { At = DateTimeOffset.UtcNow },
        new Origin(OriginKind.Interface, "EHR", $"m-{visit}", DateTimeOffset.UtcNow));

    private async Task Quarantine(string id, string reason, string raw)
    {
        var message = new QuarantinedMessage(id, DateTimeOffset.UtcNow, "ehr:1", reason, "PV1", "3", raw);
        var kept = new QuarantineEvent.Kept(message) { At = message.ReceivedAt };
        await _server.Log.AppendAsync(new AppendRequest(
            Id.Value, new Cause(CauseKind.Interface, "EHR", "m-" + id), message.ReceivedAt,
            [new StreamAppend(Streams.Quarantine(id), 0, [new NewEvent(EventNames.NameOf(kept), EventNames.ToJson(kept))])]));
    }

    public async Task<IReadOnlyList<RecordedEvent>> Events(string stream) => await _server.Log.ReadStreamAsync(Id.Value, stream);

    public Task<HttpResponseMessage> Get(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));
}

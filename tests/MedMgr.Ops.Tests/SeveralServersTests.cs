using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MedMgr.Load.History;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

/// <summary>Several server processes on one log in PostgreSQL.</summary>
public sealed class SeveralServersTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly SmallHospital North = SmallHospital.Make("north");
    private static readonly SmallHospital South = SmallHospital.Make("south");

    [Fact]
    public async Task Each_server_changes_its_own_hospital_shows_all_and_names_the_owner_to_whoever_asks_the_wrong_one()
    {
        var postgres = await PostgresDatabase.NewSchemaOrSkip();
        await using var south = await Serve(postgres, South, "--owns", "south");
        await using var north = await Serve(postgres, North, "--owns", "north", "--peer", $"south={south.Url}");

        (await Send(north, North, "c-1", "nora", 1)).Code.ShouldBe("AA");
        (await Send(south, South, "c-2", "sam", 2)).Code.ShouldBe("AA");
        await Shows(south, North, "M-01", "nora"); // opened after this server started
        await Shows(north, South, "M-02", "sam");

        var refused = await Send(north, South, "c-3", "sue", 3);
        refused.Code.ShouldBe("AR");
        refused.Says.ShouldContain($"south belongs to {south.Url}");
        (await Quarantine(south)).ShouldContain(m => m.GetProperty("raw").GetString()!.Contains("sue", StringComparison.Ordinal), "what came to the wrong server is not lost from sight");

        using var asked = await north.Http.PostAsJsonAsync("/api/hospitals/south/surge-level", new { level = 1, reason = "test" });
        asked.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        var problem = await asked.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().ShouldBe("hospital-elsewhere");
        problem.GetProperty("detail").GetString()!.ShouldContain($"south belongs to {south.Url}");
        using var right = await south.Http.PostAsJsonAsync("/api/hospitals/south/surge-level", new { level = 1, reason = "test" });
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task When_an_owner_dies_another_server_takes_its_hospital_over_and_displays_anywhere_move_on()
    {
        var postgres = await PostgresDatabase.NewSchemaOrSkip();
        await using var owner = await Serve(postgres, North, "--owns", "north");
        await using var shows = await Serve(postgres, North, "--owns", "none");
        (await Send(owner, North, "c-1", "nora", 1)).Code.ShouldBe("AA");
        await Shows(shows, North, "M-01", "nora");

        await owner.KillHard();
        await using var heir = await Serve(postgres, North, "--owns", "north");
        (await Send(heir, North, "c-1", "nora", 1)).Code.ShouldBe("AA", "the sender has heard nothing and says it again");
        (await Send(heir, North, "c-2", "nils", 2)).Code.ShouldBe("AA");

        await Shows(shows, North, "M-02", "nils");
        await Shows(shows, North, "M-01", "nora");
        await using var log = await EventLogs.OpenPostgresAsync(postgres);
        (await log.ReadStreamAsync("north", Streams.Of(new EncounterId("nora")))).Select(e => e.Cause.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Two_owners_by_mistake_put_nobody_in_a_bed_twice_and_lose_nothing_that_they_acknowledge()
    {
        var postgres = await PostgresDatabase.NewSchemaOrSkip();
        await using var one = await Serve(postgres, North);
        await using var two = await Serve(postgres, North);
        var acknowledged = new ConcurrentQueue<string>();

        // The same twelve beds through both, by visits of their own: nearly every message meets a bed that the other server has changed.
        await Task.WhenAll(new[] { one, two, one, two, one, two }.Select((server, s) => Task.Run(() => Contend(server, s, acknowledged))));

        await using var log = await EventLogs.OpenPostgresAsync(postgres);
        (await log.VerifyAsync()).ShouldBeOfType<ChainVerdict.Intact>();
        var fold = new BedFold(North.Definition);
        await fold.Read(log, TestContext.Current.CancellationToken);
        fold.Wrong.ShouldBeEmpty();
        fold.Missing(acknowledged).ShouldBe(0);
        acknowledged.Count.ShouldBeGreaterThan(200);
        await SameBoard(one, two);
    }

    private static async Task Contend(ServerProcess server, int sender, ConcurrentQueue<string> acknowledged)
    {
        await using var ehr = await Connect(server);
        for (var n = 0; n < 40; n++)
        {
            foreach (var trigger in new[] { "A01", "A03" })
            {
                var (visit, bed) = ($"s{sender}-{n}", 1 + ((n + (sender / 2)) % SmallHospital.Beds));
                var id = $"{visit}-{trigger}";
                var reply = await ehr.SendAsync(
                    Adt.Message(trigger, id, visit, SmallHospital.Place(bed), Start.AddMinutes(n), facility: "north"), TestContext.Current.CancellationToken);
                if (reply.Final?.Code == "AA")
                {
                    acknowledged.Enqueue($"hl7:TEST-EHR/RGH:{id}");
                }
            }
        }
    }

    private static async Task<ServerProcess> Serve(string postgres, SmallHospital hospital, params string[] more) =>
        await ServerProcess.Serve(Paths.NewFolder(), postgres: postgres, hospitalFile: hospital.File, more: more);

    private static Task<MllpClient> Connect(ServerProcess server) =>
        MllpClient.ConnectAsync("127.0.0.1", server.MllpPort, new MllpClientOptions(), TimeProvider.System, CancellationToken.None);

    private static async Task<(string? Code, string Says)> Send(ServerProcess server, SmallHospital hospital, string id, string visit, int bed)
    {
        await using var ehr = await Connect(server);
        var reply = await ehr.SendAsync(Adt.Message("A01", id, visit, SmallHospital.Place(bed), Start, facility: hospital.Id), CancellationToken.None);
        return (reply.Final?.Code, reply.Final?.Text ?? "");
    }

    private static async Task Shows(ServerProcess server, SmallHospital hospital, string bed, string visit) => await Patiently.Until(
        async () =>
        {
            using var answer = await server.Http.GetAsync($"/api/hospitals/{hospital.Id}/board");
            return answer.IsSuccessStatusCode
                && (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("units").EnumerateArray().SelectMany(u => u.GetProperty("beds").EnumerateArray())
                    .Any(b => b.GetProperty("id").GetString() == bed && b.TryGetProperty("encounter", out var e) && e.GetString() == visit);
        },
        $"{server.Url} does not show {visit} in {bed} of {hospital.Id}");

    private static Task SameBoard(ServerProcess one, ServerProcess two) => Patiently.Until(
        async () => await Beds(one) == await Beds(two), "the two servers show different beds");

    private static async Task<string> Beds(ServerProcess server)
    {
        var board = await server.Http.GetFromJsonAsync<JsonElement>("/api/hospitals/north/board");
        return string.Join(
            " ", board.GetProperty("units").EnumerateArray().SelectMany(u => u.GetProperty("beds").EnumerateArray())
                .Select(b => $"{b.GetProperty("id")}:{b.GetProperty("status")}:{(b.TryGetProperty("encounter", out var e) ? e : default)}"));
    }

    private static async Task<JsonElement[]> Quarantine(ServerProcess server)
    {
        JsonElement[] kept = [];
        await Patiently.Until(
            async () => (kept = (await server.Http.GetFromJsonAsync<JsonElement[]>("/api/hospitals/south/quarantine"))!).Length > 0, "the quarantine is empty");
        return kept;
    }
}

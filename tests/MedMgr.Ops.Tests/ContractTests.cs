using System.Net.Http.Json;
using System.Text.Json;
using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

/// <summary>The way through all of it: HL7 in, board out.</summary>
public sealed class ContractTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_admission_fills_a_ready_bed_and_a_discharge_leaves_it_dirty_until_it_is_cleaned()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder());
        await using var ehr = await Connect(server);

        (await Send(ehr, Adt.Message("A01", "c-1", "visit-1", "ICU^ICU-07^ICU-07", Start))).ShouldBe("AA");
        (await Status(server, "ICU-07")).ShouldBe("occupied");

        (await Send(ehr, Adt.Message("A16", "c-2", "visit-1", "ICU^ICU-07^ICU-07", Start.AddMinutes(1)))).ShouldBe("AA");
        (await Status(server, "ICU-07")).ShouldBe("occupied");

        (await Send(ehr, Adt.Message("A03", "c-3", "visit-1", "ICU^ICU-07^ICU-07", Start.AddMinutes(2)))).ShouldBe("AA");
        (await Status(server, "ICU-07")).ShouldBe("dirty");

        foreach (var (step, status) in new[] { ("clean-start", "cleaning"), ("clean-finish", "ready") })
        {
            using var answer = await server.Http.PostAsJsonAsync($"/api/hospitals/riverside/beds/ICU-07/{step}", new { });
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
            (await Status(server, "ICU-07")).ShouldBe(status);
        }
    }

    [Fact]
    public async Task The_same_admission_is_kept_in_PostgreSQL_and_is_there_after_a_restart()
    {
        var connection = await PostgresDatabase.NewSchemaOrSkip();
        var data = Paths.NewFolder();
        await using (var server = await ServerProcess.Serve(data, postgres: connection))
        {
            await using var ehr = await Connect(server);
            (await Send(ehr, Adt.Message("A01", "c-1", "visit-1", "ICU^ICU-07^ICU-07", Start))).ShouldBe("AA");
            await server.KillHard();
        }

        await using var again = await ServerProcess.Serve(data, postgres: connection);
        Bed(await again.Board(), "ICU-07").GetProperty("encounter").GetString().ShouldBe("visit-1");
        var (exit, said, _) = await Medmgr.Run("log", "verify", "--postgres", connection);
        exit.ShouldBe(0, said);
    }

    [Fact]
    public async Task A_message_sent_twice_is_acknowledged_twice_and_applied_once()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder());
        await using var ehr = await Connect(server);
        var admission = Adt.Message("A01", "same", "visit-1", "ICU^ICU-07^ICU-07", Start);
        (await Send(ehr, admission)).ShouldBe("AA");
        (await Status(server, "ICU-07")).ShouldBe("occupied");
        var position = (await server.Board()).GetProperty("position").GetInt64();
        (await Send(ehr, admission)).ShouldBe("AA");
        (await Status(server, "ICU-07")).ShouldBe("occupied");
        (await server.Board()).GetProperty("position").GetInt64().ShouldBe(position);
    }

    [Fact]
    public async Task A_swap_exchanges_two_patients_and_the_same_swap_told_again_leaves_them_there()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder());
        await using var ehr = await Connect(server);
        await Send(ehr, Adt.Message("A01", "c-1", "ana", "ICU^ICU-07^ICU-07", Start));
        await Send(ehr, Adt.Message("A01", "c-2", "bea", "ICU^ICU-08^ICU-08", Start));
        foreach (var message in new[] { "c-3", "c-4" })
        {
            (await Send(ehr, Adt.Swap(message, ("ana", "ICU^ICU-08^ICU-08"), ("bea", "ICU^ICU-07^ICU-07"), Start.AddMinutes(5)))).ShouldBe("AA");
            var board = await BoardWhen(server, b => Bed(b, "ICU-08").TryGetProperty("encounter", out var lies) && lies.GetString() == "ana");
            Bed(board, "ICU-07").GetProperty("encounter").GetString().ShouldBe("bea");
            board.GetProperty("figures").GetProperty("dirty").GetInt32().ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_second_patient_in_an_occupied_bed_waits_as_a_discrepancy_until_the_first_has_left()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder());
        await using var ehr = await Connect(server);
        await Send(ehr, Adt.Message("A01", "c-1", "first", "ICU^ICU-07^ICU-07", Start));
        (await Send(ehr, Adt.Message("A01", "c-2", "second", "ICU^ICU-07^ICU-07", Start.AddMinutes(1)))).ShouldBe("AA");

        var board = await BoardWhen(server, b => b.GetProperty("discrepancies").GetArrayLength() > 0);
        Bed(board, "ICU-07").GetProperty("encounter").GetString().ShouldBe("first");
        board.GetProperty("waiting").EnumerateArray().ShouldContain(w => w.GetProperty("encounter").GetString() == "second");

        (await Send(ehr, Adt.Message("A03", "c-3", "first", "ICU^ICU-07^ICU-07", Start.AddMinutes(2)))).ShouldBe("AA");
        board = await BoardWhen(server, b => Bed(b, "ICU-07").TryGetProperty("encounter", out var e) && e.GetString() == "second");
        board.GetProperty("waiting").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_unknown_place_is_refused_with_its_field_kept_in_quarantine_and_can_be_tried_again()
    {
        await using var server = await ServerProcess.Serve(Paths.NewFolder());
        await using var ehr = await Connect(server);
        (await Send(ehr, Adt.Message("A01", "c-1", "visit-1", "ICU^ICU-07^NO-SUCH-BED", Start))).ShouldBe("AE");

        await BoardWhen(server, b => b.GetProperty("quarantined").GetInt32() == 1);
        var kept = (await server.Http.GetFromJsonAsync<JsonElement>("/api/hospitals/riverside/quarantine"))[0];
        kept.GetProperty("segment").GetString().ShouldBe("PV1");
        kept.GetProperty("field").GetString().ShouldBe("3.3");
        kept.GetProperty("raw").GetString()!.ShouldContain("NO-SUCH-BED");

        var (exit, output, _) = await Medmgr.Run("quarantine", "replay", "--server", server.Url.ToString(), "--hospital", "riverside");
        exit.ShouldBe(1);
        output.ShouldContain("0 accepted, 1 still in quarantine");
    }

    private static Task<MllpClient> Connect(ServerProcess server) =>
        MllpClient.ConnectAsync("127.0.0.1", server.MllpPort, new MllpClientOptions(), TimeProvider.System, CancellationToken.None);

    private static async Task<string?> Send(MllpClient ehr, byte[] message) => (await ehr.SendAsync(message, CancellationToken.None)).Final?.Code;

    private static async Task<string?> Status(ServerProcess server, string bed)
    {
        // The board follows the log: what was acknowledged shows a moment later.
        var position = (await server.Board()).GetProperty("position").GetInt64();
        for (var look = 0; look < 100; look++)
        {
            await Task.Delay(20);
            var board = await server.Board();
            if (board.GetProperty("position").GetInt64() == position && look > 2)
            {
                return Bed(board, bed).GetProperty("status").GetString();
            }

            position = board.GetProperty("position").GetInt64();
        }

        throw new TimeoutException("The board did not come to rest.");
    }

    private static async Task<JsonElement> BoardWhen(ServerProcess server, Func<JsonElement, bool> condition)
    {
        for (var look = 0; look < 200; look++)
        {
            var board = await server.Board();
            if (condition(board))
            {
                return board;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"The board never came to that: {(await server.Board()).GetRawText()[..2000]}");
    }

    private static JsonElement Bed(JsonElement board, string id) => board.GetProperty("units").EnumerateArray()
        .SelectMany(u => u.GetProperty("beds").EnumerateArray()).Single(b => b.GetProperty("id").GetString() == id);
}

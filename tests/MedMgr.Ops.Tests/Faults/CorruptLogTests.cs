using System.Globalization;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests.Faults;

/// <summary>The log's file as a bad disk leaves it.</summary>
public sealed class CorruptLogTests
{
    private static readonly SmallHospital North = SmallHospital.Make("north");

    [Fact]
    public async Task A_log_whose_end_is_cut_off_is_not_served_the_reason_and_the_remedy_are_said_and_the_backup_brings_it_back()
    {
        var (data, folder) = (Paths.NewFolder(), Paths.NewFolder());
        var (backup, restored) = (Path.Combine(folder, "night.medmgr"), Path.Combine(folder, "restored"));
        await Fill(data);
        (await Medmgr.Run("backup", "--data", data, "--to", backup)).ExitCode.ShouldBe(0);
        var file = Path.Combine(data, "events.db");
        await using (var cut = File.OpenWrite(file))
        {
            cut.SetLength(cut.Length * 6 / 10);
        }

        var (exit, _, says) = await Medmgr.Run("serve", "--data", data, "--urls", "http://127.0.0.1:0", "--mllp-port", "0", "--solver-workers", "0");
        exit.ShouldBe(1);
        says.ShouldContain(file);
        says.ShouldContain("Restore it from a backup");
        (await Medmgr.Run("backup", "--data", data, "--to", Path.Combine(folder, "bad.medmgr"))).ExitCode.ShouldBe(1, "a damaged log makes no backup");
        File.Exists(Path.Combine(folder, "bad.medmgr")).ShouldBeFalse();

        (await Medmgr.Run("restore", "--from", backup, "--data", restored)).ExitCode.ShouldBe(0);
        await using var server = await ServerProcess.Serve(restored, hospitalFile: North.File);
        (await server.Http.GetStringAsync("/api/hospitals/north/board")).ShouldContain("\"v-11\"");
    }

    [Fact]
    public async Task One_letter_that_a_disk_has_turned_into_another_is_found_with_its_position()
    {
        var data = Paths.NewFolder();
        await Fill(data);
        var file = Path.Combine(data, "events.db");
        long position;
        await using (var log = await EventLogs.OpenSqliteReadOnlyAsync(data))
        {
            position = (await log.ReadAllAsync("north").FirstAsync(e => e.Payload.Span.IndexOf("PT-v-7\""u8) >= 0)).Position;
        }

        // Wherever the file says PT-v-7, in a snapshot too, it now says PT-w-7: still JSON, and another patient.
        var bytes = await File.ReadAllBytesAsync(file);
        for (int found, from = 0; (found = bytes.AsSpan(from).IndexOf("PT-v-7\""u8)) >= 0; from += found + 1)
        {
            bytes[from + found + 3] = (byte)'w';
        }

        await File.WriteAllBytesAsync(file, bytes);

        var (exit, says, _) = await Medmgr.Run("log", "verify", "--data", data);
        exit.ShouldBe(1);
        says.ShouldStartWith("chain broken at position ");
        long.Parse(says.Split(' ')[4].TrimEnd(':'), CultureInfo.InvariantCulture).ShouldBe(position);
    }

    [Fact]
    public async Task A_write_ahead_log_that_is_torn_in_a_crash_is_read_up_to_its_last_whole_append()
    {
        var (data, crashed) = (Paths.NewFolder(), Paths.NewFolder());
        await using (var log = await EventLogs.OpenSqliteAsync(data))
        {
            for (var n = 0; n < 50; n++)
            {
                await log.AppendAsync(new AppendRequest(
                    "north", new Cause(CauseKind.System, "test", $"c{n}"), Ehr.Start, [new StreamAppend("bed-M-01", n, [new NewEvent("noted", "{}"u8.ToArray())])]));
            }

            foreach (var file in new[] { "events.db", "events.db-wal" })
            {
                File.Copy(Path.Combine(data, file), Path.Combine(crashed, file));
            }
        }

        await using (var torn = File.OpenWrite(Path.Combine(crashed, "events.db-wal")))
        {
            torn.SetLength(torn.Length - 5000);
        }

        await using var reopened = await EventLogs.OpenSqliteAsync(crashed);
        var whole = (await reopened.VerifyAsync()).ShouldBeOfType<ChainVerdict.Intact>().Events;
        whole.ShouldBeInRange(1, 49);
        (await reopened.AppendAsync(new AppendRequest(
            "north", new Cause(CauseKind.System, "test", $"c{whole}"), Ehr.Start, [new StreamAppend("bed-M-01", whole, [new NewEvent("noted", "{}"u8.ToArray())])])))
            .ShouldBe(new AppendResult.Appended(whole + 1));
    }

    private static async Task Fill(string data)
    {
        await using var server = await ServerProcess.Serve(data, hospitalFile: North.File);
        await using var ehr = await Ehr.Connect(server);
        for (var n = 0; n < 12; n++)
        {
            (await ehr.Tell("A01", $"m-{n}", $"v-{n}", 1 + n)).ShouldBe("AA");
        }

        (await server.Stop()).ShouldBe(0);
    }
}

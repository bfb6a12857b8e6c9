using System.Collections.Concurrent;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

public sealed class BackupTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_backup_of_a_server_under_load_restores_everything_that_was_acknowledged_before_it()
    {
        var (data, folder) = (Paths.NewFolder(), Paths.NewFolder());
        var (file, restored) = (Path.Combine(folder, "night.medmgr"), Path.Combine(folder, "restored"));
        Directory.CreateDirectory(Path.Combine(data, "recordings"));
        await File.WriteAllTextAsync(Path.Combine(data, "recordings", "drill-1.jsonl"), "one line");
        Directory.CreateDirectory(Path.Combine(data, "scenario-runs", "run-1"));
        await File.WriteAllTextAsync(Path.Combine(data, "scenario-runs", "run-1", "result.txt"), "a result");
        await File.WriteAllTextAsync(Path.Combine(data, "scenario-runs", "run-1", "result.txt.part"), "half a resu");
        var acknowledged = new ConcurrentQueue<string>();
        string[] before;
        await using (var server = await ServerProcess.Serve(data))
        {
            using var stop = new CancellationTokenSource();
            var sending = Send(server, acknowledged, stop.Token);
            while (acknowledged.Count < 50 && !sending.IsCompleted)
            {
                await Task.Delay(5);
            }

            before = [.. acknowledged];
            var (exit, said, fault) = await Medmgr.Run("backup", "--data", data, "--to", file);
            await stop.CancelAsync();
            await sending;
            exit.ShouldBe(0, fault);
            said.ShouldContain("events of riverside, 2 file(s) beside them");
            acknowledged.Count.ShouldBeGreaterThan(before.Length, "nobody sent anything during the backup");
        }

        var (restoring, says, why) = await Medmgr.Run("restore", "--from", file, "--data", restored);
        restoring.ShouldBe(0, why);
        says.ShouldContain("restored and verified");
        Directory.GetFileSystemEntries(restored).Select(Path.GetFileName).Order().ShouldBe(["events.db", "recordings", "scenario-runs"]);
        Directory.GetFileSystemEntries(Path.Combine(restored, "scenario-runs", "run-1")).Select(Path.GetFileName).ShouldBe(["result.txt"]);
        (await File.ReadAllTextAsync(Path.Combine(restored, "recordings", "drill-1.jsonl"))).ShouldBe("one line");
        (await Causes(restored)).IsSupersetOf(before).ShouldBeTrue("an acknowledged message is not in the restored log");

        await using var again = await ServerProcess.Serve(restored);
        (await again.Board()).GetProperty("figures").GetProperty("openBeds").GetInt32().ShouldBe(404);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_in_words_and_leaves_nothing()
    {
        var (data, folder) = (Paths.NewFolder(), Paths.NewFolder());
        var file = Path.Combine(folder, "night.medmgr");
        await using (var log = await EventLogs.OpenSqliteAsync(data))
        {
            for (var i = 0; i < 200; i++)
            {
                await log.AppendAsync(new AppendRequest(
                    "riverside", new Cause(CauseKind.System, "test", $"c{i}"), Start, [new StreamAppend("bed-1", i, [new NewEvent("noted", "{}"u8.ToArray())])]));
            }
        }

        (await Medmgr.Run("backup", "--data", data, "--to", file)).ExitCode.ShouldBe(0);
        var whole = await File.ReadAllBytesAsync(file);
        var altered = whole.ToArray();
        altered[whole.Length / 3] ^= 0x10;
        foreach (var (bytes, words) in new[] { (whole[..(whole.Length / 2)], "cut off"), (altered, "can not be restored"), ("no backup"u8.ToArray(), "no backup") })
        {
            await File.WriteAllBytesAsync(file, bytes);
            var target = Path.Combine(folder, "restored");
            var (exit, _, said) = await Medmgr.Run("restore", "--from", file, "--data", target);
            exit.ShouldBe(1);
            said.ShouldContain(words);
            said.ShouldContain("Nothing was changed");
            Directory.Exists(target).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Neither_a_folder_with_a_log_nor_a_file_that_is_no_backup_is_written_over()
    {
        var (data, folder) = (Paths.NewFolder(), Paths.NewFolder());
        var file = Path.Combine(folder, "night.medmgr");
        await (await EventLogs.OpenSqliteAsync(data)).DisposeAsync();
        (await Medmgr.Run("backup", "--data", data, "--to", file)).ExitCode.ShouldBe(0);
        (await Medmgr.Run("backup", "--data", data, "--to", file)).ExitCode.ShouldBe(0, "tonight's backup takes the place of last night's");

        var (full, _, said) = await Medmgr.Run("restore", "--from", file, "--data", data);
        full.ShouldBe(1);
        said.ShouldContain("is not empty");

        var (mistyped, _, says) = await Medmgr.Run("backup", "--data", data, "--to", Path.Combine(data, "events.db"));
        mistyped.ShouldBe(1);
        says.ShouldContain("is no backup, so it is not written over");
        (await Medmgr.Run("log", "verify", "--data", data)).ExitCode.ShouldBe(0);
    }

    private static async Task Send(ServerProcess server, ConcurrentQueue<string> acknowledged, CancellationToken stop)
    {
        await using var ehr = await MllpClient.ConnectAsync("127.0.0.1", server.MllpPort, new MllpClientOptions(), TimeProvider.System, CancellationToken.None);
        for (var n = 0; !stop.IsCancellationRequested && n < 20_000; n++)
        {
            foreach (var trigger in new[] { "A01", "A03" })
            {
                var reply = await ehr.SendAsync(Adt.Message(trigger, $"{n}-{trigger}", $"v{n}", "ICU^ICU-07^ICU-07", Start.AddSeconds(n)), CancellationToken.None);
                reply.Final?.Code.ShouldBe("AA");
                acknowledged.Enqueue($"hl7:TEST-EHR/RGH:{n}-{trigger}");
            }
        }
    }

    private static async Task<HashSet<string>> Causes(string data)
    {
        await using var log = await EventLogs.OpenSqliteReadOnlyAsync(data);
        var causes = new HashSet<string>();
        await foreach (var recorded in log.ReadAllAsync("riverside"))
        {
            causes.Add(recorded.Cause.Id);
        }

        return causes;
    }
}

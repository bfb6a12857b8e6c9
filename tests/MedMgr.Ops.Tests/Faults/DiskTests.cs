using System.Diagnostics;
using MedMgr.Ops.Tests.Support;
using Microsoft.Data.Sqlite;

namespace MedMgr.Ops.Tests.Faults;

public sealed class DiskTests
{
    private static readonly SmallHospital North = SmallHospital.Make("north");

    /// <remarks>Full means that no file of the server can grow: a limit that the operating system sets to a process, and that needs no rights.</remarks>
    [Fact]
    public async Task On_a_full_disk_nothing_is_acknowledged_that_is_not_kept_and_with_room_again_the_same_server_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/prlimit"), "There is no prlimit on this machine.");
        var data = Paths.NewFolder();
        var acknowledged = new List<string>();
        await using (var server = await ServerProcess.Serve(data, hospitalFile: North.File, heedsNoFileSizeSignal: true))
        await using (var ehr = await Ehr.Connect(server))
        {
            (await ehr.Tell("A01", "before", "ana", 1)).ShouldBe("AA");
            acknowledged.Add("before");

            await LimitFiles(server, $"{new FileInfo(Path.Combine(data, "events.db-wal")).Length}");
            (await ehr.Tell("A01", "full", "bea", 2)).ShouldBe("AE");
            (await server.Http.GetStringAsync("/api/hospitals/north/board")).ShouldContain("\"ana\"", customMessage: "what is known can still be read");

            await LimitFiles(server, "unlimited");
            await Patiently.Until(async () => await ehr.Tell("A01", "full", "bea", 2) == "AA", "the message is not taken");
            (await ehr.Tell("A01", "after", "cleo", 3)).ShouldBe("AA");
            acknowledged.AddRange(["full", "after"]);
            (await server.Stop()).ShouldBe(0);
        }

        var written = await Written.InFolder(data, North);
        acknowledged.ShouldAllBe(id => written[Ehr.CauseOf(id)] == 1);
    }

    /// <remarks>Slow means that a commit takes seconds: somebody else holds the database's write lock.</remarks>
    [Fact]
    public async Task On_a_slow_disk_senders_wait_instead_of_being_told_too_early_and_reading_goes_on()
    {
        var data = Paths.NewFolder();
        await using (var server = await ServerProcess.Serve(data, hospitalFile: North.File))
        await using (var ehr = await Ehr.Connect(server, window: 8))
        {
            Task<string?>[] told;
            await using (var slow = new SqliteConnection($"Data Source={Path.Combine(data, "events.db")};Pooling=False"))
            {
                await slow.OpenAsync(TestContext.Current.CancellationToken);
                await Run(slow, "BEGIN IMMEDIATE");
                told = [.. Enumerable.Range(1, 8).Select(n => ehr.Tell("A01", $"m-{n}", $"v-{n}", n))];
                (await server.Http.GetStringAsync("/api/hospitals/north/board")).ShouldContain("\"units\"");
                told.ShouldAllBe(t => !t.IsCompleted, "acknowledged before it was durable");
                await Run(slow, "ROLLBACK");
            }

            (await Task.WhenAll(told)).ShouldAllBe(code => code == "AA");
            (await server.Stop()).ShouldBe(0);
        }

        var written = await Written.InFolder(data, North);
        Enumerable.Range(1, 8).ShouldAllBe(n => written[Ehr.CauseOf($"m-{n}")] == 1);
    }

    private static async Task Run(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task LimitFiles(ServerProcess server, string soft)
    {
        using var limit = Process.Start("/usr/bin/prlimit", ["--pid", $"{server.Id}", $"--fsize={soft}:unlimited"]);
        await limit.WaitForExitAsync();
        limit.ExitCode.ShouldBe(0);
    }
}

using MedMgr.Ops.EventLog.Backup;
using MedMgr.Ops.EventLog.Tests.Stores;

namespace MedMgr.Ops.EventLog.Tests;

public sealed class BackupTests : IAsyncDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly SqliteUnderTest _store = new();

    [Fact]
    public async Task A_log_of_several_hospitals_comes_back_event_for_event()
    {
        var (before, image, seal) = await Made();
        await using var elsewhere = new SqliteUnderTest();
        await using var restored = await elsewhere.OpenAsync();

        await LogBackup.RestoreAsync(new MemoryStream(image), restored, seal, Stop);

        (await Whole(restored)).ShouldBe(before);
        (await restored.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(seal.Events));
        (await restored.AppendAsync(Some.Append("bed-0", 3, 1, "m-0"))).ShouldBeOfType<AppendResult.Duplicate>("a message sent again after the restore is known");
        (await restored.AppendAsync(Some.Append("bed-0", 3))).ShouldBe(new AppendResult.Appended(seal.Events + 1));
    }

    [Fact]
    public async Task From_SQLite_to_PostgreSQL_and_back_the_log_is_the_same_to_its_last_hash()
    {
        await using var postgres = await PostgresUnderTest.CreateOrSkipAsync();
        var (before, image, seal) = await Made();

        await PostgresRestore.RunAsync(postgres.ConnectionString, new MemoryStream(image), seal, Stop);
        await using var there = await postgres.OpenAsync();
        (await Whole(there)).ShouldBe(before);
        var again = new MemoryStream();
        (await LogBackup.WriteAsync(there, again, Stop)).ShouldBe(seal);
        again.ToArray().ShouldBe(image);

        (await Should.ThrowAsync<EventLogException>(() => PostgresRestore.RunAsync(postgres.ConnectionString, new MemoryStream(image), seal, Stop)))
            .Message.ShouldContain($"is not empty: it holds {seal.Events} events");
    }

    [Fact]
    public async Task A_restore_into_PostgreSQL_that_fails_leaves_the_database_as_it_was()
    {
        await using var postgres = await PostgresUnderTest.CreateOrSkipAsync();
        var (_, image, seal) = await Made();

        await Should.ThrowAsync<InvalidDataException>(() => PostgresRestore.RunAsync(
            postgres.ConnectionString, new MemoryStream(image[..(image.Length / 2)]), seal, Stop));

        await using var log = await postgres.OpenAsync();
        (await log.HeadAsync(Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task An_empty_log_has_a_backup_too()
    {
        await using var log = await _store.OpenAsync();
        var image = new MemoryStream();
        (await LogBackup.WriteAsync(log, image, Stop)).ShouldBe(new LogSeal(0, new string('0', 64)));
        LogBackup.Check(new MemoryStream(image.ToArray()), Stop).Events.ShouldBe(0);
    }

    [Fact]
    public async Task Any_byte_that_is_altered_and_any_end_that_is_cut_off_is_found()
    {
        var (_, image, seal) = await Made();
        LogBackup.Check(new MemoryStream(image), Stop).ShouldBe(seal);
        for (var i = 0; i < image.Length; i++)
        {
            var altered = image.ToArray();
            altered[i] ^= 1;
            SealOf(altered).ShouldNotBe(seal, $"byte {i} of {image.Length}");
            SealOf(image[..i]).ShouldNotBe(seal, $"cut off at {i} of {image.Length}");
        }

        static LogSeal? SealOf(byte[] image)
        {
            try
            {
                return LogBackup.Check(new MemoryStream(image), Stop);
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }
    }

    [Theory]
    [InlineData("an event is altered", "UPDATE events SET payload = CAST('{\"text\":\"x\"}' AS BLOB) WHERE position = 4")]
    [InlineData("an event is gone", "DELETE FROM events WHERE position = 4")]
    [InlineData("the end is gone", "DELETE FROM appends WHERE last > 20; DELETE FROM events WHERE position > 20")]
    public async Task A_damaged_log_is_not_backed_up(string happens, string sql)
    {
        await Made();
        await _store.ExecuteAsync(sql);
        await using var log = await EventLogs.OpenSqliteReadOnlyAsync(_store.DataDirectory, Stop);

        var refused = await Should.ThrowAsync<EventLogException>(() => LogBackup.WriteAsync(log, Stream.Null, Stop), happens);
        refused.Message.ShouldStartWith("The event log is damaged at position");
    }

    [Fact]
    public async Task A_log_is_backed_up_whole_while_others_append()
    {
        await using var log = await _store.OpenAsync();
        await log.AppendAsync(Some.Append("bed-0", 0, 1));
        var appending = Task.WhenAll(Enumerable.Range(1, 400).Select(i => log.AppendAsync(Some.Append($"bed-{i}", 0, 3))));
        var image = new MemoryStream();

        var seal = await LogBackup.WriteAsync(log, image, Stop);

        await appending;
        seal.Events.ShouldBeInRange(1, 1201);
        LogBackup.Check(new MemoryStream(image.ToArray()), Stop).ShouldBe(seal);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task<(string[] Events, byte[] Image, LogSeal Seal)> Made()
    {
        await using var log = await _store.OpenAsync();
        for (var i = 0; i < 4; i++)
        {
            await log.AppendAsync(Some.Append("riverside", $"m-{i}", Some.On($"bed-{i}", 0, 3), Some.On("unit-é", i)));
            await log.AppendAsync(Some.Append("drill", $"m-{i}", Some.On("bed-0", i * 2, 2)));
        }

        var image = new MemoryStream();
        var seal = await LogBackup.WriteAsync(log, image, Stop);
        return (await Whole(log), image.ToArray(), seal);
    }

    private static async Task<string[]> Whole(IEventLog log) =>
        [.. (await log.AllAsync("riverside")).Concat(await log.AllAsync("drill")).OrderBy(e => e.Position).Select(e => e.Whole())];
}

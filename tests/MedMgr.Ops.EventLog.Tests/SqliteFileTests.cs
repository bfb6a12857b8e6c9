using MedMgr.Ops.EventLog.Tests.Stores;

namespace MedMgr.Ops.EventLog.Tests;

/// <summary>What is particular to the log in a file.</summary>
public sealed class SqliteFileTests : IAsyncDisposable
{
    private readonly SqliteUnderTest _store = new();

    [Fact]
    public async Task A_second_writer_is_refused_until_the_first_lets_go()
    {
        await using (await _store.OpenAsync())
        {
            (await Should.ThrowAsync<EventLogException>(_store.OpenAsync)).Message.ShouldContain($"The event log in '{_store.DataDirectory}' is open for writing elsewhere");
        }

        await using var again = await _store.OpenAsync();
        (await again.HeadAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_lock_file_left_by_a_dead_process_does_not_lock()
    {
        await File.WriteAllTextAsync(Path.Combine(_store.DataDirectory, "events.lock"), "");
        await using var log = await _store.OpenAsync();
    }

    [Fact]
    public async Task A_reader_sees_a_log_that_is_being_written()
    {
        await using var log = await _store.OpenAsync();
        await log.AppendAsync(Some.Append("bed-1", 0, 3));
        await using var reader = await EventLogs.OpenSqliteReadOnlyAsync(_store.DataDirectory);

        (await reader.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(3));
        await log.AppendAsync(Some.Append("bed-1", 3));
        (await reader.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(4));
        (await reader.AllAsync()).Positions().ShouldBe([1, 2, 3, 4]);
        (await reader.HeadAsync()).ShouldBe(4);
        reader.IsWritable.ShouldBeFalse();
        await Should.ThrowAsync<InvalidOperationException>(async () => await reader.AppendAsync(Some.Append("bed-1", 4)));
        Should.Throw<InvalidOperationException>(() => reader.TailAsync(Some.Hospital));
    }

    [Fact]
    public async Task A_reader_sees_a_log_that_was_closed()
    {
        await using (var log = await _store.OpenAsync())
        {
            await log.AppendAsync(Some.Append("bed-1", 0, 3));
        }

        await using var reader = await EventLogs.OpenSqliteReadOnlyAsync(_store.DataDirectory);
        (await reader.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(3));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_files_as_a_crash_leaves_them_hold_all_that_was_appended(bool readOnly)
    {
        await using var crashed = new SqliteUnderTest();
        await using var log = await _store.OpenAsync();
        await log.AppendAsync(Some.Append("bed-1", 0, 3));
        foreach (var file in new[] { "events.db", "events.db-wal" }) // the shared memory file does not survive a reboot
        {
            File.Copy(Path.Combine(_store.DataDirectory, file), Path.Combine(crashed.DataDirectory, file));
        }

        await using var reopened = readOnly ? await EventLogs.OpenSqliteReadOnlyAsync(crashed.DataDirectory) : await crashed.OpenAsync();
        (await reopened.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(3));
    }

    [Fact]
    public async Task A_log_of_a_newer_schema_is_refused_for_writing_and_for_reading()
    {
        await (await _store.OpenAsync()).DisposeAsync();
        await _store.ExecuteAsync("UPDATE log_schema SET version = 2");

        var expected = $"The event log '{_store.DatabasePath}' has schema 2; this build understands up to 1. Use a newer build.";
        (await Should.ThrowAsync<EventLogException>(_store.OpenAsync)).Message.ShouldBe(expected);
        (await Should.ThrowAsync<EventLogException>(() => EventLogs.OpenSqliteReadOnlyAsync(_store.DataDirectory))).Message.ShouldBe(expected);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_by_name()
    {
        await File.WriteAllTextAsync(_store.DatabasePath, new string('x', 5000));
        (await Should.ThrowAsync<EventLogException>(_store.OpenAsync)).Message.ShouldContain($"'{_store.DatabasePath}' is damaged or no SQLite database");
        (await Should.ThrowAsync<EventLogException>(() => EventLogs.OpenSqliteReadOnlyAsync(_store.DataDirectory))).Message.ShouldContain(_store.DatabasePath);
    }

    [Fact]
    public async Task A_database_that_is_no_event_log_is_refused()
    {
        await _store.ExecuteAsync("CREATE TABLE recipes (name TEXT)");
        (await Should.ThrowAsync<EventLogException>(_store.OpenAsync)).Message.ShouldBe($"'{_store.DatabasePath}' is a SQLite database but no event log.");
    }

    [Fact]
    public async Task A_missing_log_can_not_be_read()
    {
        var missing = Path.Combine(_store.DataDirectory, "missing");
        (await Should.ThrowAsync<EventLogException>(() => EventLogs.OpenSqliteReadOnlyAsync(missing))).Message.ShouldContain("does not exist");
        Directory.Exists(missing).ShouldBeFalse();
    }

    [Fact]
    public async Task A_damaged_page_is_reported_with_the_first_position_that_can_not_be_read()
    {
        await using (var log = await _store.OpenAsync())
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => log.AppendAsync(Some.Append($"bed-{i}", 0, 2))));
        }

        await using (var file = File.OpenWrite(_store.DatabasePath))
        {
            file.Position = file.Length / 2;
            await file.WriteAsync(new byte[file.Length / 4]);
        }

        await using var reader = await EventLogs.OpenSqliteReadOnlyAsync(_store.DataDirectory);
        var broken = (await reader.VerifyAsync()).ShouldBeOfType<ChainVerdict.Broken>();
        broken.Why.ShouldContain(_store.DatabasePath);
        broken.Position.ShouldBeInRange(1, 1000);
    }

    [Theory]
    [InlineData("an event is slipped in at the end", 8, "head row",
        "INSERT INTO events SELECT 8, append, stream, version + 1, 7, type, payload, hash FROM events WHERE position = 7")]
    [InlineData("a link is bent", 7, "linked to", "UPDATE events SET previous = 5 WHERE position = 7")]
    [InlineData("a stream's last position is set back", 7, "up to", "UPDATE streams SET last = 6 WHERE name = 'bed-1'")]
    public async Task Tampering_is_found_where(string happens, long position, string why, string sql)
    {
        _ = happens;
        await using (var log = await _store.OpenAsync())
        {
            await log.AppendAsync(Some.Append("bed-1", 0, 7));
        }

        await _store.ExecuteAsync(sql);
        await using var reopened = await _store.OpenAsync();
        var broken = (await reopened.VerifyAsync()).ShouldBeOfType<ChainVerdict.Broken>();
        broken.Position.ShouldBe(position, broken.Why);
        broken.Why.ShouldContain(why);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

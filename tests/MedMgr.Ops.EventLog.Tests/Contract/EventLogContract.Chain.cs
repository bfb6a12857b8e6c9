namespace MedMgr.Ops.EventLog.Tests.Contract;

public abstract partial class EventLogContract
{
    [Fact]
    public async Task An_untouched_log_is_intact()
    {
        (await Log.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(0));
        await WriteLogToTamperWithAsync();
        (await Log.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(10));
        await ReopenAsync();
        (await Log.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(10));
    }

    [Fact]
    public async Task A_log_is_verified_up_to_its_head_while_others_append()
    {
        await WriteLogToTamperWithAsync();
        using var stop = new CancellationTokenSource();
        var appending = Task.Run(async () =>
        {
            for (var version = 0; !stop.IsCancellationRequested; version += 5)
            {
                await AppendedAsync(Some.Append("busy", version, 5));
            }
        });

        for (var i = 0; i < 10; i++)
        {
            (await Log.VerifyAsync()).ShouldBeOfType<ChainVerdict.Intact>();
        }

        await stop.CancelAsync();
        await appending;
        (await Log.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(await Log.HeadAsync()));
    }

    // Positions: 1-2 bed-1 | 3 bed-1, 4 bed-2 | 5-7 bed-2 | 8 drill's unit-1 | 9 bed-1 | 10 bed-2
    [Theory]
    [InlineData("a payload is altered", 4, "hash mismatch", "UPDATE events SET payload = (SELECT payload FROM events WHERE position = 5) WHERE position = 4")]
    [InlineData("the last payload is altered", 10, "hash mismatch", "UPDATE events SET payload = (SELECT payload FROM events WHERE position = 5) WHERE position = 10")]
    [InlineData("a payload and its hash are altered", 4, "hash mismatch",
        "UPDATE events SET (payload, hash) = (SELECT payload, hash FROM events WHERE position = 5) WHERE position = 4")]
    [InlineData("a time is altered by 100 ns", 5, "hash mismatch", "UPDATE appends SET at = at + 1 WHERE last = 7")]
    [InlineData("a cause is altered", 3, "hash mismatch", "UPDATE appends SET cause_kind = 0 WHERE last = 4")]
    [InlineData("a cause id is altered", 9, "hash mismatch", "UPDATE appends SET cause = 'other' WHERE last = 9; UPDATE causes SET cause = 'other' WHERE cause = 'c5'")]
    [InlineData("an append is given to another hospital", 9, "hash mismatch", "UPDATE appends SET hospital = 0 - hospital WHERE last = 9")]
    [InlineData("a type is altered", 6, "hash mismatch", "UPDATE events SET type = (SELECT type FROM events WHERE position = 8) WHERE position = 6")]
    [InlineData("an actor is renamed", 1, "hash mismatch", "UPDATE names SET text = 'SOMEBODY' WHERE text = 'REGISTRATION'")]
    [InlineData("a hospital is renamed", 8, "hash mismatch", "UPDATE names SET text = 'live' WHERE text = 'drill'")]
    [InlineData("a stream is renamed", 4, "hash mismatch", "UPDATE streams SET name = 'bed-3' WHERE name = 'bed-2'")]
    [InlineData("an event is deleted", 6, "gap in positions", "DELETE FROM events WHERE position = 6")]
    [InlineData("the first event is deleted", 1, "gap in positions", "DELETE FROM events WHERE position = 1")]
    [InlineData("the last event is deleted", 10, "cut off", "DELETE FROM events WHERE position = 10")]
    [InlineData("all events are deleted", 1, "cut off", "DELETE FROM events")]
    [InlineData("the last append is deleted everywhere but in the stream's head", 9, "head says",
        "DELETE FROM events WHERE position = 10; DELETE FROM appends WHERE last = 10; DELETE FROM causes WHERE cause = 'c6'; " +
        "UPDATE log_head SET position = 9, hash = (SELECT hash FROM events WHERE position = 9)")]
    [InlineData("two events change places", 5, "gap in stream versions",
        "UPDATE events SET position = -5 WHERE position = 5; UPDATE events SET position = 5 WHERE position = 6; UPDATE events SET position = 6 WHERE position = -5")]
    [InlineData("two payloads change places", 5, "hash mismatch",
        "UPDATE events SET payload = (SELECT o.payload FROM events o WHERE o.position = 11 - events.position) WHERE position IN (5, 6)")]
    [InlineData("an event is deleted and the rest moved up", 9, "gap in stream versions",
        "DELETE FROM events WHERE position = 9; UPDATE events SET position = 9, append = 9, stream = 1 WHERE position = 10; UPDATE log_head SET position = 9; DELETE FROM appends WHERE last = 10")]
    [InlineData("the head row's hash is altered", 10, "hash mismatch", "UPDATE log_head SET hash = (SELECT hash FROM events WHERE position = 1)")]
    [InlineData("the head row is set back", 5, "events up to 10",
        "UPDATE log_head SET position = 4, hash = (SELECT hash FROM events WHERE position = 4)")]
    [InlineData("an append's row is deleted", 5, "append row", "DELETE FROM appends WHERE last = 7")]
    [InlineData("an append is cut in two", 5, "hash mismatch", "UPDATE events SET append = 9 WHERE position = 5")]
    [InlineData("the beginning of an append is moved", 5, "begin", "UPDATE appends SET first = 6 WHERE last = 7")]
    [InlineData("an append without events is added", 10, "appends", "INSERT INTO appends SELECT 12, 11, hospital, at, cause_kind, actor, cause FROM appends WHERE last = 10")]
    [InlineData("a stream's head is set back", 10, "head says", "UPDATE streams SET version = 4 WHERE name = 'bed-2'")]
    [InlineData("a cause is forgotten", 5, "deduplication", "DELETE FROM causes WHERE cause = 'c3'")]
    [InlineData("a cause is invented", 10, "deduplication", "INSERT INTO causes SELECT stream, 'invented' FROM causes WHERE cause = 'c3'")]
    public async Task Tampering_is_found_where(string happens, long position, string why, string sql)
    {
        _ = happens;
        await WriteLogToTamperWithAsync();
        await CloseAsync();
        await Store.ExecuteAsync(sql);
        await ReopenAsync();

        var broken = (await Log.VerifyAsync()).ShouldBeOfType<ChainVerdict.Broken>();

        broken.Position.ShouldBe(position, broken.Why);
        broken.Why.ShouldContain(why);
    }

    private async Task WriteLogToTamperWithAsync()
    {
        await AppendedAsync(Some.Append("bed-1", 0, 2, "c1"));
        await AppendedAsync(Some.Append(Some.Hospital, "c2", Some.On("bed-1", 2), Some.On("bed-2", 0)));
        await AppendedAsync(Some.Append("bed-2", 1, 3, "c3"));
        await AppendedAsync(Some.Append("drill", "c4", new StreamAppend("unit-1", 0, [Some.Event("unit-opened", "x")])));
        await AppendedAsync(Some.Append("bed-1", 3, 1, "c5"));
        await AppendedAsync(Some.Append("bed-2", 4, 1, "c6"));
    }
}

using System.Text;

namespace MedMgr.Ops.EventLog.Tests.Contract;

public abstract partial class EventLogContract
{
    [Fact]
    public async Task A_snapshot_comes_back_also_after_reopening()
    {
        (await SnapshotAsync("board")).ShouldBeNull();
        await Log.WriteAsync(Some.Hospital, "board", Snapshot(7, "first"));

        (await SnapshotAsync("board")).ShouldBe((7, "board/1", "first"));
        await ReopenAsync();
        (await SnapshotAsync("board")).ShouldBe((7, "board/1", "first"));
        (await SnapshotAsync("other")).ShouldBeNull();
        (await Log.ReadAsync("drill", "board")).ShouldBeNull();
    }

    [Fact]
    public async Task The_newer_snapshot_wins_and_one_of_the_same_version_replaces()
    {
        await Log.WriteAsync(Some.Hospital, "board", Snapshot(7, "seven"));
        await Log.WriteAsync(Some.Hospital, "board", Snapshot(6, "six"));
        (await SnapshotAsync("board")).ShouldBe((7, "board/1", "seven"));

        await Log.WriteAsync(Some.Hospital, "board", Snapshot(7, "seven of another shape") with { Schema = "board/2" });
        (await SnapshotAsync("board")).ShouldBe((7, "board/2", "seven of another shape"));

        await Log.WriteAsync(Some.Hospital, "board", Snapshot(8, "eight"));
        (await SnapshotAsync("board")).ShouldBe((8, "board/1", "eight"));
    }

    [Fact]
    public async Task A_deleted_snapshot_is_gone_and_an_older_one_may_follow()
    {
        await Log.WriteAsync(Some.Hospital, "board", Snapshot(7, "seven"));
        await Log.WriteAsync(Some.Hospital, "unit", Snapshot(1, "one"));
        await Log.DeleteAsync(Some.Hospital, "board");
        (await SnapshotAsync("board")).ShouldBeNull();
        (await SnapshotAsync("unit")).ShouldNotBeNull();

        await Log.WriteAsync(Some.Hospital, "board", Snapshot(3, "three"));
        (await SnapshotAsync("board")).ShouldBe((3, "board/1", "three"));
    }

    [Fact]
    public async Task Snapshots_and_appends_go_together()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => i % 2 == 0
            ? Log.WriteAsync(Some.Hospital, $"bed-{i}", Snapshot(i, "state"))
            : AppendedAsync(Some.Append($"bed-{i}", 0))));
        (await SnapshotAsync("bed-198")).ShouldBe((198, "board/1", "state"));
        (await Log.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(100));
    }

    private static Snapshot Snapshot(long version, string state) => new(version, "board/1", Encoding.UTF8.GetBytes(state));

    private async Task<(long Version, string Schema, string State)?> SnapshotAsync(string key) =>
        await Log.ReadAsync(Some.Hospital, key) is { } s ? (s.Version, s.Schema, Encoding.UTF8.GetString(s.State.Span)) : null;
}

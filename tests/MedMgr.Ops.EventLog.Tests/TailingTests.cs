using System.Collections.Immutable;
using MedMgr.Ops.EventLog.Tailing;

namespace MedMgr.Ops.EventLog.Tests;

public sealed class TailingTests
{
    private readonly DatabaseOfOneEventAppends _database = new();

    [Fact]
    public async Task A_tail_that_keeps_up_does_not_read_the_database()
    {
        var feed = new CommitFeed(3);
        await using var tail = Tail(feed, after: 3);
        for (long position = 4; position <= 100; position++)
        {
            var next = tail.MoveNextAsync();
            Publish(feed, position);
            (await next).ShouldBeTrue();
            tail.Current[0].Position.ShouldBe(position);
        }

        _database.Reads.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tail_overtaken_by_the_ring_reads_what_it_missed_from_the_database()
    {
        var feed = new CommitFeed(0);
        await using var tail = Tail(feed, after: 0);
        var first = tail.MoveNextAsync();
        Publish(feed, 1);
        await first;

        for (long position = 2; position <= 5000; position++)
        {
            Publish(feed, position);
        }

        for (long position = 2; position <= 5000; position++)
        {
            (await tail.MoveNextAsync()).ShouldBeTrue();
            tail.Current[0].Position.ShouldBe(position);
        }

        _database.Reads[0].ShouldBe((1, 5000));
    }

    [Fact]
    public async Task What_another_process_appended_is_read_from_the_database_in_its_place()
    {
        var feed = new CommitFeed(0);
        await using var tail = Tail(feed, after: 0);
        var first = tail.MoveNextAsync();
        Publish(feed, 3); // 1 and 2 are not ours
        feed.Reach(5);
        Publish(feed, 5); // announced twice
        Publish(feed, 6);

        await first;
        var seen = new List<long> { tail.Current[0].Position };
        while (seen.Count < 6)
        {
            await tail.MoveNextAsync();
            seen.Add(tail.Current[0].Position);
        }

        seen.ShouldBe([1, 2, 3, 4, 5, 6]);
        _database.Reads.ShouldBe([(0, 2), (3, 5)]);
    }

    private IAsyncEnumerator<ImmutableArray<RecordedEvent>> Tail(CommitFeed feed, long after) =>
        MedMgr.Ops.EventLog.Tailing.Tail.FollowAsync(feed, _database, Some.Hospital, after, TestContext.Current.CancellationToken).GetAsyncEnumerator();

    private static void Publish(CommitFeed feed, long position) => feed.Publish([(position, Some.Hospital, [Event(position)])]);

    private static RecordedEvent Event(long position) =>
        new(position, Some.Hospital, "bed-1", position, "bed-ready", Some.Time, new Cause(CauseKind.System, "test", "c"), default);

    private sealed class DatabaseOfOneEventAppends : IAppendPages
    {
        public List<(long After, long To)> Reads { get; } = [];

        public Task<List<ImmutableArray<RecordedEvent>>> ReadPageAsync(string hospital, long afterPosition, long toPosition, CancellationToken cancellationToken)
        {
            Reads.Add((afterPosition, toPosition));
            return Task.FromResult(Enumerable.Range((int)afterPosition + 1, (int)(toPosition - afterPosition)).Select(p => ImmutableArray.Create(Event(p))).ToList());
        }
    }
}

using System.Collections.Immutable;

namespace MedMgr.Ops.EventLog.Tests.Contract;

public abstract partial class EventLogContract
{
    [Fact]
    public async Task A_tail_catches_up_and_then_follows()
    {
        await AppendedAsync(Some.Append("bed-1", 0, 2));
        await AppendedAsync(Some.Append("bed-1", 0, 1, hospital: "drill"));
        await using var tail = Tail();

        (await NextAsync(tail)).Positions().ShouldBe([1, 2]);
        var next = NextAsync(tail);
        next.IsCompleted.ShouldBeFalse();
        await AppendedAsync(Some.Append("bed-2", 0, 1, hospital: "drill"));
        await AppendedAsync(Some.Append("bed-1", 2, 3));

        (await next).Select(e => e.Whole()).ShouldBe((await Log.AllAsync(after: 4)).Select(e => e.Whole()));
    }

    [Fact]
    public async Task A_tail_gives_whole_appends_live_and_from_the_database_alike()
    {
        await using var live = Tail();
        var first = NextAsync(live); // is following before anything is appended
        await AppendedAsync(Some.Append(Some.Hospital, null, Some.On("bed-1", 0, 2), Some.On("bed-2", 0)));
        await AppendedAsync(Some.Append("bed-2", 1, 1));
        await AppendedAsync(Some.Append(Some.Hospital, null, Some.On("bed-2", 2), Some.On("bed-1", 2)));
        List<ImmutableArray<RecordedEvent>> followed = [await first, await NextAsync(live), await NextAsync(live)];

        await ReopenAsync();
        var read = await Log.FirstOfTailAsync(3);

        followed.Select(a => a.Length).ShouldBe([3, 1, 2]);
        read.Select(a => a.Length).ShouldBe([3, 1, 2]);
        read.SelectMany(a => a).Select(e => e.Whole()).ShouldBe(followed.SelectMany(a => a).Select(e => e.Whole()));
    }

    [Fact]
    public async Task A_tail_from_inside_an_append_begins_with_its_rest()
    {
        await AppendedAsync(Some.Append("bed-1", 0, 3));
        (await Log.FirstOfTailAsync(1, after: 1))[0].Positions().ShouldBe([2, 3]);

        await using var ahead = Tail(after: 4); // where the log is not yet
        var next = NextAsync(ahead);
        await AppendedAsync(Some.Append("bed-1", 3, 3));
        (await next).Positions().ShouldBe([5, 6]);
    }

    [Fact]
    public async Task A_tail_that_fell_far_behind_misses_nothing()
    {
        await using var tail = Tail();
        var first = NextAsync(tail);
        await AppendedAsync(Some.Append("bed-0", 0));
        await first;

        await Task.WhenAll(Enumerable.Range(1, 9000).Select(i => Log.AppendAsync(Some.Append($"bed-{i % 100}", i % 100 == 0 ? i / 100 : (i - 1) / 100, 1))));

        var seen = new List<long>();
        while (seen.Count < 9000)
        {
            seen.AddRange((await NextAsync(tail)).Positions());
        }

        seen.ShouldBe(Enumerable.Range(2, 9000).Select(p => (long)p));
    }

    [Fact]
    public async Task Tails_see_positions_in_order_while_many_append()
    {
        var tails = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Log.FirstOfTailAsync(300))).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 30; i++)
            {
                await AppendedAsync(Some.Append(Some.Hospital, null, Some.On($"bed-{writer}", i), Some.On($"encounter-{writer}", i * 2, 2)));
            }
        })));

        foreach (var appends in await Task.WhenAll(tails))
        {
            appends.ShouldAllBe(a => a.Length == 3);
            appends.SelectMany(a => a).Positions().ShouldBe(Enumerable.Range(1, 900).Select(p => (long)p));
        }
    }

    [Fact]
    public async Task A_tail_ends_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        await using var tail = Log.TailAsync(Some.Hospital, 0, cancel.Token).GetAsyncEnumerator();
        var next = tail.MoveNextAsync().AsTask();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(next);
    }

    [Fact]
    public async Task A_tail_ends_when_the_log_is_closed_after_all_that_was_appended()
    {
        await using var tail = Tail();
        var next = NextAsync(tail);
        await AppendedAsync(Some.Append("bed-1", 0));
        await AppendedAsync(Some.Append("bed-1", 1));
        await CloseAsync();

        (await next).Positions().ShouldBe([1]);
        (await NextAsync(tail)).Positions().ShouldBe([2]);
        (await tail.MoveNextAsync()).ShouldBeFalse();
    }

    private IAsyncEnumerator<ImmutableArray<RecordedEvent>> Tail(long after = 0) =>
        Log.TailAsync(Some.Hospital, after, TestContext.Current.CancellationToken).GetAsyncEnumerator();

    private static async Task<ImmutableArray<RecordedEvent>> NextAsync(IAsyncEnumerator<ImmutableArray<RecordedEvent>> tail)
    {
        (await tail.MoveNextAsync()).ShouldBeTrue();
        return tail.Current;
    }
}

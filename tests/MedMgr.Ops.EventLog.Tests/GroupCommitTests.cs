using MedMgr.Ops.EventLog.Appending;

namespace MedMgr.Ops.EventLog.Tests;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task What_queues_up_during_a_commit_becomes_the_next_group()
    {
        var store = new HeldStore();
        await using var groups = new GroupCommit(store);
        var first = groups.AppendAsync(Some.Append("bed-1", 0), default);
        await store.EnteredAsync();
        var others = Enumerable.Range(2, 3).Select(i => groups.AppendAsync(Some.Append($"bed-{i}", 0), default)).ToArray();

        store.Release();
        await first;
        await store.EnteredAsync();
        store.Release();
        await Task.WhenAll(others);

        store.Groups.ShouldBe([["bed-1"], ["bed-2", "bed-3", "bed-4"]]);
    }

    [Fact]
    public async Task A_failed_commit_faults_its_own_group_only()
    {
        var store = new HeldStore();
        await using var groups = new GroupCommit(store);
        var first = groups.AppendAsync(Some.Append("bed-1", 0), default);
        await store.EnteredAsync();
        var doomed = Enumerable.Range(2, 3).Select(i => groups.AppendAsync(Some.Append($"bed-{i}", 0), default)).ToArray();
        store.Release();
        await first;
        await store.EnteredAsync();
        var last = groups.AppendAsync(Some.Append("bed-9", 0), default);
        store.Release(new EventLogException("the disk is gone"));
        await store.EnteredAsync();
        store.Release();

        foreach (var append in doomed)
        {
            (await Should.ThrowAsync<EventLogException>(append)).Message.ShouldBe("the disk is gone");
        }

        (await last).ShouldBeOfType<AppendResult.Appended>();
    }

    [Fact]
    public async Task An_append_cancelled_while_it_waits_is_left_out_of_the_group()
    {
        var store = new HeldStore();
        await using var groups = new GroupCommit(store);
        using var cancel = new CancellationTokenSource();
        var first = groups.AppendAsync(Some.Append("bed-1", 0), default);
        await store.EnteredAsync();
        var cancelled = groups.AppendAsync(Some.Append("bed-2", 0), cancel.Token);
        var kept = groups.AppendAsync(Some.Append("bed-3", 0), default);
        await cancel.CancelAsync();
        store.Release();
        await first;
        await store.EnteredAsync();
        store.Release();
        await kept;

        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        store.Groups.ShouldBe([["bed-1"], ["bed-3"]]);
    }

    [Fact]
    public async Task A_group_is_bounded()
    {
        var store = new HeldStore();
        await using var groups = new GroupCommit(store);
        var first = groups.AppendAsync(Some.Append("bed", 0), default);
        await store.EnteredAsync();
        var others = Enumerable.Range(0, 600).Select(i => groups.AppendAsync(Some.Append($"bed-{i}", 0), default)).ToArray();
        store.Release();
        await first;
        for (var i = 0; i < 2; i++)
        {
            await store.EnteredAsync();
            store.Release();
        }

        await Task.WhenAll(others);
        store.Groups.Select(g => g.Length).ShouldBe([1, 512, 88]);
    }

    /// <summary>Holds each commit until it is told how it ends.</summary>
    private sealed class HeldStore : IGroupStore
    {
        private readonly SemaphoreSlim _entered = new(0);
        private readonly SemaphoreSlim _released = new(0);
        private Exception? _failure;

        public List<string[]> Groups { get; } = [];

        public Task EnteredAsync() => _entered.WaitAsync(TestContext.Current.CancellationToken);

        public void Release(Exception? failure = null)
        {
            _failure = failure;
            _released.Release();
        }

        public async ValueTask<AppendResult[]> CommitAsync(IReadOnlyList<AppendRequest> group)
        {
            Groups.Add([.. group.Select(r => r.Streams[0].Stream)]);
            _entered.Release();
            await _released.WaitAsync();
            return _failure is null ? [.. group.Select((_, i) => new AppendResult.Appended(i + 1))] : throw _failure;
        }

        public ValueTask WriteLazilyAsync(IReadOnlyList<LazyWrite> writes) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync()
        {
            _entered.Dispose();
            _released.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

using System.Diagnostics;
using System.Threading.Channels;

namespace MedMgr.Ops.EventLog.Appending;

/// <summary>Commits groups of appends. Called by one writer, one call at a time.</summary>
internal interface IGroupStore : IAsyncDisposable
{
    /// <summary>Decides and commits a group in one transaction with one sync.</summary>
    /// <returns>One result for each request, in order.</returns>
    /// <exception cref="EventLogException">Nothing may be assumed of any member; the next call starts from what the database says.</exception>
    ValueTask<AppendResult[]> CommitAsync(IReadOnlyList<AppendRequest> group);

    /// <summary>Runs a write that need not be durable, such as a snapshot, between two groups.</summary>
    /// <exception cref="EventLogException">As above.</exception>
    ValueTask WriteLazilyAsync(IReadOnlyList<LazyWrite> writes);
}

/// <summary>A write to the snapshots; without a snapshot it deletes.</summary>
internal sealed record LazyWrite(string Hospital, string Key, Snapshot? Snapshot);

/// <summary>Callers queue; one writer takes everything that waits, commits it together and answers everybody.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int GroupMax = 512;
    private const int QueueMax = 16 * 1024;

    private static readonly AppendResult NothingAppended = new AppendResult.Appended(0);

    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(QueueMax) { SingleReader = true });
    private readonly IGroupStore _store;
    private readonly Task _writer;

    public GroupCommit(IGroupStore store)
    {
        _store = store;
        _writer = Task.Factory.StartNew(WriteGroups, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <param name="request">Checked, with payloads that nobody changes.</param>
    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken) =>
        EventLogTelemetry.Measured(request, () => EnqueueAsync(new Pending(request, null, cancellationToken), cancellationToken));

    public Task WriteLazilyAsync(LazyWrite write, CancellationToken cancellationToken) =>
        EnqueueAsync(new Pending(null, write, cancellationToken), cancellationToken);

    /// <summary>Commits what is queued, then stops. Later appends meet <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer;
        await _store.DisposeAsync();
    }

    private Task<AppendResult> EnqueueAsync(Pending pending, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<AppendResult>(cancellationToken);
        }

        if (_queue.Writer.TryWrite(pending))
        {
            EventLogTelemetry.Queued();
            return pending.Task;
        }

        return WaitForRoomAsync(pending, cancellationToken);
    }

    private async Task<AppendResult> WaitForRoomAsync(Pending pending, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(pending, cancellationToken);
            EventLogTelemetry.Queued();
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(IDurableLog), "The event log is closed");
        }

        return await pending.Task;
    }

    // On a thread of its own: everybody waits for a commit, which must not stand in line behind them in the pool.
    private void WriteGroups()
    {
        var appends = new List<Pending>(GroupMax);
        var lazy = new List<Pending>();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            appends.Clear();
            lazy.Clear();
            while (appends.Count < GroupMax && lazy.Count < GroupMax && _queue.Reader.TryRead(out var pending))
            {
                EventLogTelemetry.Dequeued();
                if (!pending.CancelledInTime())
                {
                    (pending.Request is null ? lazy : appends).Add(pending);
                }
            }

            if (appends.Count > 0)
            {
                CommitAsync(appends).GetAwaiter().GetResult();
            }

            if (lazy.Count > 0)
            {
                WriteLazilyAsync(lazy).GetAwaiter().GetResult();
            }
        }
    }

    // Whatever goes wrong belongs to the callers of this group; the writer lives on for the next.
    private async Task CommitAsync(List<Pending> group)
    {
        var startedAt = Stopwatch.GetTimestamp();
        try
        {
            var results = await _store.CommitAsync(group.ConvertAll(p => p.Request!));
            EventLogTelemetry.Committed(results.Length, startedAt);
            for (var i = 0; i < results.Length; i++)
            {
                group[i].SetResult(results[i]);
            }
        }
        catch (Exception e)
        {
            EventLogTelemetry.CommitFailed();
            group.ForEach(p => p.TrySetException(e));
        }
    }

    private async Task WriteLazilyAsync(List<Pending> group)
    {
        try
        {
            await _store.WriteLazilyAsync(group.ConvertAll(p => p.Lazy!));
            group.ForEach(p => p.SetResult(NothingAppended));
        }
        catch (Exception e)
        {
            group.ForEach(p => p.TrySetException(e));
        }
    }

    private sealed class Pending : TaskCompletionSource<AppendResult>
    {
        private readonly CancellationToken _cancellation;

        public Pending(AppendRequest? request, LazyWrite? lazy, CancellationToken cancellation)
            : base(TaskCreationOptions.RunContinuationsAsynchronously)
        {
            Request = request;
            Lazy = lazy;
            _cancellation = cancellation;
        }

        public AppendRequest? Request { get; }

        public LazyWrite? Lazy { get; }

        public bool CancelledInTime() => _cancellation.IsCancellationRequested && TrySetCanceled(_cancellation);
    }
}

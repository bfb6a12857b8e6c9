using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.WallBoard.Tests.Support;

/// <summary>An event log that lives as long as its test. Not durable, no versions checked: the board only reads.</summary>
internal sealed class MemoryLog : IEventLog, ISnapshotStore
{
    private static readonly Cause Cause = new(CauseKind.System, "test", "test");

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<RecordedEvent[]>> _transactions = [];
    private readonly Dictionary<(string, string), Snapshot> _snapshots = [];
    private TaskCompletionSource _appended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _position;

    public int EventsRead { get; private set; }

    /// <summary>How often the tail can not be read before it can again.</summary>
    public int TailFailures { get; set; }

    /// <summary>A storage that takes its time: whoever reads the whole log waits for it.</summary>
    public Task HoldsReadersUntil { get; set; } = Task.CompletedTask;

    public IReadOnlyDictionary<(string, string), Snapshot> Snapshots => _snapshots;

    /// <returns>The position of the last event.</returns>
    public long Append(string hospital, DateTimeOffset at, params IEnumerable<(string Stream, object Event)> events)
    {
        TaskCompletionSource woken;
        lock (_lock)
        {
            var cause = Cause with { Id = $"test-{_position}" };
            var recorded = events
                .Select(e => new RecordedEvent(++_position, hospital, e.Stream, 1, EventNames.NameOf(e.Event), at, cause, EventNames.ToJson(e.Event)))
                .ToArray();
            AppendLocked(hospital, recorded);
            woken = Interlocked.Exchange(ref _appended, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        woken.SetResult();
        return _position;
    }

    /// <summary>An event whose name or payload no version of ours wrote.</summary>
    public void AppendRaw(string hospital, string stream, string type, string payload)
    {
        lock (_lock)
        {
            AppendLocked(hospital, [new RecordedEvent(++_position, hospital, stream, 1, type, DateTimeOffset.UnixEpoch, Cause, System.Text.Encoding.UTF8.GetBytes(payload))]);
        }

        Interlocked.Exchange(ref _appended, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    public async IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        string hospital, long afterPosition = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        await HoldsReadersUntil.WaitAsync(cancellationToken);
        foreach (var recorded in Known(hospital).SelectMany(t => t).Where(e => e.Position > afterPosition))
        {
            EventsRead++;
            yield return recorded;
        }
    }

    public async IAsyncEnumerable<ImmutableArray<RecordedEvent>> TailAsync(
        string hospital, long afterPosition = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var appended = Volatile.Read(ref _appended).Task;
            if (TailFailures > 0)
            {
                TailFailures--;
                throw new IOException("The disk was away for a moment.");
            }

            foreach (var transaction in Known(hospital).Where(t => t[^1].Position > afterPosition))
            {
                afterPosition = transaction[^1].Position;
                yield return [.. transaction];
            }

            await appended.WaitAsync(cancellationToken);
        }
    }

    public Task<ImmutableArray<string>> HospitalsAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_transactions.Keys.ToImmutableArray());
        }
    }

    public Task<long> HeadAsync(CancellationToken cancellationToken = default) => Task.FromResult(Volatile.Read(ref _position));

    public Task<Snapshot?> ReadAsync(string hospital, string key, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_snapshots.GetValueOrDefault((hospital, key)));
        }
    }

    public Task WriteAsync(string hospital, string key, Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _snapshots[(hospital, key)] = snapshot;
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string hospital, string key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ImmutableArray<RecordedEvent>> ReadStreamAsync(string hospital, string stream, long afterVersion = 0, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ChainVerdict> VerifyAsync(IProgress<long>? progress = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private void AppendLocked(string hospital, RecordedEvent[] recorded)
    {
        if (!_transactions.TryGetValue(hospital, out var known))
        {
            _transactions[hospital] = known = [];
        }

        known.Add(recorded);
    }

    private RecordedEvent[][] Known(string hospital)
    {
        lock (_lock)
        {
            return _transactions.TryGetValue(hospital, out var known) ? [.. known] : [];
        }
    }
}

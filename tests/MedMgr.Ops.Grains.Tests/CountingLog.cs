using System.Collections.Immutable;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Grains.Tests;

/// <summary>Counts what is read of which stream, and can be told to lose the answer of the next append.</summary>
internal sealed class CountingLog(IEventLog inner) : IEventLog
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _read = [];
    private int _answersToLose;

    public int EventsReadOf(string stream)
    {
        lock (_gate)
        {
            return _read.GetValueOrDefault(stream);
        }
    }

    public void ForgetCounts()
    {
        lock (_gate)
        {
            _read.Clear();
        }
    }

    /// <summary>The next append is written, and its caller is told that it failed.</summary>
    public void LoseTheNextAnswer() => Interlocked.Increment(ref _answersToLose);

    public async Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        var result = await inner.AppendAsync(request, cancellationToken);
        if (Volatile.Read(ref _answersToLose) > 0 && Interlocked.Decrement(ref _answersToLose) >= 0)
        {
            throw new EventLogException("The answer was lost on purpose.");
        }

        return result;
    }

    public async Task<ImmutableArray<RecordedEvent>> ReadStreamAsync(
        string hospital, string stream, long afterVersion = 0, CancellationToken cancellationToken = default)
    {
        var events = await inner.ReadStreamAsync(hospital, stream, afterVersion, cancellationToken);
        lock (_gate)
        {
            _read[stream] = _read.GetValueOrDefault(stream) + events.Length;
        }

        return events;
    }

    public IAsyncEnumerable<RecordedEvent> ReadAllAsync(string hospital, long afterPosition = 0, CancellationToken cancellationToken = default) =>
        inner.ReadAllAsync(hospital, afterPosition, cancellationToken);

    public IAsyncEnumerable<ImmutableArray<RecordedEvent>> TailAsync(string hospital, long afterPosition = 0, CancellationToken cancellationToken = default) =>
        inner.TailAsync(hospital, afterPosition, cancellationToken);

    public Task<ImmutableArray<string>> HospitalsAsync(CancellationToken cancellationToken = default) => inner.HospitalsAsync(cancellationToken);

    public Task<long> HeadAsync(CancellationToken cancellationToken = default) => inner.HeadAsync(cancellationToken);

    public Task<ChainVerdict> VerifyAsync(IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        inner.VerifyAsync(progress, cancellationToken);
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MedMgr.Ops.EmbeddedSilo.Deterministic;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Grains.Tests.Chaos;

/// <summary>The log as a silo sees it: slow in virtual time, failing before an append, and failing after one, as the seed has it.</summary>
internal sealed class FaultyLog(MemoryLog durable, IFaultPlan faults, TimeProvider time) : IEventLog, ISnapshotStore
{
    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default) =>
        Inject("append", () => durable.Append(request));

    public Task<ImmutableArray<RecordedEvent>> ReadStreamAsync(
        string hospital, string stream, long afterVersion = 0, CancellationToken cancellationToken = default) =>
        Inject("read", () => durable.Read(stream, afterVersion));

    public async IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        string hospital, long afterPosition = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var recorded in await Inject("read all", () => durable.ReadAll(afterPosition)))
        {
            yield return recorded;
        }
    }

    public Task<Snapshot?> ReadAsync(string hospital, string key, CancellationToken cancellationToken = default) =>
        Inject("read snapshot", () => durable.Snapshots.GetValueOrDefault((hospital, key)));

    public Task WriteAsync(string hospital, string key, Snapshot snapshot, CancellationToken cancellationToken = default) =>
        Inject("write snapshot", () =>
        {
            if (durable.Snapshots.GetValueOrDefault((hospital, key)) is not { } kept || kept.Version < snapshot.Version)
            {
                durable.Snapshots[(hospital, key)] = snapshot;
            }

            return true;
        });

    public Task DeleteAsync(string hospital, string key, CancellationToken cancellationToken = default) =>
        Inject("delete snapshot", () => durable.Snapshots.Remove((hospital, key)));

    public Task<long> HeadAsync(CancellationToken cancellationToken = default) => Task.FromResult(durable.Head);

    public Task<ImmutableArray<string>> HospitalsAsync(CancellationToken cancellationToken = default) => throw NotUsed();

    public IAsyncEnumerable<ImmutableArray<RecordedEvent>> TailAsync(string hospital, long afterPosition = 0, CancellationToken cancellationToken = default) =>
        throw NotUsed();

    public Task<ChainVerdict> VerifyAsync(IProgress<long>? progress = null, CancellationToken cancellationToken = default) => throw NotUsed();

    // As the real log does, whatever goes wrong in the storage comes out as the log's own exception.
    private async Task<T> Inject<T>(string operation, Func<T> commit)
    {
        try
        {
            return await faults.InjectAsync(time, operation, commit);
        }
        catch (InjectedFaultException e)
        {
            throw new EventLogException(e.Message, e);
        }
    }

    private static NotSupportedException NotUsed() => new("No grain asks for this.");
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Api.Tests.Hosting;

/// <summary>A log that can be made to fail, for one hospital or as a whole.</summary>
internal sealed class FailingLog(IEventLog log) : IEventLog
{
    /// <summary>Thrown by the appends of a hospital.</summary>
    public ConcurrentDictionary<string, Exception> AppendFaults { get; } = new();

    /// <summary>Thrown by the question for the head while it is set.</summary>
    public Exception? HeadFault { get; set; }

    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default) =>
        AppendFaults.TryGetValue(request.Hospital, out var fault) ? Task.FromException<AppendResult>(fault) : log.AppendAsync(request, cancellationToken);

    public Task<ImmutableArray<RecordedEvent>> ReadStreamAsync(string hospital, string stream, long afterVersion = 0, CancellationToken cancellationToken = default) =>
        log.ReadStreamAsync(hospital, stream, afterVersion, cancellationToken);

    public IAsyncEnumerable<RecordedEvent> ReadAllAsync(string hospital, long afterPosition = 0, CancellationToken cancellationToken = default) =>
        log.ReadAllAsync(hospital, afterPosition, cancellationToken);

    public IAsyncEnumerable<ImmutableArray<RecordedEvent>> TailAsync(string hospital, long afterPosition = 0, CancellationToken cancellationToken = default) =>
        log.TailAsync(hospital, afterPosition, cancellationToken);

    public Task<ImmutableArray<string>> HospitalsAsync(CancellationToken cancellationToken = default) => log.HospitalsAsync(cancellationToken);

    public Task<long> HeadAsync(CancellationToken cancellationToken = default) =>
        HeadFault is { } fault ? Task.FromException<long>(fault) : log.HeadAsync(cancellationToken);

    public Task<ChainVerdict> VerifyAsync(IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        log.VerifyAsync(progress, cancellationToken);
}

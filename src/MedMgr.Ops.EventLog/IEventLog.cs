using System.Collections.Immutable;

namespace MedMgr.Ops.EventLog;

/// <summary>The one durable truth: a totally ordered, append-only, hash-chained sequence of events of all hospitals.</summary>
/// <remarks>
/// Safe for concurrent use. An append is durable (synced to disk) when its task completes successfully. When it faults the outcome
/// is unknown: the caller discards its state and reads the stream again.
/// </remarks>
public interface IEventLog
{
    /// <summary>Appends to one or several streams of a hospital in one transaction: all or nothing.</summary>
    /// <remarks>
    /// Cancellation is heeded while the append waits for its turn; then nothing is written. Once it is being committed it runs to its end.
    /// </remarks>
    /// <exception cref="ArgumentException">The request is malformed; the message names the field. Nothing was written.</exception>
    /// <exception cref="EventLogException">The outcome is unknown. Appending again under the same cause id gives Duplicate if it was written.</exception>
    Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads a stream in version order, from <paramref name="afterVersion"/> (exclusive; 0 = from the start).</summary>
    Task<ImmutableArray<RecordedEvent>> ReadStreamAsync(string hospital, string stream, long afterVersion = 0, CancellationToken cancellationToken = default);

    /// <summary>Reads all events of a hospital in position order, from <paramref name="afterPosition"/> (exclusive), to the present end.</summary>
    IAsyncEnumerable<RecordedEvent> ReadAllAsync(string hospital, long afterPosition = 0, CancellationToken cancellationToken = default);

    /// <summary>As <see cref="ReadAllAsync"/>, then goes on with what is appended, until the log is disposed. One item is one transaction: the reader never sees half of one.</summary>
    /// <remarks>
    /// A slow reader is never dropped and slows nobody: it falls back to reading the database. A lost database connection is found again.
    /// At disposal a reader that has caught up comes to its end; one still reading the database meets <see cref="ObjectDisposedException"/>.
    /// </remarks>
    IAsyncEnumerable<ImmutableArray<RecordedEvent>> TailAsync(string hospital, long afterPosition = 0, CancellationToken cancellationToken = default);

    /// <summary>The hospitals that have at least one event.</summary>
    Task<ImmutableArray<string>> HospitalsAsync(CancellationToken cancellationToken = default);

    /// <summary>The position of the last durable event, 0 for an empty log.</summary>
    Task<long> HeadAsync(CancellationToken cancellationToken = default);

    /// <summary>Recomputes the hash chain from the first event to the head at the time of the call.</summary>
    /// <remarks><paramref name="progress"/> gets the position reached, after each page of some thousand events.</remarks>
    Task<ChainVerdict> VerifyAsync(IProgress<long>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>Kept beside the log: the state of a fold at a version, so that a reader need not begin at the beginning. A cache, never the truth.</summary>
public interface ISnapshotStore
{
    Task<Snapshot?> ReadAsync(string hospital, string key, CancellationToken cancellationToken = default);

    /// <summary>Keeps the snapshot unless one of a greater version is there. Need not be durable when it returns.</summary>
    Task WriteAsync(string hospital, string key, Snapshot snapshot, CancellationToken cancellationToken = default);

    Task DeleteAsync(string hospital, string key, CancellationToken cancellationToken = default);
}

/// <param name="Version">The stream version (or log position, for a projection) up to which <paramref name="State"/> is folded.</param>
/// <param name="Schema">Names the shape of <paramref name="State"/>; a reader with another schema folds from the start.</param>
/// <param name="State">UTF-8 JSON.</param>
public sealed record Snapshot(long Version, string Schema, ReadOnlyMemory<byte> State);

/// <summary>Who or what made a change.</summary>
public enum CauseKind { User, Interface, Scenario, Reconciler, System }

/// <param name="Actor">User name, sending application, scenario name.</param>
/// <param name="Id">Unique for each request or message: a second append to the same stream under the same id is a duplicate.</param>
public sealed record Cause(CauseKind Kind, string Actor, string Id);

/// <param name="Type">Name from an explicit map ("bed-occupied"), never a CLR name.</param>
/// <param name="Payload">UTF-8 JSON object, at most 16 MiB. Copied when the append is accepted into the queue.</param>
public readonly record struct NewEvent(string Type, ReadOnlyMemory<byte> Payload);

/// <param name="ExpectedVersion">Number of events the stream is known to hold; 0 for a new stream.</param>
public sealed record StreamAppend(string Stream, long ExpectedVersion, ImmutableArray<NewEvent> Events);

/// <param name="At">When it happened; kept as UTC with all its 100 ns ticks.</param>
/// <param name="Streams">Each stream at most once. The events get their positions in this order.</param>
public sealed record AppendRequest(string Hospital, Cause Cause, DateTimeOffset At, ImmutableArray<StreamAppend> Streams);

public abstract record AppendResult
{
    private AppendResult() { }

    /// <summary>Durable. Positions of one append are consecutive and end at <paramref name="LastPosition"/>.</summary>
    public sealed record Appended(long LastPosition) : AppendResult;

    /// <summary>Nothing written: <paramref name="Stream"/> stands at <paramref name="ActualVersion"/>.</summary>
    public sealed record Conflict(string Stream, long ActualVersion) : AppendResult;

    /// <summary>Nothing written: <paramref name="Stream"/> already holds events under this cause id. Checked before the versions.</summary>
    public sealed record Duplicate(string Stream) : AppendResult;
}

/// <param name="Position">Place in the total order of the log, from 1, without gaps.</param>
/// <param name="Version">Place in its stream, from 1, without gaps.</param>
public sealed record RecordedEvent(
    long Position, string Hospital, string Stream, long Version, string Type, DateTimeOffset At, Cause Cause, ReadOnlyMemory<byte> Payload);

public abstract record ChainVerdict
{
    private ChainVerdict() { }

    public sealed record Intact(long Events) : ChainVerdict;

    /// <summary>The first position at which the log is not what was written: altered, missing, out of order, or cut off.</summary>
    public sealed record Broken(long Position, string Why) : ChainVerdict;
}

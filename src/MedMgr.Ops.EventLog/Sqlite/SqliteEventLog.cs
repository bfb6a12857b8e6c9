using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MedMgr.Ops.EventLog.Appending;
using MedMgr.Ops.EventLog.Backup;
using MedMgr.Ops.EventLog.Tailing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.EventLog.Sqlite;

/// <summary>The log in one file, <c>events.db</c>, written by one process. Opened with <see cref="EventLogs"/>.</summary>
public sealed class SqliteEventLog : IDurableLog, IWholeLog
{
    internal const string FileName = "events.db";

    private readonly SqliteReaders _readers;
    private readonly DirectoryLock? _lock;
    private readonly CommitFeed? _feed;
    private readonly GroupCommit? _groups;
    private int _disposed;

    private SqliteEventLog(SqliteReaders readers, DirectoryLock? directoryLock, CommitFeed? feed, GroupCommit? groups)
    {
        _readers = readers;
        _lock = directoryLock;
        _feed = feed;
        _groups = groups;
    }

    /// <summary>False for a log opened only for reading: it knows neither appends nor tails.</summary>
    public bool IsWritable => _groups is not null;

    internal static SqliteEventLog Open(string dataDirectory, ILogger logger)
    {
        Directory.CreateDirectory(dataDirectory);
        var directoryLock = DirectoryLock.Take(dataDirectory);
        try
        {
            var path = Path.Combine(dataDirectory, FileName);
            var writer = new SqliteWriter(path);
            var feed = new CommitFeed(writer.Position);
            var groups = new GroupCommit(new SqliteGroups(path, writer, feed, logger));
            return new SqliteEventLog(new SqliteReaders(path, SqliteOpenMode.ReadWrite), directoryLock, feed, groups);
        }
        catch (EventLogException)
        {
            directoryLock.Dispose();
            throw;
        }
    }

    internal static async Task<SqliteEventLog> OpenReadOnlyAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(dataDirectory, FileName);
        if (!File.Exists(path))
        {
            throw new EventLogException($"There is no event log in '{dataDirectory}': '{path}' does not exist.");
        }

        var readers = new SqliteReaders(path, SqliteOpenMode.ReadOnly);
        try
        {
            await readers.CheckSchemaAsync(cancellationToken);
            return new SqliteEventLog(readers, null, null, null);
        }
        catch
        {
            readers.Dispose();
            throw;
        }
    }

    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        var copy = AppendRules.CheckedCopy(request);
        return Writable().AppendAsync(copy, cancellationToken);
    }

    public Task<ImmutableArray<RecordedEvent>> ReadStreamAsync(
        string hospital, string stream, long afterVersion = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        return _readers.ReadAsync(r => r.ReadStream(hospital, stream, afterVersion), cancellationToken);
    }

    public async IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        string hospital, long afterPosition = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        var head = await HeadAsync(cancellationToken);
        await foreach (var recorded in Tail.ReadAllAsync(this, hospital, afterPosition, head, cancellationToken))
        {
            yield return recorded;
        }
    }

    public IAsyncEnumerable<ImmutableArray<RecordedEvent>> TailAsync(
        string hospital, long afterPosition = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        return Tail.FollowAsync(_feed ?? throw ReadOnly(), this, hospital, afterPosition, cancellationToken);
    }

    public Task<ImmutableArray<string>> HospitalsAsync(CancellationToken cancellationToken = default) =>
        _readers.ReadAsync(r => r.Hospitals(), cancellationToken);

    public Task<long> HeadAsync(CancellationToken cancellationToken = default) =>
        _feed is null ? _readers.ReadAsync(r => r.Head(), cancellationToken) : Task.FromResult(_feed.Last.Last);

    public Task<ChainVerdict> VerifyAsync(IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        _readers.ReadAsync(r => SqliteVerification.Verify(r.File, progress, cancellationToken), cancellationToken);

    public Task<Snapshot?> ReadAsync(string hospital, string key, CancellationToken cancellationToken = default) =>
        _readers.ReadAsync(r => r.ReadSnapshot(hospital, key), cancellationToken);

    public Task WriteAsync(string hospital, string key, Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        AppendRules.CheckName(hospital, nameof(hospital));
        AppendRules.CheckName(key, nameof(key));
        return Writable().WriteLazilyAsync(new LazyWrite(hospital, key, snapshot), cancellationToken);
    }

    public Task DeleteAsync(string hospital, string key, CancellationToken cancellationToken = default) =>
        Writable().WriteLazilyAsync(new LazyWrite(hospital, key, null), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        if (_groups is not null)
        {
            await _groups.DisposeAsync();
        }

        _feed?.Close();
        _readers.Dispose();
        _lock?.Dispose();
    }

    Task<List<ImmutableArray<RecordedEvent>>> IAppendPages.ReadPageAsync(
        string hospital, long afterPosition, long toPosition, CancellationToken cancellationToken) =>
        _readers.ReadAsync(r => r.ReadPage(hospital, afterPosition, toPosition), cancellationToken);

    Task<byte[]?> IWholeLog.HashAtAsync(long position, CancellationToken cancellationToken) => _readers.ReadAsync(r => r.HashAt(position), cancellationToken);

    private GroupCommit Writable() => _groups ?? throw ReadOnly();

    private static InvalidOperationException ReadOnly() => new("This event log was opened only for reading");
}

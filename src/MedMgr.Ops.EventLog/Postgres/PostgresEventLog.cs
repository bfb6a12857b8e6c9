using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MedMgr.Ops.EventLog.Appending;
using MedMgr.Ops.EventLog.Backup;
using MedMgr.Ops.EventLog.Tailing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MedMgr.Ops.EventLog.Postgres;

/// <summary>The log in PostgreSQL, written by any number of server processes. Opened with <see cref="EventLogs"/>.</summary>
public sealed class PostgresEventLog : IDurableLog, IWholeLog
{
    private readonly NpgsqlDataSource _database;
    private readonly PostgresReader _reader;
    private readonly PostgresSnapshots _snapshots;
    private readonly RetriedPages _pagesOfTails;
    private readonly CommitFeed _feed;
    private readonly GroupCommit _groups;
    private readonly PostgresListener _listener;
    private int _disposed;

    private PostgresEventLog(NpgsqlDataSource database, string channel, long head, TimeProvider time, ILogger logger)
    {
        _database = database;
        _reader = new PostgresReader(database);
        _pagesOfTails = new RetriedPages(_reader, time, logger);
        _snapshots = new PostgresSnapshots(database);
        _feed = new CommitFeed(head);
        var groups = new PostgresGroups(database, channel, _feed, logger);
        _groups = new GroupCommit(groups);
        _listener = new PostgresListener(database, _reader, channel, _feed, () => groups.Backend, time, logger);
    }

    internal static async Task<PostgresEventLog> OpenAsync(string connectionString, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 32, AutoPrepareMinUsages = 2 };
        settings.Options = $"{settings.Options} -c jit=off".Trim(); // compiling takes longer than any statement of ours runs
        var database = NpgsqlDataSource.Create(settings);
        try
        {
            var (channel, head) = await PostgresSchema.CreateOrCheckAsync(database, cancellationToken);
            return new PostgresEventLog(database, channel, head, time, logger);
        }
        catch (Exception e)
        {
            await database.DisposeAsync();
            if (PostgresCommands.IsOfDatabase(e))
            {
                throw new EventLogException($"The event log in PostgreSQL ({settings.Host}, database '{settings.Database}') can not be opened: {e.Message}", e);
            }

            throw;
        }
    }

    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default) =>
        _groups.AppendAsync(AppendRules.CheckedCopy(request), cancellationToken);

    public Task<ImmutableArray<RecordedEvent>> ReadStreamAsync(
        string hospital, string stream, long afterVersion = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        return _reader.ReadStreamAsync(hospital, stream, afterVersion, cancellationToken);
    }

    public async IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        string hospital, long afterPosition = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        var head = await HeadAsync(cancellationToken);
        await foreach (var recorded in Tail.ReadAllAsync(_reader, hospital, afterPosition, head, cancellationToken))
        {
            yield return recorded;
        }
    }

    public IAsyncEnumerable<ImmutableArray<RecordedEvent>> TailAsync(
        string hospital, long afterPosition = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        return Tail.FollowAsync(_feed, _pagesOfTails, hospital, afterPosition, cancellationToken);
    }

    public Task<ImmutableArray<string>> HospitalsAsync(CancellationToken cancellationToken = default) => _reader.HospitalsAsync(cancellationToken);

    public Task<long> HeadAsync(CancellationToken cancellationToken = default) => _reader.HeadAsync(cancellationToken);

    public Task<ChainVerdict> VerifyAsync(IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        PostgresVerification.VerifyAsync(_database, progress, cancellationToken);

    public Task<Snapshot?> ReadAsync(string hospital, string key, CancellationToken cancellationToken = default) =>
        _snapshots.ReadAsync(hospital, key, cancellationToken);

    public Task WriteAsync(string hospital, string key, Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        AppendRules.CheckName(hospital, nameof(hospital));
        AppendRules.CheckName(key, nameof(key));
        return _snapshots.WriteAsync(hospital, key, snapshot, cancellationToken);
    }

    public Task DeleteAsync(string hospital, string key, CancellationToken cancellationToken = default) =>
        _snapshots.DeleteAsync(hospital, key, cancellationToken);

    Task<List<ImmutableArray<RecordedEvent>>> IAppendPages.ReadPageAsync(
        string hospital, long afterPosition, long toPosition, CancellationToken cancellationToken) =>
        _reader.ReadPageAsync(hospital, afterPosition, toPosition, cancellationToken);

    Task<byte[]?> IWholeLog.HashAtAsync(long position, CancellationToken cancellationToken) => _reader.HashAtAsync(position, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _groups.DisposeAsync();
        await _listener.DisposeAsync();
        _feed.Close();
        await _database.DisposeAsync();
    }
}

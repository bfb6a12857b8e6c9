using MedMgr.Ops.EventLog.Appending;
using MedMgr.Ops.EventLog.Tailing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MedMgr.Ops.EventLog.Postgres;

/// <summary>Commits groups over one connection and announces them to the tails of this process; after a failure it begins with a new one.</summary>
internal sealed class PostgresGroups : IGroupStore
{
    private readonly NpgsqlDataSource _database;
    private readonly string _channel;
    private readonly CommitFeed _feed;
    private readonly ILogger _logger;
    private PostgresWriter? _writer;
    private int _backend;

    public PostgresGroups(NpgsqlDataSource database, string channel, CommitFeed feed, ILogger logger)
    {
        _database = database;
        _channel = channel;
        _feed = feed;
        _logger = logger;
    }

    /// <summary>Server process of the writing connection: its notifications are ours. 0 before the first group.</summary>
    public int Backend => Volatile.Read(ref _backend);

    public async ValueTask<AppendResult[]> CommitAsync(IReadOnlyList<AppendRequest> group)
    {
        try
        {
            if (_writer is null)
            {
                _writer = await PostgresWriter.OpenAsync(_database, _channel);
                Volatile.Write(ref _backend, _writer.Backend);
            }

            var results = new AppendResult[group.Count];
            var written = await _writer.CommitAsync(group, results);
            _feed.Publish(written.Select(a => (a.First, a.Request.Hospital, a.Events)));
            return results;
        }
        catch (Exception e)
        {
            _logger.LogError(e, "A group was not confirmed by PostgreSQL; the next one begins on a new connection");
            await CloseAsync();
            if (PostgresCommands.IsOfDatabase(e))
            {
                throw new EventLogException($"PostgreSQL did not confirm the append, its outcome is unknown: {e.Message}", e);
            }

            throw;
        }
    }

    public ValueTask WriteLazilyAsync(IReadOnlyList<LazyWrite> writes) =>
        throw new InvalidOperationException("Snapshots go to PostgreSQL on connections of their own");

    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask CloseAsync()
    {
        if (_writer is { } writer)
        {
            _writer = null;
            Volatile.Write(ref _backend, 0); // should its last commit have happened, the notification is news to us
            await writer.DisposeAsync();
        }
    }
}

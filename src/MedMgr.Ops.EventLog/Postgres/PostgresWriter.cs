using System.Data;
using System.Globalization;
using MedMgr.Ops.EventLog.Appending;
using MedMgr.Ops.EventLog.Chain;
using Npgsql;

namespace MedMgr.Ops.EventLog.Postgres;

/// <summary>
/// The writing connection. A group takes three round trips: lock the head and read what the group touches; write everything; commit.
/// The lock on the head's only row puts the groups of all server processes into one order.
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    // Point lookups on indexes only: the statistics of a young table would have the planner scan it, and it keeps such a plan.
    private const string Session =
        """
        SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
        """;

    private readonly NpgsqlConnection _connection;
    private readonly string _channel;
    private readonly ChainHash _chain = new();
    private readonly Dictionary<string, int> _names = [];

    private PostgresWriter(NpgsqlConnection connection, string channel)
    {
        _connection = connection;
        _channel = channel;
    }

    /// <summary>Server process that serves this connection.</summary>
    public int Backend => _connection.ProcessID;

    public static async Task<PostgresWriter> OpenAsync(NpgsqlDataSource database, string channel)
    {
        var connection = await database.OpenConnectionAsync();
        try
        {
            await using var command = new NpgsqlCommand(Session, connection);
            await command.ExecuteNonQueryAsync();
            return new PostgresWriter(connection, channel);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>As SqliteWriter.Commit. After an exception this writer must not be used again.</summary>
    public async Task<IReadOnlyList<PlannedAppend>> CommitAsync(IReadOnlyList<AppendRequest> group, AppendResult[] results)
    {
        await using var transaction = await _connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        var heads = new PostgresHeads(group);
        var (position, hash, ids) = await LockAndReadAsync(transaction, heads, UnknownNames(group));
        var plan = new GroupPlan(position, hash, heads, _chain);
        for (var i = 0; i < group.Count; i++)
        {
            results[i] = plan.Decide(group[i]);
        }

        if (plan.Accepted.Count == 0)
        {
            await transaction.RollbackAsync();
            return [];
        }

        var rows = new PostgresRows(plan, ids, _names);
        await using (var batch = new NpgsqlBatch(_connection, transaction))
        {
            rows.AddTo(batch);
            batch.Then("UPDATE log_head SET position = $1, hash = $2", plan.Position, plan.Hash.ToArray());
            batch.Then("SELECT pg_notify($1, $2)", _channel, plan.Position.ToString(CultureInfo.InvariantCulture));
            await batch.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return plan.Accepted;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private string[] UnknownNames(IReadOnlyList<AppendRequest> group)
    {
        var unknown = new HashSet<string>();
        foreach (var request in group)
        {
            AddUnknown(request.Hospital);
            AddUnknown(request.Cause.Actor);
            foreach (var stream in request.Streams)
            {
                foreach (var added in stream.Events)
                {
                    AddUnknown(added.Type);
                }
            }
        }

        return [.. unknown];

        void AddUnknown(string name)
        {
            if (!_names.ContainsKey(name))
            {
                unknown.Add(name);
            }
        }
    }

    // The lock comes first and alone: the statements after it see what the previous holder committed.
    private async Task<(long Position, byte[] Hash, LastIds Ids)> LockAndReadAsync(NpgsqlTransaction transaction, PostgresHeads heads, string[] unknownNames)
    {
        await using var batch = new NpgsqlBatch(_connection, transaction);
        batch.Then("SELECT position, hash FROM log_head FOR UPDATE");
        batch.Then("SELECT coalesce((SELECT max(id) FROM names), 0), coalesce((SELECT max(id) FROM streams), 0)");
        heads.AddTo(batch);
        batch.Then("SELECT id, text FROM names WHERE text = ANY($1)", (object)unknownNames);

        await using var reader = await batch.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            throw new EventLogException("The event log in PostgreSQL is damaged: its head row is missing.");
        }

        var (position, hash) = (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
        await reader.NextResultAsync();
        await reader.ReadAsync();
        var ids = new LastIds { Name = reader.GetInt32(0), Stream = reader.GetInt32(1) };
        await reader.NextResultAsync();
        await heads.ReadAsync(reader);
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            _names[reader.GetString(1)] = reader.GetInt32(0);
        }

        return (position, hash, ids);
    }
}

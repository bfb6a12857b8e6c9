using Npgsql;

namespace MedMgr.Ops.EventLog.Postgres;

/// <summary>Snapshots on connections of their own, without waiting for the disk: a lost one costs a longer fold.</summary>
internal sealed class PostgresSnapshots
{
    private readonly NpgsqlDataSource _database;

    public PostgresSnapshots(NpgsqlDataSource database) => _database = database;

    public async Task<Snapshot?> ReadAsync(string hospital, string key, CancellationToken cancellationToken)
    {
        await using var command = _database.Command("SELECT version, schema, state FROM snapshots WHERE hospital = $1 AND key = $2", hospital, key);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new Snapshot(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2))
            : null;
    }

    public Task WriteAsync(string hospital, string key, Snapshot snapshot, CancellationToken cancellationToken) => ExecuteAsync(
        """
        INSERT INTO snapshots AS s (hospital, key, version, schema, state) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (hospital, key) DO UPDATE SET version = excluded.version, schema = excluded.schema, state = excluded.state
        WHERE excluded.version >= s.version
        """,
        [hospital, key, snapshot.Version, snapshot.Schema, snapshot.State.ToArray()],
        cancellationToken);

    public Task DeleteAsync(string hospital, string key, CancellationToken cancellationToken) =>
        ExecuteAsync("DELETE FROM snapshots WHERE hospital = $1 AND key = $2", [hospital, key], cancellationToken);

    private async Task ExecuteAsync(string sql, object[] parameters, CancellationToken cancellationToken)
    {
        await using var batch = _database.CreateBatch();
        batch.Then("SELECT set_config('synchronous_commit', 'off', true)").Then(sql, parameters);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}

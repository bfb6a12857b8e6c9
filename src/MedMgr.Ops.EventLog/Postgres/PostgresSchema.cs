using MedMgr.Ops.EventLog.Chain;
using Npgsql;

namespace MedMgr.Ops.EventLog.Postgres;

/// <summary>The tables, in the first schema of the connection's search path. As in SQLite, but for an index instead of links within a stream (docs/adr/0001).</summary>
internal static class PostgresSchema
{
    public const int Version = 1;

    private const string Tables = """
        CREATE TABLE log_schema (version integer NOT NULL);
        CREATE TABLE log_head (position bigint NOT NULL, hash bytea NOT NULL);
        CREATE TABLE names (id integer PRIMARY KEY, text text NOT NULL UNIQUE);
        CREATE TABLE streams (id integer PRIMARY KEY, hospital integer NOT NULL, name text NOT NULL, version bigint NOT NULL, UNIQUE (hospital, name));
        CREATE TABLE appends (
            last bigint PRIMARY KEY, first bigint NOT NULL, hospital integer NOT NULL, at bigint NOT NULL,
            cause_kind integer NOT NULL, actor integer NOT NULL, cause text NOT NULL);
        CREATE UNIQUE INDEX appends_of_hospital ON appends (hospital, last);
        CREATE TABLE events (
            position bigint PRIMARY KEY, append bigint NOT NULL, stream integer NOT NULL, version bigint NOT NULL,
            type integer NOT NULL, payload bytea NOT NULL, hash bytea NOT NULL);
        CREATE UNIQUE INDEX events_of_stream ON events (stream, version);
        CREATE TABLE causes (stream integer NOT NULL, cause text NOT NULL, PRIMARY KEY (cause, stream));
        CREATE TABLE snapshots (
            hospital text NOT NULL, key text NOT NULL, version bigint NOT NULL, schema text NOT NULL, state bytea NOT NULL, PRIMARY KEY (hospital, key));
        """;

    /// <summary>Everything that a log consists of.</summary>
    public static readonly IReadOnlyList<string> TableNames = ["log_schema", "log_head", "names", "streams", "appends", "events", "causes", "snapshots"];

    // Any constant will do: it keeps two servers that start at once from creating the tables both.
    private const long CreationLock = 0x6D65644C6F67;

    /// <returns>A name for notifications that no other log in this database has, and the position of the last event.</returns>
    /// <exception cref="EventLogException">Of a newer schema.</exception>
    public static async Task<(string Channel, long Head)> CreateOrCheckAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync($"SELECT pg_advisory_xact_lock({CreationLock})");
        if (await ScalarAsync<bool>("SELECT to_regclass('log_schema') IS NULL"))
        {
            await ExecuteAsync(Tables);
            await ExecuteAsync($"INSERT INTO log_schema VALUES ({Version})");
            await ExecuteAsync($"INSERT INTO log_head VALUES (0, '\\x{Convert.ToHexString(ChainHash.Genesis())}')");
        }

        var found = await ScalarAsync<int>("SELECT max(version) FROM log_schema");
        if (found > Version)
        {
            throw new EventLogException(
                $"The event log in PostgreSQL database '{connection.Database}' has schema {found}; this build understands up to {Version}. Use a newer build.");
        }

        var channel = await ScalarAsync<string>("SELECT 'medmgr_log_' || relnamespace FROM pg_class WHERE oid = 'log_schema'::regclass");
        var head = await ScalarAsync<long>("SELECT position FROM log_head");
        await transaction.CommitAsync(cancellationToken);
        return (channel, head);

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        async Task<T> ScalarAsync<T>(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
    }
}

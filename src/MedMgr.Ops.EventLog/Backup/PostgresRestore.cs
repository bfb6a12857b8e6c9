using MedMgr.Ops.EventLog.Postgres;
using Npgsql;

namespace MedMgr.Ops.EventLog.Backup;

/// <summary>Restores into PostgreSQL all or nothing: into tables of a schema beside the log's own, which change places with the empty ones at the end.</summary>
public static class PostgresRestore
{
    /// <exception cref="InvalidDataException">The image is damaged.</exception>
    /// <exception cref="EventLogException">There is a log with events already, or the database failed. The log there is as it was.</exception>
    public static async Task RunAsync(string connectionString, Stream from, LogSeal seal, CancellationToken cancellationToken = default)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        try
        {
            var schema = await ScalarAsync<string>(database, "SELECT current_schema()::text", cancellationToken);
            await RequireEmptyAsync(database, schema, cancellationToken);
            var beside = schema + "_restoring";
            await ExecuteAsync(database, $"DROP SCHEMA IF EXISTS {Quoted(beside)} CASCADE; CREATE SCHEMA {Quoted(beside)}", cancellationToken);
            try
            {
                var besideOnly = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = Quoted(beside) };
                await using (var log = await EventLogs.OpenPostgresAsync(besideOnly.ToString(), cancellationToken: cancellationToken))
                {
                    await LogBackup.RestoreAsync(from, log, seal, cancellationToken);
                }

                await ExecuteAsync(database, Exchange(schema, beside), cancellationToken);
            }
            finally
            {
                await ExecuteAsync(database, $"DROP SCHEMA IF EXISTS {Quoted(beside)} CASCADE", CancellationToken.None);
            }
        }
        catch (Exception e) when (PostgresCommands.IsOfDatabase(e) && e is not InvalidDataException)
        {
            throw new EventLogException($"PostgreSQL could not take the restored log; the log there is as it was: {e.Message}", e);
        }
    }

    private static async Task RequireEmptyAsync(NpgsqlDataSource database, string schema, CancellationToken cancellationToken)
    {
        if (await ScalarAsync<bool>(database, $"SELECT to_regclass('{Quoted(schema)}.log_head') IS NOT NULL", cancellationToken)
            && await ScalarAsync<long>(database, $"SELECT coalesce(max(position), 0) FROM {Quoted(schema)}.log_head", cancellationToken) is > 0 and var head)
        {
            throw new EventLogException(
                $"The event log in PostgreSQL (schema '{schema}') is not empty: it holds {head} events. Restore into an empty database or schema, or drop this one first.");
        }
    }

    // One implicit transaction. A server that wrote the first events meanwhile keeps them: its head is looked at again under the lock.
    private static string Exchange(string schema, string beside)
    {
        var tables = PostgresSchema.TableNames;
        var guard =
            $"""
            DO $$ BEGIN
              IF to_regclass('{Quoted(schema)}.log_head') IS NOT NULL THEN
                LOCK TABLE {Quoted(schema)}.log_head IN ACCESS EXCLUSIVE MODE;
                IF (SELECT coalesce(max(position), 0) FROM {Quoted(schema)}.log_head) > 0 THEN RAISE EXCEPTION 'a server has written to the log meanwhile'; END IF;
              END IF;
            END $$;
            """;
        return guard + string.Concat(tables.Select(t => $"DROP TABLE IF EXISTS {Quoted(schema)}.{t};"))
            + string.Concat(tables.Select(t => $"ALTER TABLE {Quoted(beside)}.{t} SET SCHEMA {Quoted(schema)};"));
    }

    private static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql, CancellationToken cancellationToken)
    {
        await using var command = database.Command(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlDataSource database, string sql, CancellationToken cancellationToken)
    {
        await using var command = database.Command(sql);
        return await command.ExecuteScalarAsync(cancellationToken) is T value
            ? value
            : throw new EventLogException("The connection to PostgreSQL has no schema to restore into: name an existing one in its search path.");
    }
}

using Npgsql;

namespace MedMgr.Ops.EventLog.Postgres;

/// <summary>Positional parameters ($1, $2, …) and the one place that says what a failure of the database is.</summary>
internal static class PostgresCommands
{
    public static NpgsqlBatch Then(this NpgsqlBatch batch, string sql, params ReadOnlySpan<object> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        batch.BatchCommands.Add(command);
        return batch;
    }

    public static NpgsqlCommand Command(this NpgsqlDataSource database, string sql, params ReadOnlySpan<object> parameters)
    {
        var command = database.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return command;
    }

    /// <summary>A lost connection, a refused statement, or a timeout; anything else is our own bug.</summary>
    public static bool IsOfDatabase(Exception e) => e is NpgsqlException or System.Net.Sockets.SocketException or IOException or TimeoutException;
}

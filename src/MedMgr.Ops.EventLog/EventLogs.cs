using MedMgr.Ops.EventLog.Postgres;
using MedMgr.Ops.EventLog.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedMgr.Ops.EventLog;

/// <summary>Opens event logs.</summary>
public static class EventLogs
{
    /// <summary>Opens, or creates, the log in <paramref name="dataDirectory"/> for this process alone.</summary>
    /// <exception cref="EventLogException">In use by another process, damaged, no event log, or of a newer schema.</exception>
    public static Task<SqliteEventLog> OpenSqliteAsync(
        string dataDirectory, ILogger<SqliteEventLog>? logger = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataDirectory);
        return Task.Run(() => SqliteEventLog.Open(dataDirectory, logger ?? NullLogger<SqliteEventLog>.Instance), cancellationToken);
    }

    /// <summary>Opens the log in <paramref name="dataDirectory"/> for reading, also while a server writes it. Appends and tails are refused.</summary>
    /// <exception cref="EventLogException">Missing, damaged, no event log, or of a newer schema.</exception>
    public static Task<SqliteEventLog> OpenSqliteReadOnlyAsync(string dataDirectory, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataDirectory);
        return SqliteEventLog.OpenReadOnlyAsync(dataDirectory, cancellationToken);
    }

    /// <summary>Opens, or creates, the log in the first schema of the connection's search path. Several server processes may have it open.</summary>
    /// <param name="timeProvider">Paces the slow look for what other processes appended and the reconnecting; the system's if null.</param>
    /// <exception cref="EventLogException">Not reachable, or of a newer schema.</exception>
    public static Task<PostgresEventLog> OpenPostgresAsync(
        string connectionString, TimeProvider? timeProvider = null, ILogger<PostgresEventLog>? logger = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        return PostgresEventLog.OpenAsync(connectionString, timeProvider ?? TimeProvider.System, logger ?? NullLogger<PostgresEventLog>.Instance, cancellationToken);
    }
}

using MedMgr.Ops.EventLog;
using MedMgr.Ops.EventLog.Postgres;
using MedMgr.Ops.EventLog.Sqlite;

namespace MedMgr.Ops.Hosting;

/// <summary>The log of this process: SQLite in the data folder, or PostgreSQL.</summary>
internal static class LogOpening
{
    public static async Task<(IEventLog Log, ISnapshotStore Snapshots, IAsyncDisposable Owner)> Open(ServerOptions options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataDirectory);
        if (!string.IsNullOrEmpty(options.Postgres))
        {
            PostgresEventLog postgres = await EventLogs.OpenPostgresAsync(options.Postgres, cancellationToken: cancellationToken);
            return (postgres, postgres, postgres);
        }

        SqliteEventLog sqlite = await EventLogs.OpenSqliteAsync(options.DataDirectory, cancellationToken: cancellationToken);
        return (sqlite, sqlite, sqlite);
    }
}

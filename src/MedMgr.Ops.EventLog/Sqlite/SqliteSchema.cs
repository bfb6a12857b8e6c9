using MedMgr.Ops.EventLog.Chain;

namespace MedMgr.Ops.EventLog.Sqlite;

/// <summary>The tables of events.db (docs/adr/0001).</summary>
internal static class SqliteSchema
{
    public const int Version = 1;

    // Times are 100 ns ticks since 0001-01-01 UTC. A cause and a time belong to an append, so its events need not repeat them.
    // appends.last names the append: it is the position of its last event.
    // A stream is a list, linked backwards from streams.last over events.previous (0 at its first): an index over (stream, version) would have
    // each commit write a page for each stream that it touches. For the same reason causes begin with the cause: message ids mostly rise.
    private const string Tables = """
        CREATE TABLE log_schema (version INTEGER NOT NULL);
        CREATE TABLE log_head (position INTEGER NOT NULL, hash BLOB NOT NULL);
        CREATE TABLE names (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
        CREATE TABLE streams (id INTEGER PRIMARY KEY, hospital INTEGER NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, last INTEGER NOT NULL, UNIQUE (hospital, name));
        CREATE TABLE appends (
            last INTEGER PRIMARY KEY, first INTEGER NOT NULL, hospital INTEGER NOT NULL, at INTEGER NOT NULL,
            cause_kind INTEGER NOT NULL, actor INTEGER NOT NULL, cause TEXT NOT NULL);
        CREATE UNIQUE INDEX appends_of_hospital ON appends (hospital, last);
        CREATE TABLE events (
            position INTEGER PRIMARY KEY, append INTEGER NOT NULL, stream INTEGER NOT NULL, version INTEGER NOT NULL, previous INTEGER NOT NULL,
            type INTEGER NOT NULL, payload BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE TABLE causes (cause TEXT NOT NULL, stream INTEGER NOT NULL, PRIMARY KEY (cause, stream)) WITHOUT ROWID;
        CREATE TABLE snapshots (
            hospital TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, schema TEXT NOT NULL, state BLOB NOT NULL, PRIMARY KEY (hospital, key));
        """;

    /// <summary>Creates the tables in an empty file; refuses a file of another kind or of a newer schema.</summary>
    public static void CreateOrCheck(SqliteFile file)
    {
        using (var journal = file.Prepare("PRAGMA journal_mode = WAL"))
        {
            if (!journal.Step() || journal.Text(0) != "wal")
            {
                throw new EventLogException($"The event log '{file.Path}' lies where SQLite can not keep a write-ahead log. Use a local disk.");
            }
        }

        file.Run("BEGIN IMMEDIATE"); // on failure the caller closes the file, which rolls back
        if (file.Scalar("SELECT count(*) FROM sqlite_master") == 0)
        {
            file.Run(Tables);
            file.Run($"INSERT INTO log_schema VALUES ({Version})");
            using var head = file.Prepare("INSERT INTO log_head VALUES (0, ?)").Bind(1, ChainHash.Genesis());
            head.Run();
        }

        Check(file);
        file.Run("COMMIT");
    }

    /// <exception cref="EventLogException">No event log, or one that this build does not understand.</exception>
    public static void Check(SqliteFile file)
    {
        if (file.Scalar("SELECT count(*) FROM sqlite_master WHERE name = 'log_schema'") == 0)
        {
            throw new EventLogException($"'{file.Path}' is a SQLite database but no event log.");
        }

        var found = file.Scalar("SELECT max(version) FROM log_schema");
        if (found > Version)
        {
            throw new EventLogException($"The event log '{file.Path}' has schema {found}; this build understands up to {Version}. Use a newer build.");
        }
    }
}

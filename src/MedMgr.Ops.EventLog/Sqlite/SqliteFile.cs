using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace MedMgr.Ops.EventLog.Sqlite;

/// <summary>One connection to the database file. Not safe for concurrent use.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly SqliteConnection _connection;

    private SqliteFile(string path, SqliteConnection connection)
    {
        Path = path;
        _connection = connection;
    }

    public string Path { get; }

    public sqlite3 Handle => _connection.Handle!;

    /// <exception cref="EventLogException">The file can not be opened, or is no database.</exception>
    public static SqliteFile Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        var file = new SqliteFile(path, connection);
        try
        {
            connection.Open();
            file.Run("PRAGMA busy_timeout = 5000");
            return file;
        }
        catch (SqliteException e)
        {
            file.Dispose();
            throw Wrap(path, e.SqliteErrorCode, e.Message, "open", e);
        }
        catch (EventLogException)
        {
            file.Dispose();
            throw;
        }
    }

    public SqliteStatement Prepare(string sql) => new(this, sql);

    /// <summary>Runs one or several statements without parameters.</summary>
    public void Run(string sql) => Check(sqlite3_exec(Handle, sql), "run a statement on");

    /// <summary>First column of the first row, which must be there.</summary>
    public long Scalar(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Long(0) : throw new EventLogException($"'{Path}' gave no answer to: {sql}");
    }

    public void Check(int code, string doing)
    {
        if (code is not SQLITE_OK and not SQLITE_DONE and not SQLITE_ROW)
        {
            throw Failure(code, doing);
        }
    }

    public EventLogException Failure(int code, string doing) =>
        Wrap(Path, code, sqlite3_errmsg(Handle).utf8_to_string(), doing, null);

    public void Dispose() => _connection.Dispose();

    private static EventLogException Wrap(string path, int code, string message, string doing, Exception? inner)
    {
        var text = (code & 0xff) switch
        {
            SQLITE_CORRUPT or SQLITE_NOTADB => $"The event log '{path}' is damaged or no SQLite database (SQLite {code}: {message}). Restore it from a backup.",
            SQLITE_BUSY or SQLITE_LOCKED => $"The event log '{path}' is locked by another program (SQLite {code}: {message}).",
            SQLITE_FULL => $"The disk of the event log '{path}' is full (SQLite {code}: {message}).",
            _ => $"Could not {doing} the event log '{path}' (SQLite {code}: {message}).",
        };
        return inner is null ? new EventLogException(text) : new EventLogException(text, inner);
    }
}

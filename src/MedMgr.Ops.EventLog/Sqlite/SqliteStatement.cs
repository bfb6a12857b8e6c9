using SQLitePCL;
using static SQLitePCL.raw;

namespace MedMgr.Ops.EventLog.Sqlite;

/// <summary>A prepared statement without the allocations of ADO.NET: parameters from 1, columns from 0.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteFile _file;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteFile file, string sql)
    {
        _file = file;
        _file.Check(sqlite3_prepare_v3(file.Handle, sql, SQLITE_PREPARE_PERSISTENT, out _statement), "prepare");
    }

    public SqliteStatement Bind(int index, long value)
    {
        _file.Check(sqlite3_bind_int64(_statement, index, value), "bind");
        return this;
    }

    public SqliteStatement Bind(int index, string value)
    {
        _file.Check(sqlite3_bind_text(_statement, index, value), "bind");
        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        _file.Check(sqlite3_bind_blob(_statement, index, value), "bind");
        return this;
    }

    /// <summary>True while there is a row.</summary>
    public bool Step()
    {
        var code = sqlite3_step(_statement);
        if (code is SQLITE_ROW or SQLITE_DONE)
        {
            return code == SQLITE_ROW;
        }

        var failure = _file.Failure(code, "run a statement on");
        Reset();
        throw failure;
    }

    /// <summary>Runs to the end, rows or none.</summary>
    public void Run()
    {
        while (Step())
        {
        }

        Reset();
    }

    // The code repeats that of the failed step, which has been thrown already.
    public void Reset() => sqlite3_reset(_statement);

    public long Long(int column) => sqlite3_column_int64(_statement, column);

    public int Int(int column) => sqlite3_column_int(_statement, column);

    public bool IsNull(int column) => sqlite3_column_type(_statement, column) == SQLITE_NULL;

    public string Text(int column) => sqlite3_column_text(_statement, column).utf8_to_string();

    public byte[] Blob(int column) => sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();
}

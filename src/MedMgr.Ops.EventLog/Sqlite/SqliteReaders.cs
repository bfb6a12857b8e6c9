using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace MedMgr.Ops.EventLog.Sqlite;

/// <summary>Read connections, opened on demand and kept: as many as there ever were readers at one time.</summary>
internal sealed class SqliteReaders : IDisposable
{
    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private readonly StoredNames _names = new();
    private readonly string _path;
    private readonly SqliteOpenMode _mode;
    private int _disposed;

    public SqliteReaders(string path, SqliteOpenMode mode)
    {
        _path = path;
        _mode = mode;
    }

    /// <summary>Runs a read on a thread of the pool.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteReader, T> read, CancellationToken cancellationToken) => Task.Run(() => Read(read), cancellationToken);

    /// <exception cref="EventLogException">The file is damaged, of another kind, or of a newer schema.</exception>
    public Task CheckSchemaAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var file = SqliteFile.Open(_path, _mode);
            SqliteSchema.Check(file);
        },
        cancellationToken);

    public void Dispose()
    {
        Volatile.Write(ref _disposed, 1);
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private T Read<T>(Func<SqliteReader, T> read)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) == 1, typeof(IDurableLog));
        var reader = _idle.TryTake(out var idle) ? idle : new SqliteReader(_path, _names, _mode);
        T result;
        try
        {
            result = read(reader);
        }
        catch
        {
            reader.Dispose(); // its statements may stand in the middle of a row
            throw;
        }

        _idle.Add(reader);
        if (Volatile.Read(ref _disposed) == 1)
        {
            Dispose(); // the log was closed meanwhile
        }

        return result;
    }
}

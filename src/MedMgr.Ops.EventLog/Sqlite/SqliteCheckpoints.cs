using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.EventLog.Sqlite;

/// <summary>Copies the WAL back into the database beside the writer, so that no append waits for it.</summary>
internal sealed class SqliteCheckpoints : IAsyncDisposable
{
    private const int AppendsBetween = 2048;

    private readonly string _path;
    private readonly ILogger _logger;
    private int _appends;
    private Task _running = Task.CompletedTask;

    public SqliteCheckpoints(string path, ILogger logger)
    {
        _path = path;
        _logger = logger;
    }

    /// <summary>Called by the writer, after each commit.</summary>
    public void Wrote(int appends)
    {
        _appends += appends;
        if (_appends >= AppendsBetween && _running.IsCompleted)
        {
            _appends = 0;
            _running = Task.Run(Checkpoint);
        }
    }

    public async ValueTask DisposeAsync() => await _running;

    // A checkpoint that fails costs nothing but a longer WAL: the next one, or the writer's own, catches up.
    private void Checkpoint()
    {
        try
        {
            using var file = SqliteFile.Open(_path, SqliteOpenMode.ReadWrite);
            file.Run("PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (EventLogException e)
        {
            _logger.LogWarning(e, "The WAL of {Path} was not copied back", _path);
        }
    }
}

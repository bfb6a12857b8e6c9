using MedMgr.Ops.EventLog.Appending;
using MedMgr.Ops.EventLog.Tailing;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.EventLog.Sqlite;

/// <summary>Commits groups through a <see cref="SqliteWriter"/> and announces them to the tails.</summary>
internal sealed class SqliteGroups : IGroupStore
{
    private readonly string _path;
    private readonly CommitFeed _feed;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly ILogger _logger;
    private SqliteWriter? _writer;

    public SqliteGroups(string path, SqliteWriter writer, CommitFeed feed, ILogger logger)
    {
        _path = path;
        _writer = writer;
        _feed = feed;
        _logger = logger;
        _checkpoints = new SqliteCheckpoints(path, logger);
    }

    public ValueTask<AppendResult[]> CommitAsync(IReadOnlyList<AppendRequest> group) => new(Guarded(writer =>
    {
        var results = new AppendResult[group.Count];
        var written = writer.Commit(group, results);
        _feed.Publish(written.Select(a => (a.First, a.Request.Hospital, a.Events)));
        _checkpoints.Wrote(written.Count);
        return results;
    }));

    public ValueTask WriteLazilyAsync(IReadOnlyList<LazyWrite> writes)
    {
        Guarded(writer =>
        {
            writer.WriteLazily(writes);
            return writes.Count;
        });
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _checkpoints.DisposeAsync();
        _writer?.Dispose();
    }

    private T Guarded<T>(Func<SqliteWriter, T> write)
    {
        if (_writer is null)
        {
            _writer = new SqliteWriter(_path);
            _feed.Reach(_writer.Position); // a commit that seemed to fail may have happened
        }

        try
        {
            return write(_writer);
        }
        catch (Exception e)
        {
            _logger.LogError(e, "A group was not committed to {Path}; the heads are read again before the next one", _path);
            _writer.Dispose();
            _writer = null;
            throw;
        }
    }
}

using Microsoft.Data.Sqlite;

namespace MedMgr.Ops.EventLog.Tests.Stores;

public sealed class SqliteUnderTest : ILogUnderTest
{
    public SqliteUnderTest() => Directory.CreateDirectory(DataDirectory);

    public string DataDirectory { get; } = Path.Combine(Path.GetTempPath(), "medmgr-log-" + Guid.NewGuid().ToString("N"));

    public string DatabasePath => Path.Combine(DataDirectory, "events.db");

    public async Task<IDurableLog> OpenAsync() => await EventLogs.OpenSqliteAsync(DataDirectory);

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public Task BreakCommitsAsync() => ExecuteAsync("CREATE TRIGGER broken BEFORE UPDATE ON log_head BEGIN SELECT RAISE(ABORT, 'injected'); END");

    public Task MendCommitsAsync() => ExecuteAsync("DROP TRIGGER broken");

    public ValueTask DisposeAsync()
    {
        Directory.Delete(DataDirectory, recursive: true);
        return ValueTask.CompletedTask;
    }
}

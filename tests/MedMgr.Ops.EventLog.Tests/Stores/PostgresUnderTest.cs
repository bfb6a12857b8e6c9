using Npgsql;

namespace MedMgr.Ops.EventLog.Tests.Stores;

/// <summary>A schema of its own in the database that MEDMGR_TEST_POSTGRES names (tests/postgres.sh starts one).</summary>
public sealed class PostgresUnderTest : ILogUnderTest
{
    private readonly string _schema = "log_" + Guid.NewGuid().ToString("N");
    private readonly NpgsqlDataSource _outside;

    private PostgresUnderTest(string connectionString)
    {
        // Few connections each: many tests share one server.
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = _schema, MaxPoolSize = 12, ApplicationName = _schema }.ToString();
        _outside = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false });
    }

    public string ConnectionString { get; }

    public static async Task<PostgresUnderTest> CreateOrSkipAsync()
    {
        var connectionString = Environment.GetEnvironmentVariable("MEDMGR_TEST_POSTGRES");
        if (string.IsNullOrEmpty(connectionString))
        {
            Assert.Skip("MEDMGR_TEST_POSTGRES is not set: start a server with tests/postgres.sh start");
        }

        var store = new PostgresUnderTest(connectionString);
        await store.ExecuteAsync($"CREATE SCHEMA {store._schema}");
        return store;
    }

    public async Task<IDurableLog> OpenAsync() => await EventLogs.OpenPostgresAsync(ConnectionString);

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _outside.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    // Deferred: it fails at COMMIT, when everything has been written.
    public Task BreakCommitsAsync() => ExecuteAsync(
        """
        CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'injected'; END $$;
        CREATE CONSTRAINT TRIGGER broken AFTER UPDATE ON log_head DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION broken()
        """);

    public Task MendCommitsAsync() => ExecuteAsync("DROP FUNCTION broken CASCADE");

    /// <summary>As when the server is restarted or the network is cut.</summary>
    public Task TerminateConnectionsAsync() => ExecuteAsync(
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{_schema}' AND pid <> pg_backend_pid()");

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"DROP SCHEMA {_schema} CASCADE");
        await _outside.DisposeAsync();
    }
}

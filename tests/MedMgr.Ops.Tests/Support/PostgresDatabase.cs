using Npgsql;

namespace MedMgr.Ops.Tests.Support;

/// <summary>A schema of its own on the PostgreSQL that MEDMGR_TEST_POSTGRES names.</summary>
internal static class PostgresDatabase
{
    /// <returns>A connection string.</returns>
    public static async Task<string> NewSchemaOrSkip()
    {
        var postgres = Environment.GetEnvironmentVariable("MEDMGR_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(postgres), "MEDMGR_TEST_POSTGRES is not set: tests/postgres.sh start prints a connection string for it.");
        var schema = "e2e_" + Guid.NewGuid().ToString("N");
        await using var database = NpgsqlDataSource.Create(postgres);
        await using var create = database.CreateCommand($"create schema {schema}");
        await create.ExecuteNonQueryAsync();
        return $"{postgres};Search Path={schema};Maximum Pool Size=12";
    }
}

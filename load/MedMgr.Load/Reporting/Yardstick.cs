using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace MedMgr.Load.Reporting;

/// <summary>What the machine can do at this moment, without the product.</summary>
internal static class Yardstick
{
    private const int GroupOf = 100;
    private const int RowBytes = 300;
    private static readonly TimeSpan For = TimeSpan.FromSeconds(1);

    public static void Measure(Report report)
    {
        report.Add("reference: SQLite commits of 100 rows", GroupCommitsPerSecond(), "commits/s");
        report.Add("reference: SHA-256, one thread", HashedMebibytesPerSecond(), "MiB/s");
    }

    /// <summary>WAL, synchronous=FULL, rows as large as a usual event.</summary>
    private static double GroupCommitsPerSecond()
    {
        using var folder = new TemporaryFolder();
        using var connection = new SqliteConnection($"Data Source={folder.File("reference.db")};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, content BLOB NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows (content) VALUES ($content)";
        insert.Parameters.AddWithValue("$content", RandomNumberGenerator.GetBytes(RowBytes));
        var clock = Stopwatch.StartNew();
        var commits = 0;
        for (; clock.Elapsed < For; commits++)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var row = 0; row < GroupOf; row++)
            {
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return commits / clock.Elapsed.TotalSeconds;
    }

    private static double HashedMebibytesPerSecond()
    {
        var block = new byte[1024 * 1024];
        var hash = new byte[SHA256.HashSizeInBytes];
        var clock = Stopwatch.StartNew();
        var blocks = 0;
        for (; clock.Elapsed < For / 4; blocks++)
        {
            SHA256.HashData(block, hash);
        }

        return blocks / clock.Elapsed.TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

using System.Data;
using MedMgr.Ops.EventLog.Chain;
using Npgsql;

namespace MedMgr.Ops.EventLog.Postgres;

/// <summary>Streams the whole log through a <see cref="ChainVerifier"/>, in one snapshot of the database.</summary>
internal static class PostgresVerification
{
    private const int ReportEvery = 8192;

    private const string Events =
        """
        SELECT e.position, a.first, a.last, e.stream, h.text, ah.text, s.name, e.version, t.text, a.at, a.cause_kind, ac.text, a.cause, e.payload, e.hash,
               c.stream IS NOT NULL
        FROM events e
        LEFT JOIN appends a ON a.last = e.append
        LEFT JOIN streams s ON s.id = e.stream
        LEFT JOIN names h ON h.id = s.hospital
        LEFT JOIN names ah ON ah.id = a.hospital
        LEFT JOIN names t ON t.id = e.type
        LEFT JOIN names ac ON ac.id = a.actor
        LEFT JOIN causes c ON c.stream = e.stream AND c.cause = a.cause
        WHERE e.position <= $1 ORDER BY e.position
        """;

    public static async Task<ChainVerdict> VerifyAsync(NpgsqlDataSource database, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        if (await ReadHeadAsync(connection, transaction, cancellationToken) is not { } head)
        {
            return new ChainVerdict.Broken(1, "the head row is missing");
        }

        var verifier = new ChainVerifier(head);
        await using var command = new NpgsqlCommand(Events, connection, transaction) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter { Value = head.Position });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (verifier.Check(Read(reader)) is { } broken)
            {
                command.Cancel(); // the rest of a long log need not come over the wire
                return broken;
            }

            if (verifier.Position % ReportEvery == 0)
            {
                progress?.Report(verifier.Position);
            }
        }

        progress?.Report(verifier.Position);
        return verifier.Finish();
    }

    private static StoredEvent Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetFieldValue<long?>(1), row.GetFieldValue<long?>(2), row.GetInt32(3), Text(row, 4), Text(row, 5), Text(row, 6), row.GetInt64(7),
        null, Text(row, 8), row.GetFieldValue<long?>(9), row.GetFieldValue<int?>(10), Text(row, 11), Text(row, 12), row.GetFieldValue<byte[]>(13),
        row.GetFieldValue<byte[]>(14), row.GetBoolean(15));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static async Task<StoredHead?> ReadHeadAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.Timeout = 0;
        batch.Then("SELECT id, name, version FROM streams");
        batch.Then(
            """
            SELECT position, hash, coalesce((SELECT max(position) FROM events), 0), coalesce((SELECT max(last) FROM appends), 0),
                   (SELECT count(*) FROM appends), (SELECT count(*) FROM causes)
            FROM log_head
            """);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var streams = new Dictionary<int, StoredStream>();
        while (await reader.ReadAsync(cancellationToken))
        {
            streams.Add(reader.GetInt32(0), new StoredStream(reader.GetString(1), reader.GetInt64(2), null));
        }

        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoredHead(
                reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), streams)
            : null;
    }
}

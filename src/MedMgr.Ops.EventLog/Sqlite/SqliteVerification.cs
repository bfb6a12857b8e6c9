using MedMgr.Ops.EventLog.Chain;

namespace MedMgr.Ops.EventLog.Sqlite;

/// <summary>Feeds the whole file through a <see cref="ChainVerifier"/>, in pages, so that a running server's WAL can shrink meanwhile.</summary>
internal static class SqliteVerification
{
    private const int PageEvents = 8192;

    private const string Page =
        """
        SELECT e.position, a.first, a.last, e.stream, h.text, ah.text, s.name, e.version, t.text, a.at, a.cause_kind, ac.text, a.cause, e.payload, e.hash,
               EXISTS (SELECT 1 FROM causes c WHERE c.stream = e.stream AND c.cause = a.cause), e.previous
        FROM events e
        LEFT JOIN appends a ON a.last = e.append
        LEFT JOIN streams s ON s.id = e.stream
        LEFT JOIN names h ON h.id = s.hospital
        LEFT JOIN names ah ON ah.id = a.hospital
        LEFT JOIN names t ON t.id = e.type
        LEFT JOIN names ac ON ac.id = a.actor
        WHERE e.position > ?1 AND e.position <= ?2 ORDER BY e.position LIMIT ?3
        """;

    public static ChainVerdict Verify(SqliteFile file, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ChainVerifier? verifier = null;
        try
        {
            var head = ReadHead(file);
            verifier = new ChainVerifier(head);
            using var page = file.Prepare(Page);
            long position = 0;
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var rows = 0;
                page.Bind(1, position).Bind(2, head.Position).Bind(3, PageEvents);
                while (page.Step())
                {
                    rows++;
                    var stored = Read(page);
                    if (verifier.Check(stored) is { } broken)
                    {
                        page.Reset();
                        return broken;
                    }

                    position = stored.Position;
                }

                page.Reset();
                progress?.Report(position);
                if (rows < PageEvents)
                {
                    return verifier.Finish();
                }
            }
        }
        catch (EventLogException e)
        {
            return new ChainVerdict.Broken((verifier?.Position ?? 0) + 1, e.Message);
        }
    }

    private static StoredEvent Read(SqliteStatement row) => new(
        row.Long(0), NullableLong(row, 1), NullableLong(row, 2), row.Int(3), NullableText(row, 4), NullableText(row, 5), NullableText(row, 6), row.Long(7),
        row.Long(16), NullableText(row, 8), NullableLong(row, 9), row.IsNull(10) ? null : row.Int(10), NullableText(row, 11), NullableText(row, 12), row.Blob(13), row.Blob(14),
        row.Int(15) == 1);

    private static long? NullableLong(SqliteStatement row, int column) => row.IsNull(column) ? null : row.Long(column);

    private static string? NullableText(SqliteStatement row, int column) => row.IsNull(column) ? null : row.Text(column);

    private static StoredHead ReadHead(SqliteFile file)
    {
        file.Run("BEGIN");
        using var head = file.Prepare("SELECT position, hash FROM log_head");
        if (!head.Step())
        {
            throw new EventLogException($"The event log '{file.Path}' is damaged: its head row is missing.");
        }

        var streams = new Dictionary<int, StoredStream>();
        using var statement = file.Prepare("SELECT id, name, version, last FROM streams");
        while (statement.Step())
        {
            streams.Add(statement.Int(0), new StoredStream(statement.Text(1), statement.Long(2), statement.Long(3)));
        }

        var stored = new StoredHead(
            head.Long(0), head.Blob(1), file.Scalar("SELECT ifnull(max(position), 0) FROM events"), file.Scalar("SELECT ifnull(max(last), 0) FROM appends"),
            file.Scalar("SELECT count(*) FROM appends"), file.Scalar("SELECT count(*) FROM causes"), streams);
        head.Reset();
        file.Run("COMMIT");
        return stored;
    }
}

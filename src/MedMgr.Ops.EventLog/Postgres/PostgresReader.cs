using System.Collections.Concurrent;
using System.Collections.Immutable;
using MedMgr.Ops.EventLog.Tailing;
using Npgsql;

namespace MedMgr.Ops.EventLog.Postgres;

/// <summary>Reads streams, pages of appends and snapshots. Safe for concurrent use.</summary>
internal sealed class PostgresReader : IAppendPages
{
    private const int PageAppends = 2048;
    private const string EventColumns = "e.position, e.stream, e.version, e.type, e.payload, a.last, a.at, a.cause_kind, a.actor, a.cause";

    private const string StreamEvents =
        $"""
        SELECT {EventColumns} FROM events e JOIN appends a ON a.last = e.append
        WHERE e.stream = (SELECT s.id FROM streams s JOIN names n ON n.id = s.hospital WHERE n.text = $1 AND s.name = $2) AND e.version > $3
        ORDER BY e.version
        """;

    // The inner limit keeps the planner from turning the few range scans into a join over everything.
    private const string Page =
        $"""
        SELECT {EventColumns}
        FROM (SELECT * FROM appends WHERE hospital = (SELECT id FROM names WHERE text = $1) AND last > $2 AND last <= $3 ORDER BY last LIMIT $4) a
        CROSS JOIN LATERAL (SELECT * FROM events WHERE position BETWEEN a.first AND a.last AND position > $2 ORDER BY position LIMIT 1000000) e
        ORDER BY a.last, e.position
        """;

    private readonly NpgsqlDataSource _database;
    private readonly ConcurrentDictionary<int, string> _names = new();
    private readonly ConcurrentDictionary<int, string> _streams = new();

    public PostgresReader(NpgsqlDataSource database) => _database = database;

    public async Task<ImmutableArray<RecordedEvent>> ReadStreamAsync(string hospital, string stream, long afterVersion, CancellationToken cancellationToken)
    {
        await using var command = _database.Command(StreamEvents, hospital, stream, afterVersion);
        var rows = await RowsAsync(command, cancellationToken);
        return [.. rows.SelectMany(append => append.Events, (append, row) => Recorded(hospital, append, row))];
    }

    public async Task<List<ImmutableArray<RecordedEvent>>> ReadPageAsync(
        string hospital, long afterPosition, long toPosition, CancellationToken cancellationToken)
    {
        await using var command = _database.Command(Page, hospital, afterPosition, toPosition, PageAppends);
        var rows = await RowsAsync(command, cancellationToken);
        return rows.ConvertAll(append => append.Events.Select(row => Recorded(hospital, append, row)).ToImmutableArray());
    }

    public async Task<ImmutableArray<string>> HospitalsAsync(CancellationToken cancellationToken)
    {
        // "C" orders by code point, as SQLite does.
        await using var command = _database.Command("SELECT text FROM names WHERE id IN (SELECT hospital FROM streams) ORDER BY text COLLATE \"C\"");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var hospitals = ImmutableArray.CreateBuilder<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            hospitals.Add(reader.GetString(0));
        }

        return hospitals.DrainToImmutable();
    }

    public async Task<long> HeadAsync(CancellationToken cancellationToken)
    {
        await using var command = _database.Command("SELECT position FROM log_head");
        return (long)(await command.ExecuteScalarAsync(cancellationToken)
            ?? throw new EventLogException("The event log in PostgreSQL is damaged: its head row is missing."));
    }

    public async Task<byte[]?> HashAtAsync(long position, CancellationToken cancellationToken)
    {
        await using var command = _database.Command("SELECT hash FROM events WHERE position = $1", position);
        return (byte[]?)await command.ExecuteScalarAsync(cancellationToken);
    }

    // Rows refer to names by number. The numbers that are still unknown are asked for together, after the rows.
    private async Task<List<AppendRows>> RowsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var appends = new List<AppendRows>();
        var (names, streams) = (new HashSet<int>(), new HashSet<int>());
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var last = reader.GetInt64(5);
                if (appends.Count == 0 || appends[^1].Last != last)
                {
                    appends.Add(new AppendRows(
                        last, new DateTimeOffset(reader.GetInt64(6), TimeSpan.Zero), (CauseKind)reader.GetInt32(7), reader.GetInt32(8), reader.GetString(9)));
                    Note(_names, names, appends[^1].Actor);
                }

                var row = new EventRow(reader.GetInt64(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetInt32(3), reader.GetFieldValue<byte[]>(4));
                Note(_streams, streams, row.Stream);
                Note(_names, names, row.Type);
                appends[^1].Events.Add(row);
            }
        }

        await LearnAsync(_names, names, "SELECT id, text FROM names WHERE id = ANY($1)", cancellationToken);
        await LearnAsync(_streams, streams, "SELECT id, name FROM streams WHERE id = ANY($1)", cancellationToken);
        appends.ForEach(a => a.Cause = new Cause(a.Kind, Text(_names, a.Actor), a.CauseId));
        return appends;

        static void Note(ConcurrentDictionary<int, string> known, HashSet<int> unknown, int id)
        {
            if (!known.ContainsKey(id))
            {
                unknown.Add(id);
            }
        }
    }

    private async Task LearnAsync(ConcurrentDictionary<int, string> known, HashSet<int> unknown, string sql, CancellationToken cancellationToken)
    {
        if (unknown.Count == 0)
        {
            return;
        }

        await using var command = _database.Command(sql, unknown.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            known.TryAdd(reader.GetInt32(0), reader.GetString(1));
        }
    }

    private RecordedEvent Recorded(string hospital, AppendRows append, EventRow row) => new(
        row.Position, hospital, Text(_streams, row.Stream), row.Version, Text(_names, row.Type), append.At, append.Cause!, row.Payload);

    private static string Text(ConcurrentDictionary<int, string> known, int id) =>
        known.TryGetValue(id, out var text) ? text : throw new EventLogException($"The event log in PostgreSQL is damaged: name {id} is missing.");

    private readonly record struct EventRow(long Position, int Stream, long Version, int Type, byte[] Payload);

    private sealed record AppendRows(long Last, DateTimeOffset At, CauseKind Kind, int Actor, string CauseId)
    {
        public List<EventRow> Events { get; } = [];

        public Cause? Cause { get; set; }
    }
}

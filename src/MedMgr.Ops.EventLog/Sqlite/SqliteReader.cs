using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace MedMgr.Ops.EventLog.Sqlite;

/// <summary>Texts that committed rows name by number. They never change, so every reader of a log shares them.</summary>
internal sealed class StoredNames
{
    public ConcurrentDictionary<int, string> Texts { get; } = new();

    public ConcurrentDictionary<int, string> Streams { get; } = new();
}

/// <summary>One read connection with its statements. Not safe for concurrent use. Reads are short: none holds a snapshot that would keep the WAL from shrinking.</summary>
internal sealed class SqliteReader : IDisposable
{
    private const int PageEventsMin = 4096;
    private const string EventColumns = "e.position, e.stream, e.version, e.type, e.payload, a.last, a.at, a.cause_kind, a.actor, a.cause";

    private readonly SqliteFile _file;
    private readonly StoredNames _names;
    private readonly SqliteStatement _nameId;
    private readonly SqliteStatement _nameText;
    private readonly SqliteStatement _streamLast;
    private readonly SqliteStatement _streamName;
    private readonly SqliteStatement _event;
    private readonly SqliteStatement _page;
    private readonly SqliteStatement _snapshot;

    public SqliteReader(string path, StoredNames names, SqliteOpenMode mode)
    {
        _file = SqliteFile.Open(path, mode);
        _names = names;
        try
        {
            _nameId = _file.Prepare("SELECT id FROM names WHERE text = ?");
            _nameText = _file.Prepare("SELECT text FROM names WHERE id = ?");
            _streamLast = _file.Prepare("SELECT s.last FROM streams s JOIN names n ON n.id = s.hospital WHERE n.text = ? AND s.name = ?");
            _streamName = _file.Prepare("SELECT name FROM streams WHERE id = ?");
            _event = _file.Prepare($"SELECT {EventColumns}, e.previous FROM events e CROSS JOIN appends a ON a.last = e.append WHERE e.position = ?");
            _page = _file.Prepare(
                $"""
                SELECT {EventColumns} FROM appends a CROSS JOIN events e ON e.position BETWEEN a.first AND a.last
                WHERE a.hospital = ?1 AND a.last > ?2 AND a.last <= ?3 AND e.position > ?2 ORDER BY a.last, e.position
                """);
            _snapshot = _file.Prepare("SELECT version, schema, state FROM snapshots WHERE hospital = ? AND key = ?");
        }
        catch (EventLogException)
        {
            _file.Dispose();
            throw;
        }
    }

    public SqliteFile File => _file;

    public ImmutableArray<RecordedEvent> ReadStream(string hospital, string stream, long afterVersion)
    {
        var position = First(_streamLast.Bind(1, hospital).Bind(2, stream)) ?? 0;
        var events = ImmutableArray.CreateBuilder<RecordedEvent>();
        var cursor = new AppendCursor();
        while (position > 0)
        {
            if (!_event.Bind(1, position).Step())
            {
                throw new EventLogException($"The event log '{_file.Path}' is damaged: event {position} of stream '{stream}' is missing.");
            }

            var recorded = ReadEvent(_event, hospital, ref cursor);
            position = recorded.Version > afterVersion ? _event.Long(10) : 0;
            _event.Reset();
            if (recorded.Version > afterVersion)
            {
                events.Add(recorded);
            }
        }

        events.Reverse();
        return events.DrainToImmutable();
    }

    public List<ImmutableArray<RecordedEvent>> ReadPage(string hospital, long afterPosition, long toPosition)
    {
        var appends = new List<ImmutableArray<RecordedEvent>>();
        if (First(_nameId.Bind(1, hospital)) is not { } hospitalId)
        {
            return appends;
        }

        var append = ImmutableArray.CreateBuilder<RecordedEvent>();
        var cursor = new AppendCursor();
        var count = 0;
        _page.Bind(1, hospitalId).Bind(2, afterPosition).Bind(3, toPosition);
        while (_page.Step())
        {
            if (append.Count > 0 && _page.Long(5) != cursor.Last)
            {
                appends.Add(append.DrainToImmutable());
                if (count >= PageEventsMin)
                {
                    break;
                }
            }

            append.Add(ReadEvent(_page, hospital, ref cursor));
            count++;
        }

        _page.Reset();
        if (append.Count > 0)
        {
            appends.Add(append.DrainToImmutable());
        }

        return appends;
    }

    public ImmutableArray<string> Hospitals()
    {
        using var statement = _file.Prepare("SELECT text FROM names WHERE id IN (SELECT hospital FROM streams) ORDER BY text");
        var hospitals = ImmutableArray.CreateBuilder<string>();
        while (statement.Step())
        {
            hospitals.Add(statement.Text(0));
        }

        return hospitals.DrainToImmutable();
    }

    public long Head() => _file.Scalar("SELECT position FROM log_head");

    public byte[]? HashAt(long position)
    {
        using var statement = _file.Prepare("SELECT hash FROM events WHERE position = ?").Bind(1, position);
        return statement.Step() ? statement.Blob(0) : null;
    }

    public Snapshot? ReadSnapshot(string hospital, string key)
    {
        _snapshot.Bind(1, hospital).Bind(2, key);
        var snapshot = _snapshot.Step() ? new Snapshot(_snapshot.Long(0), _snapshot.Text(1), _snapshot.Blob(2)) : null;
        _snapshot.Reset();
        return snapshot;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_nameId, _nameText, _streamLast, _streamName, _event, _page, _snapshot])
        {
            statement.Dispose();
        }

        _file.Dispose();
    }

    private static long? First(SqliteStatement statement)
    {
        long? value = statement.Step() ? statement.Long(0) : null;
        statement.Reset();
        return value;
    }

    // Events of one append share its cause and time.
    private struct AppendCursor
    {
        public long Last;
        public DateTimeOffset At;
        public Cause Cause;
    }

    private RecordedEvent ReadEvent(SqliteStatement row, string hospital, ref AppendCursor append)
    {
        var last = row.Long(5);
        if (append.Last != last)
        {
            append.Last = last;
            append.At = new DateTimeOffset(row.Long(6), TimeSpan.Zero);
            append.Cause = new Cause((CauseKind)row.Int(7), Name(row.Int(8)), row.Text(9));
        }

        return new RecordedEvent(row.Long(0), hospital, StreamName(row.Int(1)), row.Long(2), Name(row.Int(3)), append.At, append.Cause, row.Blob(4));
    }

    private string Name(int id) => _names.Texts.TryGetValue(id, out var text) ? text : _names.Texts.GetOrAdd(id, Look(_nameText, id));

    private string StreamName(int id) => _names.Streams.TryGetValue(id, out var text) ? text : _names.Streams.GetOrAdd(id, Look(_streamName, id));

    private string Look(SqliteStatement statement, int id)
    {
        statement.Bind(1, id);
        var text = statement.Step() ? statement.Text(0) : throw new EventLogException($"The event log '{_file.Path}' is damaged: name {id} is missing.");
        statement.Reset();
        return text;
    }
}

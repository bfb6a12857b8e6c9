using System.Runtime.InteropServices;
using MedMgr.Ops.EventLog.Appending;
using MedMgr.Ops.EventLog.Chain;
using Microsoft.Data.Sqlite;

namespace MedMgr.Ops.EventLog.Sqlite;

/// <summary>
/// The writing connection with what it knows: heads of all streams, numbers of all names, the end of the chain. After any failure it is thrown
/// away with all of that, and a new one reads the truth.
/// </summary>
internal sealed class SqliteWriter : IStreamHeads, IDisposable
{
    // Beyond this many pages (64 MiB) the writer copies the WAL back itself; until then SqliteCheckpoints does, beside it.
    private const int AutoCheckpointPages = 16 * 1024;

    private readonly SqliteFile _file;
    private readonly Dictionary<(string Hospital, string Stream), StreamHead> _heads = [];
    private readonly Dictionary<string, int> _names = [];
    private readonly ChainHash _chain = new();
    private readonly HashSet<int> _streamsFound = [];
    private readonly List<SqliteStatement> _statements = [];
    private readonly SqliteStatement _insertName;
    private readonly SqliteStatement _insertStream;
    private readonly SqliteStatement _updateStream;
    private readonly SqliteStatement _insertAppend;
    private readonly SqliteStatement _insertEvent;
    private readonly SqliteStatement _insertCause;
    private readonly SqliteStatement _streamsOfCause;
    private readonly SqliteStatement _updateHead;
    private readonly SqliteStatement _writeSnapshot;
    private readonly SqliteStatement _deleteSnapshot;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private ReadOnlyMemory<byte> _hash;
    private int _lastStreamId;
    private string? _causeFound;

    public SqliteWriter(string path)
    {
        _file = SqliteFile.Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            SqliteSchema.CreateOrCheck(_file);
            _file.Run($"PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = {AutoCheckpointPages}; PRAGMA cache_size = -16384");
            Load();
            _begin = Prepare("BEGIN IMMEDIATE");
            _commit = Prepare("COMMIT");
            _insertName = Prepare("INSERT INTO names (id, text) VALUES (?, ?)");
            _insertStream = Prepare("INSERT INTO streams (id, hospital, name, version, last) VALUES (?, ?, ?, ?, ?)");
            _updateStream = Prepare("UPDATE streams SET version = ?2, last = ?3 WHERE id = ?1");
            _insertAppend = Prepare("INSERT INTO appends (last, first, hospital, at, cause_kind, actor, cause) VALUES (?, ?, ?, ?, ?, ?, ?)");
            _insertEvent = Prepare("INSERT INTO events (position, append, stream, version, previous, type, payload, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
            _insertCause = Prepare("INSERT INTO causes (stream, cause) VALUES (?, ?)");
            _streamsOfCause = Prepare("SELECT stream FROM causes WHERE cause = ?");
            _updateHead = Prepare("UPDATE log_head SET position = ?, hash = ?");
            _writeSnapshot = Prepare(
                """
                INSERT INTO snapshots (hospital, key, version, schema, state) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (hospital, key) DO UPDATE SET version = excluded.version, schema = excluded.schema, state = excluded.state
                WHERE excluded.version >= version
                """);
            _deleteSnapshot = Prepare("DELETE FROM snapshots WHERE hospital = ? AND key = ?");
        }
        catch (EventLogException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Of the last committed event.</summary>
    public long Position { get; private set; }

    /// <summary>Decides, writes and syncs a group.</summary>
    /// <returns>What was written; the results go into <paramref name="results"/> in the order of the group.</returns>
    public IReadOnlyList<PlannedAppend> Commit(IReadOnlyList<AppendRequest> group, Span<AppendResult> results)
    {
        _begin.Run();
        var plan = new GroupPlan(Position, _hash, this, _chain);
        for (var i = 0; i < group.Count; i++)
        {
            results[i] = plan.Decide(group[i]);
        }

        _causeFound = null;
        foreach (var append in plan.Accepted)
        {
            Write(append);
        }

        if (plan.Accepted.Count > 0)
        {
            _updateHead.Bind(1, plan.Position).Bind(2, plan.Hash.Span).Run();
        }

        _commit.Run();
        Position = plan.Position;
        _hash = plan.Hash;
        return plan.Accepted;
    }

    /// <summary>Writes without waiting for the disk: the next append syncs it along.</summary>
    public void WriteLazily(IReadOnlyList<LazyWrite> writes)
    {
        _file.Run("PRAGMA synchronous = NORMAL");
        _begin.Run();
        foreach (var (hospital, key, snapshot) in writes)
        {
            if (snapshot is null)
            {
                _deleteSnapshot.Bind(1, hospital).Bind(2, key).Run();
            }
            else
            {
                _writeSnapshot.Bind(1, hospital).Bind(2, key).Bind(3, snapshot.Version).Bind(4, snapshot.Schema).Bind(5, snapshot.State.Span).Run();
            }
        }

        _commit.Run();
        _file.Run("PRAGMA synchronous = FULL");
    }

    public StreamHead? Find(string hospital, string stream) => _heads.GetValueOrDefault((hospital, stream));

    public void Add(StreamHead head) => _heads.Add((head.Hospital, head.Stream), head);

    public bool HasStored(StreamHead head, string causeId)
    {
        // One look serves all streams of an append; commits make it stale.
        if (_causeFound != causeId)
        {
            _causeFound = causeId;
            _streamsFound.Clear();
            _streamsOfCause.Bind(1, causeId);
            while (_streamsOfCause.Step())
            {
                _streamsFound.Add(_streamsOfCause.Int(0));
            }

            _streamsOfCause.Reset();
        }

        return _streamsFound.Contains(head.Id);
    }

    public void Dispose()
    {
        _statements.ForEach(s => s.Dispose());
        _file.Dispose();
    }

    private SqliteStatement Prepare(string sql)
    {
        var statement = _file.Prepare(sql);
        _statements.Add(statement);
        return statement;
    }

    private void Load()
    {
        using var head = _file.Prepare("SELECT position, hash FROM log_head");
        if (!head.Step())
        {
            throw new EventLogException($"The event log '{_file.Path}' is damaged: its head row is missing.");
        }

        Position = head.Long(0);
        _hash = head.Blob(1);

        using var names = _file.Prepare("SELECT id, text FROM names");
        while (names.Step())
        {
            _names.Add(names.Text(1), names.Int(0));
        }

        var texts = _names.ToDictionary(n => n.Value, n => n.Key);
        using var streams = _file.Prepare("SELECT id, hospital, name, version, last FROM streams");
        while (streams.Step())
        {
            var id = streams.Int(0);
            if (!texts.TryGetValue(streams.Int(1), out var hospital))
            {
                throw new EventLogException($"The event log '{_file.Path}' is damaged: the hospital of stream {id} is missing.");
            }

            _lastStreamId = Math.Max(_lastStreamId, id);
            var (version, last) = (streams.Long(3), streams.Long(4));
            Add(new StreamHead { Id = id, Hospital = hospital, Stream = streams.Text(2), Version = version, StoredVersion = version, Last = last, StoredLast = last });
        }
    }

    private void Write(PlannedAppend append)
    {
        var (request, heads, events, _) = append;
        var hospital = NameId(request.Hospital);
        _insertAppend.Bind(1, append.Last).Bind(2, append.First).Bind(3, hospital).Bind(4, request.At.UtcTicks)
            .Bind(5, (int)request.Cause.Kind).Bind(6, NameId(request.Cause.Actor)).Bind(7, request.Cause.Id).Run();
        var next = 0;
        for (var i = 0; i < heads.Length; i++)
        {
            var head = heads[i];
            WriteHead(head, hospital);
            _insertCause.Bind(1, head.Id).Bind(2, request.Cause.Id).Run();
            for (var end = next + request.Streams[i].Events.Length; next < end; next++)
            {
                var recorded = events[next];
                _insertEvent.Bind(1, recorded.Position).Bind(2, append.Last).Bind(3, head.Id).Bind(4, recorded.Version)
                    .Bind(5, head.StoredLast).Bind(6, NameId(recorded.Type)).Bind(7, recorded.Payload.Span).Bind(8, append.HashOf(next)).Run();
                head.StoredLast = recorded.Position;
            }
        }
    }

    // The plan has moved the head past the whole group already, so one write serves all appends of the group to this stream.
    private void WriteHead(StreamHead head, int hospital)
    {
        if (head.Id == 0)
        {
            head.Id = ++_lastStreamId;
            _insertStream.Bind(1, head.Id).Bind(2, hospital).Bind(3, head.Stream).Bind(4, head.Version).Bind(5, head.Last).Run();
        }
        else if (head.StoredVersion != head.Version)
        {
            _updateStream.Bind(1, head.Id).Bind(2, head.Version).Bind(3, head.Last).Run();
        }

        head.StoredVersion = head.Version;
    }

    private int NameId(string text)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, text, out var known);
        if (!known)
        {
            id = _names.Count;
            _insertName.Bind(1, id).Bind(2, text).Run();
        }

        return id;
    }
}

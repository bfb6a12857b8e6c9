using System.Runtime.InteropServices;
using MedMgr.Ops.EventLog.Appending;
using Npgsql;

namespace MedMgr.Ops.EventLog.Postgres;

/// <summary>The greatest numbers given so far. Safe to count on: whoever gives numbers holds the lock on the head.</summary>
internal sealed class LastIds
{
    public int Name { get; set; }

    public int Stream { get; set; }
}

/// <summary>The rows of a group, column by column: one statement for each table, however many rows.</summary>
internal sealed class PostgresRows
{
    private readonly LastIds _ids;
    private readonly Dictionary<string, int> _names;
    private readonly (List<int> Id, List<string> Text) _newNames = ([], []);
    private readonly (List<int> Id, List<int> Hospital, List<string> Name, List<long> Version) _newStreams = ([], [], [], []);
    private readonly (List<int> Id, List<long> Version) _movedStreams = ([], []);
    private readonly (List<long> Last, List<long> First, List<int> Hospital, List<long> At, List<int> Kind, List<int> Actor, List<string> Cause) _appends =
        ([], [], [], [], [], [], []);

    private readonly (List<long> Position, List<long> Append, List<int> Stream, List<long> Version, List<int> Type, List<byte[]> Payload, List<byte[]> Hash) _events =
        ([], [], [], [], [], [], []);

    private readonly (List<int> Stream, List<string> Cause) _causes = ([], []);

    /// <param name="names">Gets the names that this group adds: drop it if the commit fails.</param>
    public PostgresRows(GroupPlan plan, LastIds ids, Dictionary<string, int> names)
    {
        _ids = ids;
        _names = names;
        foreach (var append in plan.Accepted)
        {
            Add(append);
        }
    }

    public void AddTo(NpgsqlBatch batch)
    {
        if (_newNames.Id.Count > 0)
        {
            batch.Then("INSERT INTO names (id, text) SELECT * FROM unnest($1, $2)", _newNames.Id.ToArray(), _newNames.Text.ToArray());
        }

        if (_newStreams.Id.Count > 0)
        {
            batch.Then(
                "INSERT INTO streams (id, hospital, name, version) SELECT * FROM unnest($1, $2, $3, $4)",
                _newStreams.Id.ToArray(), _newStreams.Hospital.ToArray(), _newStreams.Name.ToArray(), _newStreams.Version.ToArray());
        }

        if (_movedStreams.Id.Count > 0)
        {
            batch.Then(
                "UPDATE streams SET version = u.version FROM unnest($1, $2) AS u (id, version) WHERE streams.id = u.id",
                _movedStreams.Id.ToArray(), _movedStreams.Version.ToArray());
        }

        batch.Then(
            "INSERT INTO appends (last, first, hospital, at, cause_kind, actor, cause) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)",
            _appends.Last.ToArray(), _appends.First.ToArray(), _appends.Hospital.ToArray(), _appends.At.ToArray(), _appends.Kind.ToArray(),
            _appends.Actor.ToArray(), _appends.Cause.ToArray());
        batch.Then("INSERT INTO causes (stream, cause) SELECT * FROM unnest($1, $2)", _causes.Stream.ToArray(), _causes.Cause.ToArray());
        batch.Then(
            "INSERT INTO events (position, append, stream, version, type, payload, hash) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)",
            _events.Position.ToArray(), _events.Append.ToArray(), _events.Stream.ToArray(), _events.Version.ToArray(), _events.Type.ToArray(),
            _events.Payload.ToArray(), _events.Hash.ToArray());
    }

    private void Add(PlannedAppend append)
    {
        var (request, heads, events, _) = append;
        var hospital = NameId(request.Hospital);
        _appends.Last.Add(append.Last);
        _appends.First.Add(append.First);
        _appends.Hospital.Add(hospital);
        _appends.At.Add(request.At.UtcTicks);
        _appends.Kind.Add((int)request.Cause.Kind);
        _appends.Actor.Add(NameId(request.Cause.Actor));
        _appends.Cause.Add(request.Cause.Id);

        var next = 0;
        for (var i = 0; i < heads.Length; i++)
        {
            AddHead(heads[i], hospital);
            _causes.Stream.Add(heads[i].Id);
            _causes.Cause.Add(request.Cause.Id);
            for (var end = next + request.Streams[i].Events.Length; next < end; next++)
            {
                AddEvent(append, events[next], heads[i].Id, append.HashOf(next));
            }
        }
    }

    // The plan has moved the head past the whole group already, so each stream is written once.
    private void AddHead(StreamHead head, int hospital)
    {
        if (head.Id == 0)
        {
            head.Id = ++_ids.Stream;
            _newStreams.Id.Add(head.Id);
            _newStreams.Hospital.Add(hospital);
            _newStreams.Name.Add(head.Stream);
            _newStreams.Version.Add(head.Version);
        }
        else if (head.StoredVersion != head.Version)
        {
            _movedStreams.Id.Add(head.Id);
            _movedStreams.Version.Add(head.Version);
        }

        head.StoredVersion = head.Version;
    }

    private void AddEvent(PlannedAppend append, RecordedEvent recorded, int stream, ReadOnlySpan<byte> hash)
    {
        _events.Position.Add(recorded.Position);
        _events.Append.Add(append.Last);
        _events.Stream.Add(stream);
        _events.Version.Add(recorded.Version);
        _events.Type.Add(NameId(recorded.Type));
        _events.Payload.Add(recorded.Payload.ToArray());
        _events.Hash.Add(hash.ToArray());
    }

    private int NameId(string text)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, text, out var known);
        if (!known)
        {
            id = ++_ids.Name;
            _newNames.Id.Add(id);
            _newNames.Text.Add(text);
        }

        return id;
    }
}

using MedMgr.Ops.EventLog.Appending;
using Npgsql;

namespace MedMgr.Ops.EventLog.Postgres;

/// <summary>The heads of the streams that one group touches, and which of its causes they hold already: read in one round trip.</summary>
internal sealed class PostgresHeads : IStreamHeads
{
    // One row for each stream of the group that exists.
    public const string Query =
        """
        SELECT u.i, s.id, s.version, c.stream IS NOT NULL
        FROM unnest($1, $2, $3) WITH ORDINALITY AS u (hospital, stream, cause, i)
        JOIN names n ON n.text = u.hospital
        JOIN streams s ON s.hospital = n.id AND s.name = u.stream
        LEFT JOIN causes c ON c.stream = s.id AND c.cause = u.cause
        """;

    private readonly Dictionary<(string Hospital, string Stream), StreamHead> _heads = [];
    private readonly HashSet<(int Stream, string CauseId)> _causes = [];
    private readonly string[] _hospitals;
    private readonly string[] _streams;
    private readonly string[] _causeIds;

    public PostgresHeads(IReadOnlyList<AppendRequest> group)
    {
        var touched = group.SelectMany(r => r.Streams, (r, s) => (r.Hospital, s.Stream, r.Cause.Id)).Distinct().ToArray();
        _hospitals = Array.ConvertAll(touched, t => t.Hospital);
        _streams = Array.ConvertAll(touched, t => t.Stream);
        _causeIds = Array.ConvertAll(touched, t => t.Id);
    }

    public void AddTo(NpgsqlBatch batch) => batch.Then(Query, _hospitals, _streams, _causeIds);

    public async Task ReadAsync(NpgsqlDataReader reader)
    {
        while (await reader.ReadAsync())
        {
            var i = (int)reader.GetInt64(0) - 1;
            var (id, version) = (reader.GetInt32(1), reader.GetInt64(2));
            if (Find(_hospitals[i], _streams[i]) is null)
            {
                Add(new StreamHead { Id = id, Hospital = _hospitals[i], Stream = _streams[i], Version = version, StoredVersion = version });
            }

            if (reader.GetBoolean(3))
            {
                _causes.Add((id, _causeIds[i]));
            }
        }
    }

    public StreamHead? Find(string hospital, string stream) => _heads.GetValueOrDefault((hospital, stream));

    public void Add(StreamHead head) => _heads.Add((head.Hospital, head.Stream), head);

    public bool HasStored(StreamHead head, string causeId) => _causes.Contains((head.Id, causeId));
}

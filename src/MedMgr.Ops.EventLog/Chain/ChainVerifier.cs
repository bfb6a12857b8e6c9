namespace MedMgr.Ops.EventLog.Chain;

/// <summary>An event as it lies in the database. A null field is a reference that leads nowhere.</summary>
/// <param name="Previous">Position of the event before it in its stream, in a store that keeps it.</param>
/// <param name="CauseKept">Whether the deduplication table has the cause of this event for its stream.</param>
internal sealed record StoredEvent(
    long Position,
    long? AppendFirst,
    long? AppendLast,
    int StreamId,
    string? Hospital,
    string? AppendHospital,
    string? Stream,
    long Version,
    long? Previous,
    string? Type,
    long? AtTicks,
    int? CauseKind,
    string? Actor,
    string? CauseId,
    byte[] Payload,
    byte[] Hash,
    bool CauseKept);

/// <summary>What the log says of its own end, read in one transaction.</summary>
/// <param name="LastEvent">Position of the last row of the events, 0 for none.</param>
/// <param name="LastAppend">Greatest last position of the appends, 0 for none.</param>
/// <param name="CausesKept">Rows of the deduplication table.</param>
internal sealed record StoredHead(
    long Position, byte[] Hash, long LastEvent, long LastAppend, long Appends, long CausesKept, IReadOnlyDictionary<int, StoredStream> Streams);

/// <param name="Last">Position of the last event, in a store that keeps it.</param>
internal sealed record StoredStream(string Name, long Version, long? Last);

/// <summary>Recomputes the chain over events handed in one by one, from position 1. Stops at the first thing that is not as written.</summary>
internal sealed class ChainVerifier
{
    private readonly ChainHash _chain = new();
    private readonly StoredHead _head;
    private readonly Dictionary<int, (long Version, long Last)> _streams = [];
    private readonly HashSet<int> _streamsOfAppend = [];
    private readonly byte[] _computed = new byte[ChainHash.Bytes];
    private byte[] _previous = ChainHash.Genesis();
    private long _appendLast;
    private long _appends;
    private long _causes;

    public ChainVerifier(StoredHead head) => _head = head;

    /// <summary>The last position found good.</summary>
    public long Position { get; private set; }

    /// <returns>Null if the event follows from those before it.</returns>
    public ChainVerdict.Broken? Check(StoredEvent stored)
    {
        var why = Fault(stored);
        if (why is not null)
        {
            // A missing row is reported where it is missing, not where its successor stands.
            return new ChainVerdict.Broken(Math.Min(stored.Position, Position + 1), why);
        }

        Position = stored.Position;
        _previous = stored.Hash;
        return null;
    }

    /// <summary>After the last event up to the head: does the log end where its own books say?</summary>
    public ChainVerdict Finish()
    {
        if (Position < _head.Position)
        {
            return Broken(Position + 1, $"the log ends at {Position} but its head row says {_head.Position}: the tail is cut off");
        }

        if (_head.LastEvent > _head.Position)
        {
            return Broken(_head.Position + 1, $"there are events up to {_head.LastEvent} but the head row says {_head.Position}");
        }

        if (!_previous.AsSpan().SequenceEqual(_head.Hash))
        {
            return Broken(Math.Max(Position, 1), "hash mismatch: the head row holds another hash than the last event");
        }

        if (_appendLast != _head.LastAppend || _appends != _head.Appends)
        {
            return Broken(Math.Max(Position, 1), $"{_head.Appends} appends are stored but the events belong to {_appends}");
        }

        foreach (var (id, stream) in _head.Streams.OrderBy(s => s.Key))
        {
            var (version, last) = _streams.GetValueOrDefault(id);
            if (version != stream.Version || (stream.Last ?? last) != last)
            {
                return Broken(
                    Math.Max(Position, 1), $"stream '{stream.Name}' holds {version} events up to {last} but its head says {stream.Version} up to {stream.Last ?? last}");
            }
        }

        return _causes != _head.CausesKept
            ? Broken(Math.Max(Position, 1), $"{_head.CausesKept} causes are kept for deduplication but the events have {_causes}")
            : new ChainVerdict.Intact(Position);
    }

    private static ChainVerdict.Broken Broken(long position, string why) => new(position, why);

    private string? Fault(StoredEvent stored)
    {
        if (stored.Position != Position + 1)
        {
            return $"gap in positions: {Position} is followed by {stored.Position}";
        }

        if (stored.AppendLast is not { } last || stored is not { AtTicks: { } at, CauseKind: { } kind, CauseId: { } causeId, Actor: { } actor })
        {
            return "its append row, with time and cause, is missing";
        }

        if (stored is not { Stream: { } stream, Hospital: { } hospital, Type: { } type })
        {
            return "the name of its hospital, stream or type is missing";
        }

        var (version, previous) = _streams.GetValueOrDefault(stored.StreamId);
        if (stored.Version != version + 1)
        {
            return $"gap in stream versions: '{stream}' goes from {version} to {stored.Version}";
        }

        if ((stored.Previous ?? previous) != previous)
        {
            return $"it is linked to {stored.Previous}, but the event before it in '{stream}' is {previous}";
        }

        if (at < DateTimeOffset.MinValue.Ticks || at > DateTimeOffset.MaxValue.Ticks)
        {
            return $"hash mismatch: {at} is no point in time";
        }

        var recorded = new RecordedEvent(
            stored.Position, hospital, stream, stored.Version, type, new DateTimeOffset(at, TimeSpan.Zero), new Cause((CauseKind)kind, actor, causeId), stored.Payload);
        _chain.Next(_previous, recorded, last, _computed);
        if (!_computed.AsSpan().SequenceEqual(stored.Hash) || stored.AppendHospital != hospital)
        {
            return "hash mismatch: the event is not what was written after its predecessor";
        }

        if (last != _appendLast && stored.AppendFirst != stored.Position)
        {
            return $"its append is said to begin at {stored.AppendFirst}";
        }

        if (!stored.CauseKept)
        {
            return $"cause '{causeId}' of stream '{stream}' is missing from the deduplication table";
        }

        Count(stored, last);
        return null;
    }

    private void Count(StoredEvent stored, long last)
    {
        _streams[stored.StreamId] = (stored.Version, stored.Position);
        if (last != _appendLast)
        {
            _appendLast = last;
            _appends++;
            _streamsOfAppend.Clear();
        }

        if (_streamsOfAppend.Add(stored.StreamId))
        {
            _causes++;
        }
    }
}

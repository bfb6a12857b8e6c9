using System.Collections.Immutable;
using MedMgr.Ops.EventLog.Chain;

namespace MedMgr.Ops.EventLog.Appending;

/// <summary>An append that will be written, with its place in the log.</summary>
/// <param name="Heads">One for each stream of the request, in its order.</param>
/// <param name="Events">In position order: the events of the first stream, then those of the second, and so on.</param>
/// <param name="Hashes">32 bytes for each event.</param>
internal sealed record PlannedAppend(AppendRequest Request, ImmutableArray<StreamHead> Heads, ImmutableArray<RecordedEvent> Events, byte[] Hashes)
{
    public long First => Events[0].Position;

    public long Last => Events[^1].Position;

    public ReadOnlySpan<byte> HashOf(int index) => Hashes.AsSpan(index * ChainHash.Bytes, ChainHash.Bytes);
}

/// <summary>Decides the appends of one group in order, each seeing the effects of those before it. Writes nothing.</summary>
internal sealed class GroupPlan
{
    private readonly IStreamHeads _heads;
    private readonly ChainHash _chain;
    private readonly HashSet<(StreamHead Head, string CauseId)> _causesOfGroup = [];
    private readonly List<PlannedAppend> _accepted = [];

    /// <param name="position">Of the last stored event.</param>
    /// <param name="hash">Of the last stored event.</param>
    public GroupPlan(long position, ReadOnlyMemory<byte> hash, IStreamHeads heads, ChainHash chain)
    {
        Position = position;
        Hash = hash;
        _heads = heads;
        _chain = chain;
    }

    /// <summary>Of the last event planned so far.</summary>
    public long Position { get; private set; }

    /// <summary>Of the last event planned so far.</summary>
    public ReadOnlyMemory<byte> Hash { get; private set; }

    public IReadOnlyList<PlannedAppend> Accepted => _accepted;

    public AppendResult Decide(AppendRequest request)
    {
        var heads = new StreamHead?[request.Streams.Length];
        for (var i = 0; i < heads.Length; i++)
        {
            heads[i] = _heads.Find(request.Hospital, request.Streams[i].Stream);
            if (heads[i] is { } head && Has(head, request.Cause.Id))
            {
                return new AppendResult.Duplicate(head.Stream);
            }
        }

        for (var i = 0; i < heads.Length; i++)
        {
            var actual = heads[i]?.Version ?? 0;
            if (actual != request.Streams[i].ExpectedVersion)
            {
                return new AppendResult.Conflict(request.Streams[i].Stream, actual);
            }
        }

        Accept(request, heads);
        return new AppendResult.Appended(Position);
    }

    private bool Has(StreamHead head, string causeId) =>
        _causesOfGroup.Contains((head, causeId)) || (head.StoredVersion > 0 && _heads.HasStored(head, causeId));

    private void Accept(AppendRequest request, StreamHead?[] found)
    {
        var count = request.Streams.Sum(s => s.Events.Length);
        var last = Position + count;
        var heads = ImmutableArray.CreateBuilder<StreamHead>(found.Length);
        var events = ImmutableArray.CreateBuilder<RecordedEvent>(count);
        var hashes = new byte[count * ChainHash.Bytes];
        for (var i = 0; i < found.Length; i++)
        {
            var head = found[i] ?? AddHead(request.Hospital, request.Streams[i].Stream);
            heads.Add(head);
            _causesOfGroup.Add((head, request.Cause.Id));
            foreach (var (type, payload) in request.Streams[i].Events)
            {
                var recorded = new RecordedEvent(
                    ++Position, request.Hospital, head.Stream, ++head.Version, type, request.At, request.Cause, payload);
                head.Last = Position;
                var hash = hashes.AsMemory(events.Count * ChainHash.Bytes, ChainHash.Bytes);
                _chain.Next(Hash.Span, recorded, last, hash.Span);
                Hash = hash;
                events.Add(recorded);
            }
        }

        _accepted.Add(new PlannedAppend(request, heads.MoveToImmutable(), events.MoveToImmutable(), hashes));
    }

    private StreamHead AddHead(string hospital, string stream)
    {
        var head = new StreamHead { Hospital = hospital, Stream = stream };
        _heads.Add(head);
        return head;
    }
}

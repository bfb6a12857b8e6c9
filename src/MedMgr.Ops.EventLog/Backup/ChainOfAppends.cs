using MedMgr.Ops.EventLog.Chain;

namespace MedMgr.Ops.EventLog.Backup;

/// <summary>Computes the chain over whole appends as they come by, as the store that wrote them did.</summary>
internal sealed class ChainOfAppends
{
    private readonly ChainHash _chain = new();
    private readonly byte[] _next = new byte[ChainHash.Bytes];
    private byte[] _hash = ChainHash.Genesis();

    /// <summary>Of the last event.</summary>
    public long Position { get; private set; }

    public LogSeal Seal => new(Position, Convert.ToHexStringLower(_hash));

    /// <exception cref="InvalidDataException">It does not follow on what came before.</exception>
    public void Add(IReadOnlyList<RecordedEvent> append)
    {
        var last = append[^1].Position;
        foreach (var recorded in append)
        {
            if (recorded.Position != Position + 1)
            {
                throw new InvalidDataException($"gap in positions: {Position} is followed by {recorded.Position}");
            }

            _chain.Next(_hash, recorded, last, _next);
            _next.CopyTo(_hash, 0);
            Position = recorded.Position;
        }
    }
}

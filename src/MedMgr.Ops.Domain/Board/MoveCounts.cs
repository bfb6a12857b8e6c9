namespace MedMgr.Ops.Domain.Board;

/// <summary>How many moves after a moment went along each edge, counted as moves come and the moment goes on instead of anew for each look.</summary>
internal sealed class MoveCounts
{
    private readonly Dictionary<(UnitId? From, UnitId? To), int> _counts = [];
    private readonly PriorityQueue<Noted, DateTimeOffset> _byTime = new();
    private readonly Queue<Noted> _inOrder = new();
    private DateTimeOffset _after = DateTimeOffset.MinValue;

    public IEnumerable<Move> Moves => _inOrder.Select(n => n.Move);

    public int Count => _inOrder.Count;

    public Move Oldest => _inOrder.Peek().Move;

    public void Add(Move move)
    {
        var noted = new Noted(move);
        _inOrder.Enqueue(noted);
        Watch(noted);
    }

    /// <summary>Forgets the move that was added first.</summary>
    public void RemoveOldest()
    {
        Leave(_inOrder.Dequeue());

        // What was forgotten early still stands in line by its time.
        if (_byTime.Count > 2 * (_inOrder.Count + 1))
        {
            Rebuild();
        }
    }

    /// <summary>Moves after a moment, by edge. Valid until the next call.</summary>
    public IReadOnlyDictionary<(UnitId? From, UnitId? To), int> After(DateTimeOffset moment)
    {
        if (moment < _after)
        {
            _after = moment;
            Rebuild();
        }

        _after = moment;
        while (_byTime.TryPeek(out var noted, out var at) && at <= moment)
        {
            _byTime.Dequeue();
            Leave(noted);
        }

        return _counts;
    }

    private void Rebuild()
    {
        _counts.Clear();
        _byTime.Clear();
        foreach (var noted in _inOrder)
        {
            Watch(noted);
        }
    }

    private void Watch(Noted noted)
    {
        noted.IsCounted = noted.Move.At > _after;
        if (noted.IsCounted)
        {
            _byTime.Enqueue(noted, noted.Move.At);
            _counts[noted.Edge] = _counts.GetValueOrDefault(noted.Edge) + 1;
        }
    }

    private void Leave(Noted noted)
    {
        if (!noted.IsCounted)
        {
            return;
        }

        noted.IsCounted = false;
        if (--_counts[noted.Edge] == 0)
        {
            _counts.Remove(noted.Edge);
        }
    }

    private sealed class Noted(Move move)
    {
        public Move Move { get; } = move;

        public (UnitId? From, UnitId? To) Edge => (Move.From, Move.To);

        public bool IsCounted { get; set; }
    }
}

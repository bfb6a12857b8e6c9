namespace MedMgr.Sim.Engine.Processes;

/// <summary>Frames in the order of (priority, arrival): one doubly linked line for each priority, the smallest number first.</summary>
/// <remarks>Joining and leaving cost one step for each distinct priority ever used here, however long the line. Nothing is allocated for a waiter.</remarks>
internal sealed class WaitLine
{
    private Rank[] _ranks = new Rank[1];
    private int _used;

    public int Count { get; private set; }

    public ProcessFrame? First
    {
        get
        {
            for (var i = 0; i < _used; i++)
            {
                if (_ranks[i].Head is { } head)
                {
                    return head;
                }
            }

            return null;
        }
    }

    public void AddLast(ProcessFrame frame)
    {
        ref var rank = ref RankOf(frame.Priority);
        frame.Next = null;
        frame.Previous = rank.Tail;
        if (rank.Tail is { } tail)
        {
            tail.Next = frame;
        }
        else
        {
            rank.Head = frame;
        }

        rank.Tail = frame;
        Count++;
    }

    /// <summary>Before all others of its priority.</summary>
    public void AddFirst(ProcessFrame frame)
    {
        ref var rank = ref RankOf(frame.Priority);
        frame.Previous = null;
        frame.Next = rank.Head;
        if (rank.Head is { } head)
        {
            head.Previous = frame;
        }
        else
        {
            rank.Tail = frame;
        }

        rank.Head = frame;
        Count++;
    }

    public void Remove(ProcessFrame frame)
    {
        ref var rank = ref RankOf(frame.Priority);
        if (frame.Previous is { } previous)
        {
            previous.Next = frame.Next;
        }
        else
        {
            rank.Head = frame.Next;
        }

        if (frame.Next is { } next)
        {
            next.Previous = frame.Previous;
        }
        else
        {
            rank.Tail = frame.Previous;
        }

        frame.Next = null;
        frame.Previous = null;
        Count--;
    }

    private ref Rank RankOf(int priority)
    {
        var i = 0;
        while (i < _used && _ranks[i].Priority < priority)
        {
            i++;
        }

        if (i == _used || _ranks[i].Priority != priority)
        {
            if (_used == _ranks.Length)
            {
                Array.Resize(ref _ranks, 2 * _used);
            }

            Array.Copy(_ranks, i, _ranks, i + 1, _used - i);
            _ranks[i] = new Rank { Priority = priority };
            _used++;
        }

        return ref _ranks[i];
    }

    private struct Rank
    {
        public int Priority;
        public ProcessFrame? Head;
        public ProcessFrame? Tail;
    }
}

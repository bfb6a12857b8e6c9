using System.Collections.Immutable;

namespace MedMgr.Ops.EventLog.Tailing;

/// <summary>A committed append as tails see it; without events it says only that the database goes on to <paramref name="Last"/>.</summary>
internal sealed record Committed(long Sequence, string Hospital, long Last, ImmutableArray<RecordedEvent> Events)
{
    /// <summary>Committed by another process, or under a commit whose outcome was unknown: read the database.</summary>
    public bool OnlyInDatabase => Events.IsDefault;
}

/// <summary>
/// The last few thousand appends in memory, in log order, for any number of tails. Publishing never waits for a tail: one that is
/// too slow finds its slot overwritten and reads the database instead.
/// </summary>
internal sealed class CommitFeed
{
    private const int Capacity = 4096;

    private readonly Lock _publishing = new();
    private readonly Committed?[] _slots = new Committed?[Capacity];
    private Committed _last;
    private TaskCompletionSource? _changed;
    private bool _closed;

    /// <param name="head">Position of the last event that is durable already.</param>
    public CommitFeed(long head)
    {
        _last = new Committed(0, "", head, default);
        _slots[0] = _last;
    }

    /// <summary>The newest entry; its position is the durable head as far as this process knows.</summary>
    public Committed Last => Volatile.Read(ref _last);

    public bool Closed => Volatile.Read(ref _closed);

    /// <summary>Publishes the appends of one commit, which follow each other without gap.</summary>
    public void Publish(IEnumerable<(long First, string Hospital, ImmutableArray<RecordedEvent> Events)> appends)
    {
        lock (_publishing)
        {
            foreach (var (first, hospital, events) in appends)
            {
                if (first <= _last.Last)
                {
                    continue; // already announced by Reach
                }

                if (first > _last.Last + 1)
                {
                    Put("", first - 1, default);
                }

                Put(hospital, events[^1].Position, events);
            }
        }

        Wake();
    }

    /// <summary>The database is known to hold events up to <paramref name="head"/>, wherever they came from.</summary>
    public void Reach(long head)
    {
        lock (_publishing)
        {
            if (head <= _last.Last)
            {
                return;
            }

            Put("", head, default);
        }

        Wake();
    }

    /// <summary>Ends all tails once they have seen what is published.</summary>
    public void Close()
    {
        Volatile.Write(ref _closed, true);
        Wake();
    }

    /// <summary>The entry after <paramref name="sequence"/>; false if it is not there yet or, with <paramref name="overwritten"/>, no longer.</summary>
    public bool TryGetAfter(long sequence, out Committed? next, out bool overwritten)
    {
        next = null;
        overwritten = false;
        if (sequence >= Last.Sequence)
        {
            return false;
        }

        var entry = Volatile.Read(ref _slots[(sequence + 1) % Capacity]);
        if (entry is null || entry.Sequence != sequence + 1)
        {
            overwritten = true;
            return false;
        }

        next = entry;
        return true;
    }

    /// <summary>Completes, off the publisher's thread, when something was published after this call. Take it first, look, then await it.</summary>
    public Task Changed()
    {
        if (Volatile.Read(ref _changed) is { } waiting)
        {
            return waiting.Task;
        }

        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _changed, mine, null) ?? mine).Task;
    }

    private void Put(string hospital, long last, ImmutableArray<RecordedEvent> events)
    {
        var entry = new Committed(_last.Sequence + 1, hospital, last, events);
        Volatile.Write(ref _slots[entry.Sequence % Capacity], entry);
        Volatile.Write(ref _last, entry);
    }

    private void Wake() => Interlocked.Exchange(ref _changed, null)?.TrySetResult();
}

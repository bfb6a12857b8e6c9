using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MedMgr.Sim.Engine.Events;

/// <summary>A pending event. It holds no reference, so that moving it costs the garbage collector nothing.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Entry
{
    public double Time;

    /// <summary>Priority in the upper 16 bits, sequence below: unique, never zero, and with the time a total order.</summary>
    public ulong Order;
    public int Kind;
    public int Payload;
}

/// <summary>Pending events in the order (time, priority, sequence): a 4-ary implicit heap and a FIFO lane for events of the present instant.</summary>
/// <remarks>
/// The event taken leaves a hole at the root. The first event then scheduled drops into that hole, so the common pair "take one, schedule one" costs one
/// pass through the heap and not two. The order is total, hence the structure can never show in a result.
/// </remarks>
internal sealed class EventCalendar
{
    private const int PriorityShift = 48;

    private Entry[] _heap = new Entry[64];
    private int _count; // includes the hole
    private bool _hole; // the root has been taken and not yet been filled
    private Entry[] _lane = new Entry[16];
    private int _laneHead;
    private int _laneCount;
    private ulong _sequence;

    public int Count => _count - (_hole ? 1 : 0) + _laneCount;

    /// <summary>Adds an event and returns its order, which no other event of this calendar ever has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Add(double time, int priority, int kind, int payload)
    {
        var order = NextOrder(priority);
        if (_hole)
        {
            _hole = false;
            SiftDown(time, order, kind, payload, _count);
        }
        else
        {
            if (_count == _heap.Length)
            {
                Array.Resize(ref _heap, 2 * _count);
            }

            SiftUp(_count++, time, order, kind, payload);
        }

        return order;
    }

    /// <summary>Adds an event of normal priority at the present instant.</summary>
    public ulong AddNow(double now, int kind, int payload)
    {
        if (_laneCount == _lane.Length)
        {
            GrowLane();
        }

        var order = NextOrder(0);
        ref var entry = ref _lane[(_laneHead + _laneCount++) & (_lane.Length - 1)];
        entry.Time = now;
        entry.Order = order;
        entry.Kind = kind;
        entry.Payload = payload;
        return order;
    }

    /// <summary>Takes the first event if its time is not after <paramref name="until"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(double until, out Entry entry)
    {
        if (_hole)
        {
            FillHole();
        }

        ref var root = ref MemoryMarshal.GetArrayDataReference(_heap);
        if (_laneCount != 0)
        {
            ref var head = ref _lane[_laneHead];
            if (_count == 0 || root.Time > head.Time || root.Order > head.Order)
            {
                entry = head;
                _laneHead = (_laneHead + 1) & (_lane.Length - 1);
                _laneCount--;
                return true;
            }
        }

        entry = root;
        if (_count == 0 || root.Time > until)
        {
            return false;
        }

        _hole = true;
        return true;
    }

    /// <summary>Removes every event outside the lane that the predicate calls stale and returns how many; the rest keep their order.</summary>
    public int RemoveAll(Func<Entry, bool> stale)
    {
        if (_hole)
        {
            FillHole();
        }

        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (!stale(_heap[i]))
            {
                _heap[kept++] = _heap[i];
            }
        }

        var removed = _count - kept;
        _count = kept;
        for (var i = (_count - 2) >> 2; i >= 0 && _count > 1; i--)
        {
            var entry = _heap[i];
            SiftDownFrom(i, entry.Time, entry.Order, entry.Kind, entry.Payload, _count);
        }

        return removed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong NextOrder(int priority) => ((ulong)(priority + 0x8000) << PriorityShift) | ++_sequence;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Before(double time, ulong order, ref Entry other) =>
        time < other.Time || (time == other.Time && order < other.Order);

    private void FillHole()
    {
        _hole = false;
        var last = --_count;
        if (last > 0)
        {
            var entry = _heap[last];
            SiftDown(entry.Time, entry.Order, entry.Kind, entry.Payload, last);
        }
    }

    private void SiftUp(int index, double time, ulong order, int kind, int payload)
    {
        ref var heap = ref MemoryMarshal.GetArrayDataReference(_heap);
        while (index > 0)
        {
            var parent = (index - 1) >> 2;
            ref var above = ref Unsafe.Add(ref heap, parent);
            if (!Before(time, order, ref above))
            {
                break;
            }

            Unsafe.Add(ref heap, index) = above;
            index = parent;
        }

        Put(ref Unsafe.Add(ref heap, index), time, order, kind, payload);
    }

    private void SiftDown(double time, ulong order, int kind, int payload, int count) => SiftDownFrom(0, time, order, kind, payload, count);

    private void SiftDownFrom(int index, double time, ulong order, int kind, int payload, int count)
    {
        ref var heap = ref MemoryMarshal.GetArrayDataReference(_heap);
        while (true)
        {
            var child = (index << 2) + 1;
            if (child >= count)
            {
                break;
            }

            var least = child;
            ref var best = ref Unsafe.Add(ref heap, child);
            var end = Math.Min(child + 4, count);
            for (var i = child + 1; i < end; i++)
            {
                ref var candidate = ref Unsafe.Add(ref heap, i);
                if (Before(candidate.Time, candidate.Order, ref best))
                {
                    least = i;
                    best = ref candidate;
                }
            }

            if (!Before(best.Time, best.Order, time, order))
            {
                break;
            }

            Unsafe.Add(ref heap, index) = best;
            index = least;
        }

        Put(ref Unsafe.Add(ref heap, index), time, order, kind, payload);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Before(double time, ulong order, double otherTime, ulong otherOrder) =>
        time < otherTime || (time == otherTime && order < otherOrder);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref Entry place, double time, ulong order, int kind, int payload)
    {
        place.Time = time;
        place.Order = order;
        place.Kind = kind;
        place.Payload = payload;
    }

    private void GrowLane()
    {
        var lane = new Entry[2 * _lane.Length];
        for (var i = 0; i < _laneCount; i++)
        {
            lane[i] = _lane[(_laneHead + i) & (_lane.Length - 1)];
        }

        _lane = lane;
        _laneHead = 0;
    }
}

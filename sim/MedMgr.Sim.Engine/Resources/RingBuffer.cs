using System.Runtime.CompilerServices;

namespace MedMgr.Sim.Engine.Resources;

/// <summary>A growing queue in a circle of 2^n places.</summary>
internal struct RingBuffer<T>
{
    private T[] _items;
    private int _head;
    private int _count;

    public RingBuffer(int capacity)
    {
        _items = new T[Math.Max(4, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity))];
    }

    public readonly int Count => _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddLast(T item)
    {
        if (_count == _items.Length)
        {
            Grow();
        }

        _items[(_head + _count++) & (_items.Length - 1)] = item;
    }

    public void AddFirst(T item)
    {
        if (_count == _items.Length)
        {
            Grow();
        }

        _head = (_head - 1) & (_items.Length - 1);
        _items[_head] = item;
        _count++;
    }

    /// <summary>Takes the first item; the queue must not be empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T RemoveFirst()
    {
        var items = _items;
        var item = items[_head];
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            items[_head] = default!;
        }

        _head = (_head + 1) & (items.Length - 1);
        _count--;
        return item;
    }

    private void Grow()
    {
        var items = new T[2 * _items.Length];
        for (var i = 0; i < _count; i++)
        {
            items[i] = _items[(_head + i) & (_items.Length - 1)];
        }

        _items = items;
        _head = 0;
    }
}

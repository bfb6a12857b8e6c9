using System.ComponentModel;
using System.Runtime.CompilerServices;
using MedMgr.Sim.Engine.Processes;

namespace MedMgr.Sim.Engine.Resources;

/// <summary>Things that differ from each other (specimens, trolleys, messages): put in by anyone, taken first in first out by processes that wait for one.</summary>
public sealed class Store<T> : IWaitPlace
{
    private readonly WaitLine _line = new();
    private RingBuffer<T> _items = new(8);
    private T[] _handedOver = [];

    public Store(Simulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        Simulation = simulation;
    }

    /// <summary>Things that nobody has taken.</summary>
    public int Count => _items.Count;

    /// <summary>Processes that wait for one.</summary>
    public int Waiting => _line.Count;

    internal Simulation Simulation { get; }

    /// <summary>Puts a thing in; the first in line gets it at this instant.</summary>
    public void Put(T item)
    {
        if (_line.First is { } frame)
        {
            _line.Remove(frame);
            HandOver(frame, item);
        }
        else
        {
            _items.AddLast(item);
        }
    }

    /// <summary>Takes the oldest thing, waiting as long as it takes.</summary>
    /// <param name="priority">The smallest number is served first.</param>
    public ItemAwaiter<T> Take(int priority = 0) => new(this, priority, double.PositiveInfinity);

    /// <summary>Takes the oldest thing, waiting at most this long. Found is false if none came.</summary>
    public ItemWithinAwaiter<T> TakeWithin(double patience, int priority = 0) => new(new ItemAwaiter<T>(this, priority, patience));

    internal bool TryTake(out T item)
    {
        if (_items.Count == 0)
        {
            item = default!;
            return false;
        }

        item = _items.RemoveFirst();
        return true;
    }

    internal void StandInLine(ProcessFrame frame, int priority)
    {
        frame.Priority = priority;
        frame.Place = this;
        _line.AddLast(frame);
    }

    internal T Collect(ProcessFrame frame)
    {
        var item = _handedOver[frame.Slot];
        _handedOver[frame.Slot] = default!;
        return item;
    }

    void IWaitPlace.Leave(ProcessFrame frame) => _line.Remove(frame);

    void IWaitPlace.TakeBack(ProcessFrame frame)
    {
        var item = Collect(frame);
        if (_line.First is { } next)
        {
            _line.Remove(next);
            HandOver(next, item);
        }
        else
        {
            _items.AddFirst(item);
        }
    }

    private void HandOver(ProcessFrame frame, T item)
    {
        if (frame.Slot >= _handedOver.Length)
        {
            Array.Resize(ref _handedOver, Math.Max(16, 2 * frame.Slot));
        }

        _handedOver[frame.Slot] = item;
        Simulation.Grant(frame, this);
    }
}

/// <summary>Waits for a thing from a <see cref="Store{T}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ItemAwaiter<T> : ICriticalNotifyCompletion, IProcessAwaiter
{
    private readonly Store<T> _store;
    private readonly double _patience;
    private readonly int _priority;
    private bool _isTaken;
    private T _item;

    internal ItemAwaiter(Store<T> store, int priority, double patience)
    {
        _store = store;
        _priority = priority;
        _patience = patience;
        _item = default!;
    }

    public bool IsCompleted => _isTaken = _store.TryTake(out _item);

    public readonly ItemAwaiter<T> GetAwaiter() => this;

    public readonly T GetResult()
    {
        TryGetResult(out var item);
        return item;
    }

    public readonly void OnCompleted(Action continuation) => Awaiting.Refuse();

    public readonly void UnsafeOnCompleted(Action continuation) => Awaiting.Refuse();

    readonly void IProcessAwaiter.Suspend(ProcessFrame frame) => Suspend(frame);

    internal readonly void Suspend(ProcessFrame frame)
    {
        _store.Simulation.Limit(frame, _patience);
        _store.StandInLine(frame, _priority);
    }

    internal readonly bool TryGetResult(out T item)
    {
        if (_isTaken)
        {
            item = _item;
            return true;
        }

        var frame = _store.Simulation.Current;
        frame.ThrowPending();
        var granted = frame.Outcome == WaitOutcome.Granted;
        item = granted ? _store.Collect(frame) : default!;
        return granted;
    }
}

/// <summary>Waits for a thing from a <see cref="Store{T}"/> with limited patience.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ItemWithinAwaiter<T> : ICriticalNotifyCompletion, IProcessAwaiter
{
    private ItemAwaiter<T> _inner;

    internal ItemWithinAwaiter(ItemAwaiter<T> inner) => _inner = inner;

    public bool IsCompleted => _inner.IsCompleted;

    public readonly ItemWithinAwaiter<T> GetAwaiter() => this;

    public readonly (bool Found, T Item) GetResult()
    {
        var found = _inner.TryGetResult(out var item);
        return (found, item);
    }

    public readonly void OnCompleted(Action continuation) => Awaiting.Refuse();

    public readonly void UnsafeOnCompleted(Action continuation) => Awaiting.Refuse();

    readonly void IProcessAwaiter.Suspend(ProcessFrame frame) => _inner.Suspend(frame);
}

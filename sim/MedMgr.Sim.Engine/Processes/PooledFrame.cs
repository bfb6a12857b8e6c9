using System.Runtime.CompilerServices;

namespace MedMgr.Sim.Engine.Processes;

/// <summary>A frame that holds its method's state machine, from a pool for each method and thread.</summary>
internal sealed class PooledFrame<TStateMachine> : ProcessFrame
    where TStateMachine : IAsyncStateMachine
{
    // A pool may never be shared: two replications on two threads would meet in it.
    [ThreadStatic]
    private static PooledFrame<TStateMachine>? t_free;

    private PooledFrame<TStateMachine>? _nextFree;

    public TStateMachine StateMachine = default!;

    public static PooledFrame<TStateMachine> Rent()
    {
        if (t_free is { } frame)
        {
            t_free = frame._nextFree;
            frame._nextFree = null;
            frame.Prepare();
            return frame;
        }

        return new PooledFrame<TStateMachine>();
    }

    protected override void MoveNext() => StateMachine.MoveNext();

    protected override void Recycle()
    {
        StateMachine = default!;
        _nextFree = t_free;
        t_free = this;
    }
}

/// <summary>As <see cref="PooledFrame{TStateMachine}"/>, for a method that returns a value.</summary>
internal sealed class PooledFrame<TStateMachine, TResult> : ResultFrame<TResult>
    where TStateMachine : IAsyncStateMachine
{
    [ThreadStatic]
    private static PooledFrame<TStateMachine, TResult>? t_free;

    private PooledFrame<TStateMachine, TResult>? _nextFree;

    public TStateMachine StateMachine = default!;

    public static PooledFrame<TStateMachine, TResult> Rent()
    {
        if (t_free is { } frame)
        {
            t_free = frame._nextFree;
            frame._nextFree = null;
            frame.Prepare();
            return frame;
        }

        return new PooledFrame<TStateMachine, TResult>();
    }

    protected override void MoveNext() => StateMachine.MoveNext();

    protected override void Recycle()
    {
        // The result outlives the pool's clearing: the caller, which is resumed next, takes it before the frame can be rented again.
        StateMachine = default!;
        _nextFree = t_free;
        t_free = this;
    }
}

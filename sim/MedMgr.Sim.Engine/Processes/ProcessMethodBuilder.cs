using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace MedMgr.Sim.Engine.Processes;

// The compiler looks for these members by name and shape: a static Create and an instance SetStateMachine.
#pragma warning disable CA1000, CA1822

/// <summary>What the compiler calls in the place of Task's builder when a method returns <see cref="Process"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ProcessMethodBuilder
{
    private ProcessFrame _frame;

    public readonly Process Task => new(_frame);

    public static ProcessMethodBuilder Create() => default;

    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        var frame = PooledFrame<TStateMachine>.Rent();
        _frame = frame; // first: this builder is a field of the state machine that is copied next
        frame.StateMachine = stateMachine;
    }

    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) => ArgumentNullException.ThrowIfNull(stateMachine);

    public readonly void SetResult() => _frame.End(null);

    public readonly void SetException(Exception exception) => _frame.End(exception);

    public readonly void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
        => Awaiting.Suspend(ref awaiter, _frame);

    public readonly void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
        => Awaiting.Suspend(ref awaiter, _frame);
}

/// <summary>As <see cref="ProcessMethodBuilder"/>, for <see cref="Process{TResult}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ProcessMethodBuilder<TResult>
{
    private ResultFrame<TResult> _frame;

    public readonly Process<TResult> Task => new(_frame);

    public static ProcessMethodBuilder<TResult> Create() => default;

    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        var frame = PooledFrame<TStateMachine, TResult>.Rent();
        _frame = frame;
        frame.StateMachine = stateMachine;
    }

    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) => ArgumentNullException.ThrowIfNull(stateMachine);

    public readonly void SetResult(TResult result)
    {
        _frame.Result = result;
        _frame.End(null);
    }

    public readonly void SetException(Exception exception) => _frame.End(exception);

    public readonly void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
        => Awaiting.Suspend(ref awaiter, _frame);

    public readonly void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
        => Awaiting.Suspend(ref awaiter, _frame);
}

internal static class Awaiting
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Suspend<TAwaiter>(ref TAwaiter awaiter, ProcessFrame frame)
    {
        // For a struct awaiter the JIT knows the answer and calls without boxing.
        if (default(TAwaiter) != null && awaiter is IProcessAwaiter)
        {
            ((IProcessAwaiter)awaiter).Suspend(frame);
        }
        else
        {
            throw new InvalidOperationException(
                $"A process awaited {typeof(TAwaiter)}. It may await only what the simulation offers: anything else would resume at a time the virtual clock knows nothing of.");
        }
    }

    public static void Refuse() =>
        throw new InvalidOperationException("Only a method that returns Process can wait for virtual time.");
}

using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace MedMgr.Sim.Engine.Processes;

/// <summary>Awaiting a process that has not begun runs it as a part of the caller; awaiting one that has waits for its end.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ProcessAwaiter : ICriticalNotifyCompletion, IProcessAwaiter
{
    private readonly Process _process;
    private bool _hadEnded;

    internal ProcessAwaiter(Process process)
    {
        _process = process;
    }

    public bool IsCompleted => _hadEnded = _process.HasEnded;

    /// <summary>Throws what the awaited process threw, or the interrupt that broke off the waiting.</summary>
    public readonly void GetResult()
    {
        // A frame whose end somebody awaits keeps its simulation until that one has been resumed (ProcessFrame.End).
        if (!_hadEnded)
        {
            _process.Frame.Simulation.Current.ThrowPending();
        }
    }

    public readonly void OnCompleted(Action continuation) => Awaiting.Refuse();

    public readonly void UnsafeOnCompleted(Action continuation) => Awaiting.Refuse();

    readonly void IProcessAwaiter.Suspend(ProcessFrame frame)
    {
        if (_process.Frame.IsStarted)
        {
            _process.Frame.Ended.StandInLine(frame);
        }
        else
        {
            _process.Frame.BeginAsPartOf(frame);
        }
    }
}

/// <summary>Runs a part of a process and brings back its value.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ProcessAwaiter<TResult> : ICriticalNotifyCompletion, IProcessAwaiter
{
    private readonly ResultFrame<TResult> _frame;
    private readonly uint _version;

    internal ProcessAwaiter(ResultFrame<TResult> frame, uint version)
    {
        _frame = frame;
        _version = version;
    }

    /// <summary>Never: the part begins when the caller has been suspended.</summary>
    public bool IsCompleted => false;

    public TResult GetResult()
    {
        _frame.Simulation.Current.ThrowPending();
        var result = _frame.Result!;
        _frame.Result = default;
        return result;
    }

    public void OnCompleted(Action continuation) => Awaiting.Refuse();

    public void UnsafeOnCompleted(Action continuation) => Awaiting.Refuse();

    void IProcessAwaiter.Suspend(ProcessFrame frame)
    {
        if (_frame.Version != _version)
        {
            throw new InvalidOperationException("A process with a result is a part of its caller: it can be awaited once.");
        }

        _frame.BeginAsPartOf(frame);
    }
}

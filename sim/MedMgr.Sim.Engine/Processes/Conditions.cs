using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace MedMgr.Sim.Engine.Processes;

/// <summary>Processes that wait until a predicate holds. Asked after each event, in the order in which they came.</summary>
internal sealed class Conditions : IWaitPlace
{
    private readonly Simulation _simulation;
    private readonly WaitLine _line = new();

    public Conditions(Simulation simulation) => _simulation = simulation;

    public void Check()
    {
        for (var frame = _line.First; frame != null;)
        {
            var next = frame.Next;
            if (((Func<bool>)frame.Subject!)())
            {
                _line.Remove(frame);
                frame.Subject = null;
                _simulation.Grant(frame, this);
            }

            frame = next;
        }
    }

    public void StandInLine(ProcessFrame frame, Func<bool> condition)
    {
        frame.Priority = 0;
        frame.Subject = condition;
        frame.Place = this;
        _line.AddLast(frame);
    }

    public void Leave(ProcessFrame frame)
    {
        _line.Remove(frame);
        frame.Subject = null;
    }

    public void TakeBack(ProcessFrame frame)
    {
        // A condition is a fact, nothing was handed over.
    }
}

/// <summary>Waits until a condition holds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ConditionAwaiter : ICriticalNotifyCompletion, IProcessAwaiter
{
    private readonly Simulation _simulation;
    private readonly Func<bool> _condition;
    private readonly double _timeout;
    private bool _heldAtOnce;

    internal ConditionAwaiter(Simulation simulation, Func<bool> condition, double timeout)
    {
        _simulation = simulation;
        _condition = condition;
        _timeout = timeout;
    }

    public bool IsCompleted => _heldAtOnce = _condition();

    public readonly ConditionAwaiter GetAwaiter() => this;

    /// <summary>True if the condition came to hold, false after the timeout.</summary>
    public readonly bool GetResult()
    {
        if (_heldAtOnce)
        {
            return true;
        }

        var frame = _simulation.Current;
        frame.ThrowPending();
        return frame.Outcome == WaitOutcome.Granted;
    }

    public readonly void OnCompleted(Action continuation) => Awaiting.Refuse();

    public readonly void UnsafeOnCompleted(Action continuation) => Awaiting.Refuse();

    readonly void IProcessAwaiter.Suspend(ProcessFrame frame)
    {
        _simulation.Limit(frame, _timeout);
        _simulation.Conditions.StandInLine(frame, _condition);
    }
}

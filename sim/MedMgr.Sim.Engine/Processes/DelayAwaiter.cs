using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace MedMgr.Sim.Engine.Processes;

/// <summary>Virtual time passes. An interrupt is thrown as <see cref="InterruptedException"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DelayAwaiter : ICriticalNotifyCompletion, IProcessAwaiter
{
    private readonly Simulation _simulation;
    private readonly double _delay;
    private readonly int _priority;

    internal DelayAwaiter(Simulation simulation, double delay, int priority)
    {
        _simulation = simulation;
        _delay = delay;
        _priority = priority;
    }

    public bool IsCompleted => false;

    public DelayAwaiter GetAwaiter() => this;

    public void GetResult() => _simulation.Current.ThrowPending();

    public void OnCompleted(Action continuation) => Awaiting.Refuse();

    public void UnsafeOnCompleted(Action continuation) => Awaiting.Refuse();

    void IProcessAwaiter.Suspend(ProcessFrame frame) => _simulation.WakeAfter(frame, _delay, _priority, WaitOutcome.Elapsed);
}

/// <summary>As <see cref="DelayAwaiter"/>, but an interrupt comes back as a value and costs no exception.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct InterruptibleDelayAwaiter : ICriticalNotifyCompletion, IProcessAwaiter
{
    private readonly Simulation _simulation;
    private readonly double _delay;

    internal InterruptibleDelayAwaiter(Simulation simulation, double delay)
    {
        _simulation = simulation;
        _delay = delay;
    }

    public bool IsCompleted => false;

    public InterruptibleDelayAwaiter GetAwaiter() => this;

    public DelayOutcome GetResult()
    {
        var frame = _simulation.Current;
        if (frame.Outcome != WaitOutcome.Interrupted)
        {
            return default;
        }

        var interrupt = (InterruptedException)frame.Pending!;
        frame.Pending = null;
        return new DelayOutcome(Math.Max(0.0, frame.WakeTime - _simulation.Now), interrupt);
    }

    public void OnCompleted(Action continuation) => Awaiting.Refuse();

    public void UnsafeOnCompleted(Action continuation) => Awaiting.Refuse();

    void IProcessAwaiter.Suspend(ProcessFrame frame) => _simulation.WakeAfter(frame, _delay, 0, WaitOutcome.Elapsed);
}

/// <summary>How a delay ended.</summary>
public readonly record struct DelayOutcome
{
    internal DelayOutcome(double remaining, InterruptedException interrupt)
    {
        Remaining = remaining;
        Interrupt = interrupt;
    }

    /// <summary>What was left of the delay when it was broken off; 0 if it passed in full.</summary>
    public double Remaining { get; }

    /// <summary>Null if the delay passed in full. Throw it to treat the interrupt as an exception after all.</summary>
    public InterruptedException? Interrupt { get; }

    /// <summary>True if the delay was broken off.</summary>
    public bool WasInterrupted => Interrupt != null;

    /// <summary>True, and the cause, if the delay was broken off for a cause of this type.</summary>
    public bool WasInterruptedBy<TCause>(out TCause cause)
        where TCause : notnull
    {
        if (Interrupt is InterruptedException<TCause> interrupt)
        {
            cause = interrupt.Cause;
            return true;
        }

        cause = default!;
        return false;
    }
}

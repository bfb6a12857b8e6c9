using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace MedMgr.Sim.Engine.Processes;

/// <summary>Something that happens now and then, and for which processes wait: the shift change, the end of a process.</summary>
/// <remarks>A signal has no memory: it wakes those who wait when it is fired, and nobody later.</remarks>
public sealed class Signal : IWaitPlace
{
    private readonly Simulation _simulation;
    private readonly WaitLine _line = new();

    public Signal(Simulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        _simulation = simulation;
    }

    /// <summary>How many processes wait.</summary>
    public int Waiting => _line.Count;

    internal bool HasWaiters => _line.Count > 0;

    /// <summary>Waits until the signal is fired.</summary>
    public SignalAwaiter Wait() => new(_simulation, this, double.PositiveInfinity);

    /// <summary>Waits until the signal is fired, at most this long. The await gives false if it was not fired in that time.</summary>
    public SignalAwaiter Wait(double timeout) => new(_simulation, this, timeout);

    /// <summary>Wakes all who wait, in the order in which they came; they run after the present event, at the same time.</summary>
    public void Fire() => FireEnd(null);

    internal void FireEnd(Exception? failure)
    {
        while (_line.First is { } frame)
        {
            _line.Remove(frame);
            _simulation.Grant(frame, this);
            frame.Pending = failure;
        }
    }

    internal void StandInLine(ProcessFrame frame)
    {
        frame.Priority = 0;
        frame.Place = this;
        _line.AddLast(frame);
    }

    void IWaitPlace.Leave(ProcessFrame frame) => _line.Remove(frame);

    void IWaitPlace.TakeBack(ProcessFrame frame)
    {
        // A signal that reached an interrupted process is simply lost: others were woken by the same firing.
    }
}

/// <summary>Waits for a <see cref="Signal"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SignalAwaiter : ICriticalNotifyCompletion, IProcessAwaiter
{
    private readonly Simulation _simulation;
    private readonly Signal _signal;
    private readonly double _timeout;

    internal SignalAwaiter(Simulation simulation, Signal signal, double timeout)
    {
        _simulation = simulation;
        _signal = signal;
        _timeout = timeout;
    }

    public bool IsCompleted => false;

    public SignalAwaiter GetAwaiter() => this;

    /// <summary>True if the signal was fired, false after the timeout.</summary>
    public bool GetResult()
    {
        var frame = _simulation.Current;
        frame.ThrowPending();
        return frame.Outcome == WaitOutcome.Granted;
    }

    public void OnCompleted(Action continuation) => Awaiting.Refuse();

    public void UnsafeOnCompleted(Action continuation) => Awaiting.Refuse();

    void IProcessAwaiter.Suspend(ProcessFrame frame)
    {
        _simulation.Limit(frame, _timeout);
        _signal.StandInLine(frame);
    }
}

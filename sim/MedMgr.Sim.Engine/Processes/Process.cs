using System.Runtime.CompilerServices;

namespace MedMgr.Sim.Engine.Processes;

/// <summary>The life of something in the simulation, written as an <c>async</c> method: what it does and what it waits for, in order.</summary>
/// <remarks>
/// <para>Calling the method only prepares it. <see cref="Simulation.Start(Process)"/> sets it going as an independent process; <c>await</c> runs it as a
/// part of the caller. Each method call may be started or awaited once; after that, anyone may await its end.</para>
/// <para>A process may await only what the engine offers: delays, resources, stores, conditions, other processes. Frames are pooled for each thread; the
/// value stays safe to hold after the process has ended.</para>
/// </remarks>
[AsyncMethodBuilder(typeof(ProcessMethodBuilder))]
public readonly struct Process : IEquatable<Process>
{
    private readonly uint _version;

    internal Process(ProcessFrame frame)
    {
        Frame = frame;
        _version = frame.Version;
    }

    internal ProcessFrame Frame { get; }

    /// <summary>True once the method has returned or thrown.</summary>
    public bool HasEnded => Frame is null || Frame.Version != _version;

    /// <summary>Breaks off what the process is waiting for: the await throws <see cref="InterruptedException{TCause}"/> with this cause.</summary>
    /// <returns>False, and no effect, if the process has ended or an interrupt is already on its way to it: the first of one instant wins.</returns>
    /// <remarks>A process that is running at this moment (it started, directly or not, the one that interrupts) gets the interrupt at its next wait.</remarks>
    /// <exception cref="InvalidOperationException">The process has not been started, or its delayed start has not come.</exception>
    public bool Interrupt<TCause>(TCause cause)
        where TCause : notnull
        => !HasEnded && Frame.Interrupt(new InterruptedException<TCause>(cause));

    public ProcessAwaiter GetAwaiter() => new(this);

    public bool Equals(Process other) => ReferenceEquals(Frame, other.Frame) && _version == other._version;

    public override bool Equals(object? obj) => obj is Process other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Frame), _version);

    public static bool operator ==(Process left, Process right) => left.Equals(right);

    public static bool operator !=(Process left, Process right) => !left.Equals(right);
}

/// <summary>A part of a process that returns a value; it is run by awaiting it, once.</summary>
[AsyncMethodBuilder(typeof(ProcessMethodBuilder<>))]
public readonly struct Process<TResult>
{
    private readonly ResultFrame<TResult> _frame;
    private readonly uint _version;

    internal Process(ResultFrame<TResult> frame)
    {
        _frame = frame;
        _version = frame.Version;
    }

    public ProcessAwaiter<TResult> GetAwaiter() => new(_frame, _version);
}

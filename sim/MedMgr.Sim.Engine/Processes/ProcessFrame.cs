using System.Diagnostics;

namespace MedMgr.Sim.Engine.Processes;

internal enum FrameState
{
    Prepared = 0,
    Waiting = 1,
    Running = 2,
    Ended = 3,
}

internal enum WaitOutcome
{
    Elapsed = 0,
    Granted = 1,
    TimedOut = 2,
    Interrupted = 3,
}

/// <summary>One call of an async process method: its state machine, what it waits for, and who waits for it.</summary>
internal abstract class ProcessFrame
{
    /// <summary>Rises when the call ends, so that handles to the pooled frame's former call know.</summary>
    public uint Version { get; private set; }

    public FrameState State { get; private set; }

    public Simulation Simulation { get; private set; } = null!;

    /// <summary>Where the simulation finds this frame from a calendar entry.</summary>
    public int Slot { get; private set; }

    /// <summary>Order of the calendar entry that will resume this frame; 0 if none. Any other entry for the slot is stale.</summary>
    public ulong WakeOrder { get; set; }

    public double WakeTime { get; set; }

    /// <summary>The started process that this call is part of (itself, if it was started).</summary>
    public ProcessFrame Root { get; private set; } = null!;

    /// <summary>Of a root: the innermost call, which is the one that waits or runs.</summary>
    public ProcessFrame Leaf { get; private set; } = null!;

    public WaitOutcome Outcome { get; set; }

    /// <summary>Thrown when the frame's await returns: an interrupt, or the failure of what it waited for.</summary>
    public Exception? Pending { get; set; }

    // The line the frame stands in. A frame waits for one thing at a time, so the links live here and waiting allocates nothing.
    public IWaitPlace? Place { get; set; }

    public IWaitPlace? GrantedBy { get; set; }

    public ProcessFrame? Next { get; set; }

    public ProcessFrame? Previous { get; set; }

    public double Amount { get; set; }

    public int Priority { get; set; }

    public double Since { get; set; }

    /// <summary>What the place keeps for this frame: the slot of a claim, the index of an item.</summary>
    public int Ticket { get; set; }

    public object? Subject { get; set; }

    private ProcessFrame? _caller;
    private Signal? _ended;

    /// <summary>Runs the method until its next wait or its end.</summary>
    public void Step()
    {
        State = FrameState.Running;
        HasBegun = true;
        MoveNext();
        if (State == FrameState.Ended)
        {
            // A frame whose end was awaited is left to the garbage collector: the awaiting one still asks it for its simulation.
            if (_ended == null)
            {
                Recycle();
            }
        }
        else
        {
            State = FrameState.Waiting;
            if (Pending is InterruptedException interrupt)
            {
                // It came while this frame was running: it breaks off the wait that has just begun.
                Pending = null;
                Simulation.Interrupt(Root.Leaf, interrupt);
            }
        }
    }

    /// <summary>Makes a new call of a pooled frame ready.</summary>
    public void Prepare()
    {
        State = FrameState.Prepared;
        HasBegun = false;
    }

    public void BeginAsRoot(Simulation simulation)
    {
        RequirePrepared();
        Simulation = simulation;
        Root = this;
        Leaf = this;
        State = FrameState.Waiting;
        Slot = simulation.Enrol(this);
    }

    public void BeginAsPartOf(ProcessFrame caller)
    {
        RequirePrepared();
        Simulation = caller.Simulation;
        Root = caller.Root;
        Root.Leaf = this;
        _caller = caller;
        State = FrameState.Waiting;
        Slot = Simulation.Enrol(this);
        Simulation.ContinueWith(this);
    }

    /// <summary>Called by the method's builder when the method returns (null) or throws.</summary>
    public void End(Exception? failure)
    {
        Debug.Assert(State == FrameState.Running, "only a running frame ends");
        State = FrameState.Ended;
        Version++;
        var simulation = Simulation;
        simulation.Dismiss(this);
        if (_caller is { } caller)
        {
            _caller = null;
            Root.Leaf = caller;
            caller.Pending = failure ?? Pending;
            Pending = null;
            simulation.ContinueWith(caller);
            return;
        }

        Pending = null;
        simulation.RootEnded();
        if (_ended is { HasWaiters: true } ended)
        {
            ended.FireEnd(failure);
        }
        else if (failure != null)
        {
            simulation.Fail(failure);
        }
    }

    /// <summary>Completes when the call has ended; made on demand.</summary>
    public Signal Ended => _ended ??= new Signal(Simulation);

    /// <summary>True from the first step on.</summary>
    public bool HasBegun { get; private set; }

    public bool IsStarted => State != FrameState.Prepared;

    public bool Interrupt(InterruptedException interrupt)
    {
        if (State == FrameState.Prepared || !Root.HasBegun)
        {
            throw new InvalidOperationException("A process can not be interrupted before it has begun.");
        }

        return Simulation.Interrupt(Root.Leaf, interrupt);
    }

    /// <summary>Throws what the wait ended with, if it ended badly.</summary>
    public void ThrowPending()
    {
        if (Pending is { } pending)
        {
            Pending = null;
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(pending);
        }
    }

    protected abstract void MoveNext();

    /// <summary>Drops what the call held and returns the frame to its pool.</summary>
    protected abstract void Recycle();

    private void RequirePrepared()
    {
        if (State != FrameState.Prepared)
        {
            throw new InvalidOperationException("This call of a process method has already been started: call the method again for another process.");
        }
    }
}

/// <summary>A call whose method returns a value.</summary>
internal abstract class ResultFrame<TResult> : ProcessFrame
{
    public TResult? Result { get; set; }
}

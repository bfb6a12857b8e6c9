using System.Runtime.ExceptionServices;
using MedMgr.Sim.Engine.Events;
using MedMgr.Sim.Engine.Processes;

namespace MedMgr.Sim.Engine;

/// <content>Processes: starting them, letting virtual time pass for them, waking them.</content>
public sealed partial class Simulation
{
    private ProcessFrame?[] _frames = new ProcessFrame?[16];
    private int[] _freeSlots = new int[16];
    private int _freeSlotCount;
    private int _slotsUsed;
    private ProcessFrame? _current;
    private ProcessFrame? _continuation;
    private Conditions? _conditions;

    /// <summary>How many started processes have not ended.</summary>
    public int ProcessesAlive { get; private set; }

    internal ProcessFrame Current =>
        _current ?? throw new InvalidOperationException("Only a process can wait: this was awaited outside of any process of this simulation.");

    internal Conditions Conditions => _conditions ??= new Conditions(this);

    /// <summary>Sets a process going at once: it runs to its first wait before this returns.</summary>
    /// <remarks>Keep the process in a variable first to interrupt it or to await its end later.</remarks>
    public void Start(Process process)
    {
        process.Frame.BeginAsRoot(this);
        ProcessesAlive++;
        Resume(process.Frame);
    }

    /// <summary>Sets a process going after a delay.</summary>
    /// <param name="process">One call of a process method.</param>
    /// <param name="delay">From now, zero or more.</param>
    /// <param name="priority">Among events of the same time the smaller goes first.</param>
    public void Start(Process process, double delay, int priority = 0)
    {
        process.Frame.BeginAsRoot(this);
        ProcessesAlive++;
        WakeAfter(process.Frame, delay, priority, WaitOutcome.Elapsed);
    }

    /// <summary>Lets virtual time pass for the awaiting process. An interrupt surfaces as <see cref="InterruptedException{TCause}"/>.</summary>
    /// <param name="delay">Zero or more. Zero lets everything already due at this instant happen first.</param>
    /// <param name="priority">Among events of the same time the smaller goes first.</param>
    public DelayAwaiter Delay(double delay, int priority = 0) => new(this, delay, priority);

    /// <summary>Lets virtual time pass; an interrupt comes back as a value, with what was left of the delay.</summary>
    public InterruptibleDelayAwaiter DelayOrInterrupt(double delay) => new(this, delay);

    /// <summary>Waits until a condition on the model's state holds; at once if it already does.</summary>
    /// <remarks>The condition is asked after each event while somebody waits: keep it cheap and free of effects. For one known cause prefer <see cref="Signal"/>.</remarks>
    public ConditionAwaiter WaitUntil(Func<bool> condition) => WaitUntil(condition, double.PositiveInfinity);

    /// <summary>Waits until a condition holds, at most this long. The await gives false if it did not come to hold.</summary>
    public ConditionAwaiter WaitUntil(Func<bool> condition, double timeout)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new ConditionAwaiter(this, condition, timeout);
    }

    internal int Enrol(ProcessFrame frame)
    {
        int slot;
        if (_freeSlotCount > 0)
        {
            slot = _freeSlots[--_freeSlotCount];
        }
        else
        {
            slot = _slotsUsed++;
            if (slot == _frames.Length)
            {
                Array.Resize(ref _frames, 2 * slot);
                Array.Resize(ref _freeSlots, 2 * slot);
            }
        }

        _frames[slot] = frame;
        return slot;
    }

    internal void Dismiss(ProcessFrame frame)
    {
        _frames[frame.Slot] = null;
        _freeSlots[_freeSlotCount++] = frame.Slot;
    }

    internal void RootEnded() => ProcessesAlive--;

    internal void Fail(Exception failure) => _fault ??= ExceptionDispatchInfo.Capture(failure);

    /// <summary>The frame runs as soon as the one now running has returned: calls between processes never deepen the stack.</summary>
    internal void ContinueWith(ProcessFrame frame) => _continuation = frame;

    internal void WakeAfter(ProcessFrame frame, double delay, int priority, WaitOutcome outcome)
    {
        if (!(delay >= 0.0 && delay <= double.MaxValue) || priority != (short)priority)
        {
            Refuse(delay, 0, priority);
        }

        frame.Outcome = outcome;
        frame.WakeTime = _now + delay;
        frame.WakeOrder = _calendar.Add(frame.WakeTime, priority, KindResume, frame.Slot);
    }

    /// <summary>A wait that ends by itself after the timeout; positive infinity waits for ever.</summary>
    internal void Limit(ProcessFrame frame, double timeout)
    {
        if (double.IsPositiveInfinity(timeout))
        {
            frame.WakeTime = timeout;
        }
        else
        {
            WakeAfter(frame, timeout, 0, WaitOutcome.TimedOut);
        }
    }

    /// <summary>The frame has got what it stood in line for, and is resumed after the present event.</summary>
    internal void Grant(ProcessFrame frame, IWaitPlace place)
    {
        frame.Place = null;
        frame.GrantedBy = place;
        frame.Outcome = WaitOutcome.Granted;
        WakeNow(frame);
    }

    internal bool Interrupt(ProcessFrame frame, InterruptedException interrupt)
    {
        if (frame.Pending != null)
        {
            return false; // an interrupt, or the failure of a joined process, is already on its way
        }

        if (frame.State == FrameState.Running || !frame.HasBegun)
        {
            // It runs further up the stack, or is about to: the interrupt reaches it at its next wait (ProcessFrame.Step).
            frame.Pending = interrupt;
            return true;
        }

        // Woken before its place gives away what it leaves: the interrupted one goes before those who gain by it.
        var (place, giver) = (frame.Place, frame.GrantedBy);
        frame.Place = null;
        frame.GrantedBy = null;
        frame.Outcome = WaitOutcome.Interrupted;
        frame.Pending = interrupt;
        WakeNow(frame);
        place?.Leave(frame);
        giver?.TakeBack(frame);
        return true;
    }

    /// <summary>A grant that its frame has not yet seen is undone: the frame waits again, with the patience it had.</summary>
    internal void Unwake(ProcessFrame frame)
    {
        frame.GrantedBy = null;
        frame.WakeOrder = 0;
        CountStale();
        Limit(frame, frame.WakeTime - _now);
    }

    private void WakeNow(ProcessFrame frame)
    {
        if (frame.WakeOrder != 0)
        {
            frame.WakeOrder = 0;
            CountStale();
        }

        frame.WakeOrder = _calendar.AddNow(_now, KindResume, frame.Slot);
    }

    private bool IsAwaited(in Entry entry) => _frames[entry.Payload] is { } frame && frame.WakeOrder == entry.Order;

    private bool TakeResumption(in Entry entry)
    {
        if (_frames[entry.Payload] is not { } frame || frame.WakeOrder != entry.Order)
        {
            return false;
        }

        _now = entry.Time;
        frame.WakeOrder = 0;
        frame.GrantedBy = null;
        if (frame.Place is { } place)
        {
            // Still in line when the timer rang: it leaves with WaitOutcome.TimedOut.
            frame.Place = null;
            place.Leave(frame);
        }

        Resume(frame);
        return true;
    }

    private void Resume(ProcessFrame first)
    {
        var outer = _current;
        for (var frame = first; frame != null; frame = _continuation)
        {
            _continuation = null;
            _current = frame;
            frame.Step();
        }

        _current = outer;
    }
}

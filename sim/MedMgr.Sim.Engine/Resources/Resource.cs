using MedMgr.Sim.Engine.Processes;
using MedMgr.Sim.Engine.Statistics;

namespace MedMgr.Sim.Engine.Resources;

/// <summary>A number of equal units (beds, nurses, scanners) that processes claim, hold and give back.</summary>
/// <remarks>
/// The line is served by priority, the smallest number first, and first come first served within a priority. A request for several units at the
/// head of the line is not overtaken by smaller ones of the same or a lower priority. Capacity may change at any time; units in use above a lowered
/// capacity are withdrawn as they come back.
/// </remarks>
public sealed partial class Resource : IWaitPlace
{
    private readonly WaitLine _line = new();
    private int _capacity;
    private int _inUse;

    /// <param name="simulation">Whose processes use it.</param>
    /// <param name="name">Prefix of its statistics: "name: in use", "name: waiting", "name: wait".</param>
    /// <param name="capacity">Units, zero or more.</param>
    public Resource(Simulation simulation, string name, int capacity)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        Simulation = simulation;
        Name = name;
        _capacity = capacity;
        InUse = simulation.Statistics.Level(name + ": in use");
        Waiting = simulation.Statistics.Level(name + ": waiting");
        Wait = simulation.Statistics.Tally(name + ": wait");
        Reneged = simulation.Statistics.Counter(name + ": reneged");
    }

    public Simulation Simulation { get; }

    public string Name { get; }

    public int Capacity => _capacity;

    /// <summary>Units nobody holds; negative while a lowered capacity waits for units to come back.</summary>
    public int Free => _capacity - _inUse;

    /// <summary>Units held, weighted by time.</summary>
    public Level InUse { get; }

    /// <summary>Requests in line, weighted by time.</summary>
    public Level Waiting { get; }

    /// <summary>From request to grant, of granted requests; zero for those granted at once. Work taken up again after pre-emption does not count anew.</summary>
    public Tally Wait { get; }

    /// <summary>Requests that timed out.</summary>
    public Counter Reneged { get; }

    /// <summary>Claims units, waiting as long as it takes.</summary>
    /// <param name="units">At least one.</param>
    /// <param name="priority">The smallest number is served first.</param>
    /// <param name="preempt">Take units from holders with a larger number, the largest first and of those the latest, if that satisfies the request.</param>
    public ClaimAwaiter Acquire(int units = 1, int priority = 0, bool preempt = false) =>
        new(this, units, priority, preempt, double.PositiveInfinity, isResuming: false);

    /// <summary>Claims units, waiting at most this long. After that the claim comes back with <see cref="Claim.IsHeld"/> false.</summary>
    public ClaimAwaiter AcquireWithin(double patience, int units = 1, int priority = 0, bool preempt = false) =>
        new(this, units, priority, preempt, patience, isResuming: false);

    /// <summary>Claims one unit, holds it for the work and gives it back. If more urgent work takes the unit, stands at the head of its priority until it gets one again.</summary>
    public async Process Use(double work, int priority = 0, bool preempt = false, BrokenWork broken = BrokenWork.Resumes)
    {
        var remaining = work;
        var isResuming = false;
        while (true)
        {
            using var unit = await new ClaimAwaiter(this, 1, priority, preempt, double.PositiveInfinity, isResuming);
            var outcome = await Simulation.DelayOrInterrupt(remaining);
            if (!outcome.WasInterrupted)
            {
                return;
            }

            if (!outcome.WasInterruptedBy<Preempted>(out var cause) || cause.Resource != this || unit.IsHeld)
            {
                throw outcome.Interrupt!;
            }

            remaining = broken == BrokenWork.Resumes ? outcome.Remaining : work;
            isResuming = true;
        }
    }

    /// <summary>Changes the number of units. A rise serves the line at this instant; a fall takes effect as units come back.</summary>
    public void SetCapacity(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _capacity = capacity;
        ServeLine();
    }

    /// <summary>Grants the request at once if it may be, otherwise leaves everything as it is.</summary>
    internal bool TryGrant(ProcessFrame frame, int units, int priority, bool preempt, bool isResuming, out Claim claim)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        claim = default;
        if (_line.First is { } first && (first.Priority < priority || (first.Priority == priority && !isResuming)))
        {
            return false;
        }

        var takes = Free < units;
        if (takes && !(preempt && TryPreempt(frame, units, priority)))
        {
            return false;
        }

        claim = Hold(frame.Root, units, priority);
        if (!isResuming)
        {
            Wait.Record(0.0);
        }

        if (takes)
        {
            ServeLine(); // a victim may have held more than was needed
        }

        return true;
    }

    internal void StandInLine(ProcessFrame frame, int units, int priority, bool isResuming)
    {
        frame.Amount = units;
        frame.Priority = priority;
        frame.Since = isResuming ? double.NaN : Simulation._now;
        frame.Place = this;
        if (isResuming)
        {
            _line.AddFirst(frame);
        }
        else
        {
            _line.AddLast(frame);
        }

        Waiting.Set(_line.Count);
    }

    internal Claim ClaimOf(ProcessFrame frame)
    {
        if (frame.Outcome != WaitOutcome.Granted)
        {
            return default;
        }

        return new Claim(this, frame.Ticket, _holds[frame.Ticket].Version);
    }

    void IWaitPlace.Leave(ProcessFrame frame)
    {
        _line.Remove(frame);
        Waiting.Set(_line.Count);
        if (frame.Outcome == WaitOutcome.TimedOut)
        {
            Reneged.Add();
        }

        ServeLine(); // a large request that leaves may have held up smaller ones
    }

    void IWaitPlace.TakeBack(ProcessFrame frame) => Release(frame.Ticket, _holds[frame.Ticket].Version);

    private void ServeLine()
    {
        while (_line.First is { } frame && frame.Amount <= Free)
        {
            _line.Remove(frame);
            Waiting.Set(_line.Count);
            if (!double.IsNaN(frame.Since))
            {
                Wait.Record(Simulation._now - frame.Since);
            }

            frame.Ticket = Hold(frame.Root, (int)frame.Amount, frame.Priority).Slot;
            Simulation.Grant(frame, this);
        }
    }
}

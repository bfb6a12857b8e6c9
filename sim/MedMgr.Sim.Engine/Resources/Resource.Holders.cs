using MedMgr.Sim.Engine.Processes;

namespace MedMgr.Sim.Engine.Resources;

/// <content>Who holds what, giving it back, and having it taken.</content>
public sealed partial class Resource
{
    private HoldEntry[] _holds = new HoldEntry[4];
    private int _holdsUsed;
    private int _freeHold = -1;
    private ulong _grants;

    internal bool IsHeld(int slot, uint version) => _holds[slot].IsHeld && _holds[slot].Version == version;

    internal void Release(int slot, uint version)
    {
        if (!IsHeld(slot, version))
        {
            return;
        }

        Void(slot);
        ServeLine();
    }

    private Claim Hold(ProcessFrame holder, int units, int priority)
    {
        var slot = _freeHold;
        if (slot >= 0)
        {
            _freeHold = _holds[slot].NextFree;
        }
        else
        {
            if (_holdsUsed == _holds.Length)
            {
                Array.Resize(ref _holds, 2 * _holdsUsed);
            }

            slot = _holdsUsed++;
        }

        ref var hold = ref _holds[slot];
        hold.Holder = new Process(holder);
        hold.Units = units;
        hold.Priority = priority;
        hold.Since = Simulation._now;
        hold.Grant = ++_grants;
        hold.IsHeld = true;
        _inUse += units;
        InUse.Set(_inUse);
        return new Claim(this, slot, hold.Version);
    }

    private void Void(int slot)
    {
        ref var hold = ref _holds[slot];
        hold.IsHeld = false;
        hold.Version++;
        hold.Holder = default;
        hold.NextFree = _freeHold;
        _freeHold = slot;
        _inUse -= hold.Units;
        InUse.Set(_inUse);
    }

    private bool TryPreempt(ProcessFrame frame, int units, int priority)
    {
        var within = Free;
        for (var slot = 0; slot < _holdsUsed; slot++)
        {
            within += IsVictim(slot, frame, priority) ? _holds[slot].Units : 0;
        }

        if (within < units)
        {
            return false;
        }

        while (Free < units)
        {
            TakeFrom(LeastUrgent(frame, priority), frame);
        }

        return true;
    }

    /// <summary>The largest priority number, and of those the latest grant: the least work is lost.</summary>
    private int LeastUrgent(ProcessFrame by, int priority)
    {
        var victim = -1;
        for (var slot = 0; slot < _holdsUsed; slot++)
        {
            if (IsVictim(slot, by, priority) && (victim < 0
                || _holds[slot].Priority > _holds[victim].Priority
                || (_holds[slot].Priority == _holds[victim].Priority && _holds[slot].Grant > _holds[victim].Grant)))
            {
                victim = slot;
            }
        }

        return victim;
    }

    private bool IsVictim(int slot, ProcessFrame by, int priority) =>
        _holds[slot].IsHeld && _holds[slot].Priority > priority && !ReferenceEquals(_holds[slot].Holder.Frame, by.Root);

    private void TakeFrom(int slot, ProcessFrame by)
    {
        var (holder, since, units, priority) = (_holds[slot].Holder, _holds[slot].Since, _holds[slot].Units, _holds[slot].Priority);
        Void(slot);
        if (holder.HasEnded)
        {
            return;
        }

        var leaf = holder.Frame.Leaf;
        if (ReferenceEquals(leaf.GrantedBy, this) && leaf.Ticket == slot)
        {
            // Granted at this very instant and not yet seen by the victim: as if it had never been granted.
            Simulation.Unwake(leaf);
            StandInLine(leaf, units, priority, isResuming: true);
            return;
        }

        holder.Interrupt(new Preempted(this, new Process(by.Root), since));
    }

    private struct HoldEntry
    {
        public Process Holder;
        public double Since;
        public ulong Grant;
        public int Units;
        public int Priority;
        public int NextFree;
        public uint Version;
        public bool IsHeld;
    }
}

namespace MedMgr.Sim.Engine.Events;

/// <summary>A scheduled event that can still be cancelled. The default value stands for no event.</summary>
public readonly record struct EventHandle
{
    internal EventHandle(int slot, ulong order)
    {
        Slot = slot;
        Order = order;
    }

    internal int Slot { get; }

    internal ulong Order { get; }
}

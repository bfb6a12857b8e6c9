namespace MedMgr.Sim.Engine.Events;

/// <summary>Events that may be cancelled or carry a delegate. The calendar holds their slot; an entry whose order is not the slot's is stale.</summary>
internal sealed class TimerTable
{
    private Timer[] _timers = new Timer[8];
    private int _used;
    private int _free = -1;

    public int Take()
    {
        if (_free >= 0)
        {
            var slot = _free;
            _free = _timers[slot].NextFree;
            return slot;
        }

        if (_used == _timers.Length)
        {
            Array.Resize(ref _timers, 2 * _used);
        }

        return _used++;
    }

    public void Set(int slot, ulong order, int kind, int payload, Action? action) => _timers[slot] = new Timer(order, kind, payload, action, -1);

    public bool IsLive(int slot, ulong order) => order != 0 && slot < _used && _timers[slot].Order == order;

    /// <summary>Frees the slot and returns what it held.</summary>
    public Timer Remove(int slot)
    {
        var timer = _timers[slot];
        _timers[slot] = new Timer(0, 0, 0, null, _free);
        _free = slot;
        return timer;
    }

    internal readonly record struct Timer(ulong Order, int Kind, int Payload, Action? Action, int NextFree);
}

using System.Runtime.CompilerServices;
using MedMgr.Sim.Engine.Statistics;

namespace MedMgr.Sim.Engine.Resources;

/// <summary>Servers with a waiting line for models in the fast style. Customers are numbers of the model's choosing.</summary>
/// <remarks>
/// The station decides who is served and keeps the statistics; the model schedules the ends of service. Served by rank, the smallest first, and first
/// come first served within a rank. Nothing is allocated for a customer. For pre-emption and reneging see <see cref="Resource"/>.
/// </remarks>
public sealed class Station
{
    /// <summary>The ranks fit the bits of one word.</summary>
    public const int MaxRanks = 64;

    private readonly Simulation _simulation;
    private readonly RingBuffer<Waiter>[] _lines;
    private ulong _occupied;
    private int _capacity;
    private int _busy;
    private int _waiting;

    /// <param name="simulation">Whose clock and statistics it uses.</param>
    /// <param name="name">Prefix of its statistics: "name: busy", "name: waiting", "name: wait".</param>
    /// <param name="capacity">Servers, zero or more.</param>
    /// <param name="ranks">Priorities of the line, 1 to <see cref="MaxRanks"/>.</param>
    public Station(Simulation simulation, string name, int capacity, int ranks = 1)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ranks);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ranks, MaxRanks);
        _simulation = simulation;
        _capacity = capacity;
        _lines = new RingBuffer<Waiter>[ranks];
        for (var rank = 0; rank < ranks; rank++)
        {
            _lines[rank] = new RingBuffer<Waiter>(16);
        }

        Busy = simulation.Statistics.Level(name + ": busy");
        Waiting = simulation.Statistics.Level(name + ": waiting");
        Wait = simulation.Statistics.Tally(name + ": wait");
        Delayed = simulation.Statistics.Counter(name + ": delayed");
    }

    /// <summary>Servers at work, weighted by time.</summary>
    public Level Busy { get; }

    /// <summary>Customers in line, weighted by time.</summary>
    public Level Waiting { get; }

    /// <summary>Time in line of each customer whose service has begun; zero for those served at once.</summary>
    public Tally Wait { get; }

    /// <summary>Customers who stood in line and whose service has begun.</summary>
    public Counter Delayed { get; }

    public int Capacity => _capacity;

    public int InService => _busy;

    public int InLine => _waiting;

    /// <summary>A customer comes. True: a server was free and is now theirs, begin the service. False: they stand in line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Arrive(int customer, int rank = 0)
    {
        if (_busy < _capacity)
        {
            Busy.Set(++_busy);
            Wait.Record(0.0);
            return true;
        }

        _lines[rank].AddLast(new Waiter(_simulation._now, customer));
        _occupied |= 1UL << rank;
        Waiting.Set(++_waiting);
        return false;
    }

    /// <summary>A service ends. True: the server is now <paramref name="next"/>'s, begin their service. False: the server is free or was withdrawn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Depart(out int next)
    {
        if (_busy <= 0)
        {
            throw new InvalidOperationException("A service ended at a station where nobody is served.");
        }

        if (_occupied != 0 && _busy <= _capacity)
        {
            next = TakeNext();
            return true;
        }

        Busy.Set(--_busy);
        next = -1;
        return false;
    }

    /// <summary>Changes the number of servers. Services under way end in their own time; after a rise call <see cref="Admit"/> until it says false.</summary>
    public void SetCapacity(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _capacity = capacity;
    }

    /// <summary>Gives a free server to the next in line. True: begin the service of <paramref name="next"/>.</summary>
    public bool Admit(out int next)
    {
        if (_occupied == 0 || _busy >= _capacity)
        {
            next = -1;
            return false;
        }

        Busy.Set(++_busy);
        next = TakeNext();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int TakeNext()
    {
        var rank = System.Numerics.BitOperations.TrailingZeroCount(_occupied);
        ref var line = ref _lines[rank];
        var waiter = line.RemoveFirst();
        if (line.Count == 0)
        {
            _occupied &= ~(1UL << rank);
        }

        Waiting.Set(--_waiting);
        Wait.Record(_simulation._now - waiter.Since);
        Delayed.Add();
        return waiter.Customer;
    }

    private readonly struct Waiter(double since, int customer)
    {
        public readonly double Since = since;
        public readonly int Customer = customer;
    }
}

using MedMgr.Sim.Engine.Events;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Resources;

namespace MedMgr.Sim.Engine.Tests.Theory;

/// <summary>Ranked Poisson arrivals at one station, in the fast style.</summary>
internal sealed class EventQueue : IEventHandler
{
    private const int Arrival = 0;
    private const int Departure = 1;

    private readonly Simulation _simulation;
    private readonly double[] _meanInterarrivals;
    private readonly Distribution[] _services;
    private readonly RandomStream[] _arrivalStreams;
    private readonly RandomStream[] _serviceStreams;
    private readonly Statistics.Tally[] _waits;
    private readonly List<int> _rankOf = [];
    private readonly Stack<int> _free = new();
    private readonly List<double> _since = [];

    public EventQueue(Simulation simulation, int servers, params (double MeanInterarrival, Distribution Service)[] classes)
    {
        _simulation = simulation;
        simulation.HandleWith(this);
        _meanInterarrivals = [.. classes.Select(c => c.MeanInterarrival)];
        _services = [.. classes.Select(c => c.Service)];
        _arrivalStreams = [.. classes.Select((_, i) => simulation.Stream($"arrivals {i}"))];
        _serviceStreams = [.. classes.Select((_, i) => simulation.Stream($"services {i}"))];
        _waits = [.. classes.Select((_, i) => simulation.Statistics.Tally($"wait {i}"))];
        Station = new Station(simulation, "servers", servers, classes.Length);
        for (var rank = 0; rank < classes.Length; rank++)
        {
            simulation.Schedule(_arrivalStreams[rank].Exponential(_meanInterarrivals[rank]), Arrival, rank);
        }
    }

    public Station Station { get; }

    /// <summary>Wait by rank.</summary>
    public Statistics.Tally WaitOf(int rank) => _waits[rank];

    public void Handle(int kind, int payload)
    {
        if (kind == Arrival)
        {
            _simulation.Schedule(_arrivalStreams[payload].Exponential(_meanInterarrivals[payload]), Arrival, payload);
            var customer = NewCustomer(payload);
            if (Station.Arrive(customer, payload))
            {
                Begin(customer);
            }
        }
        else
        {
            _free.Push(payload);
            if (Station.Depart(out var next))
            {
                Begin(next);
            }
        }
    }

    private void Begin(int customer)
    {
        var rank = _rankOf[customer];
        WaitOf(rank).Record(_simulation.Now - _since[customer]);
        _simulation.Schedule(_services[rank].Sample(_serviceStreams[rank]), Departure, customer);
    }

    private int NewCustomer(int rank)
    {
        if (!_free.TryPop(out var customer))
        {
            customer = _rankOf.Count;
            _rankOf.Add(0);
            _since.Add(0.0);
        }

        _rankOf[customer] = rank;
        _since[customer] = _simulation.Now;
        return customer;
    }
}

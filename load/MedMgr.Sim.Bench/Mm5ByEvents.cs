using MedMgr.Sim.Engine;
using MedMgr.Sim.Engine.Events;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Resources;

namespace MedMgr.Sim.Bench;

/// <summary>M/M/5 in the fast style: what a model author writes, nothing more.</summary>
internal sealed class Mm5ByEvents : IEventHandler, IMm5
{
    private const int Arrival = 0;
    private const int Departure = 1;

    private readonly Simulation _simulation;
    private readonly Station _servers;
    private readonly RandomStream _arrivals;
    private readonly RandomStream _services;
    private long _toCome;
    private int _customer;

    public Mm5ByEvents(ulong seed)
    {
        _simulation = new Simulation(seed);
        _simulation.HandleWith(this);
        _servers = new Station(_simulation, "servers", capacity: Mm5.Servers);
        _arrivals = _simulation.Stream("arrivals");
        _services = _simulation.Stream("services");
    }

    public long Run(long customers)
    {
        _toCome = customers;
        _simulation.Schedule(_arrivals.Exponential(Mm5.MeanInterarrival), Arrival);
        _simulation.Run();
        return _simulation.EventsHandled;
    }

    public double MeanWait => _servers.Wait.Mean;

    public void Handle(int kind, int payload)
    {
        if (kind == Arrival)
        {
            if (--_toCome > 0)
            {
                _simulation.Schedule(_arrivals.Exponential(Mm5.MeanInterarrival), Arrival);
            }

            var customer = _customer++;
            if (_servers.Arrive(customer))
            {
                Begin(customer);
            }
        }
        else if (_servers.Depart(out var next))
        {
            Begin(next);
        }
    }

    private void Begin(int customer) => _simulation.Schedule(_services.Exponential(Mm5.MeanService), Departure, customer);
}

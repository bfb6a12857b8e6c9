using MedMgr.Sim.Engine;
using MedMgr.Sim.Engine.Events;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Resources;

namespace MedMgr.Sim.Hospital.Validation.Models;

/// <summary>Poisson arrivals at servers with an unlimited line, first come first served.</summary>
internal sealed class DelayQueue : IEventHandler
{
    private const int Arrival = 0;
    private const int Departure = 1;

    private readonly Simulation _simulation;
    private readonly double _meanInterarrival;
    private readonly Distribution _service;
    private readonly RandomStream _gaps;
    private readonly RandomStream _services;

    public DelayQueue(Simulation simulation, int servers, double meanInterarrival, Distribution service)
    {
        _simulation = simulation;
        _meanInterarrival = meanInterarrival;
        _service = service;
        _gaps = simulation.Stream("arrivals");
        _services = simulation.Stream("services");
        Station = new Station(simulation, "servers", servers);
        simulation.HandleWith(this);
        simulation.Schedule(_gaps.Exponential(meanInterarrival), Arrival);
    }

    public Station Station { get; }

    public void Handle(int kind, int payload)
    {
        if (kind == Arrival)
        {
            _simulation.Schedule(_gaps.Exponential(_meanInterarrival), Arrival);
            if (Station.Arrive(0))
            {
                Serve();
            }
        }
        else if (Station.Depart(out _))
        {
            Serve();
        }
    }

    private void Serve() => _simulation.Schedule(_service.Sample(_services), Departure);
}

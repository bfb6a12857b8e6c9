using MedMgr.Sim.Engine;
using MedMgr.Sim.Engine.Events;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Statistics;

namespace MedMgr.Sim.Hospital.Validation.Models;

/// <summary>Poisson arrivals at servers without a line: whoever finds all busy goes away.</summary>
internal sealed class LossQueue : IEventHandler
{
    private const int Arrival = 0;
    private const int Departure = 1;

    private readonly Simulation _simulation;
    private readonly int _servers;
    private readonly double _meanInterarrival;
    private readonly Distribution _service;
    private readonly RandomStream _gaps;
    private readonly RandomStream _services;
    private int _busy;

    public LossQueue(Simulation simulation, int servers, double meanInterarrival, Distribution service)
    {
        _simulation = simulation;
        _servers = servers;
        _meanInterarrival = meanInterarrival;
        _service = service;
        _gaps = simulation.Stream("arrivals");
        _services = simulation.Stream("services");
        Came = simulation.Statistics.Counter("came");
        Lost = simulation.Statistics.Counter("lost");
        simulation.HandleWith(this);
        simulation.Schedule(_gaps.Exponential(meanInterarrival), Arrival);
    }

    public Counter Came { get; }

    public Counter Lost { get; }

    public void Handle(int kind, int payload)
    {
        if (kind == Departure)
        {
            _busy--;
            return;
        }

        _simulation.Schedule(_gaps.Exponential(_meanInterarrival), Arrival);
        Came.Add();
        if (_busy == _servers)
        {
            Lost.Add();
            return;
        }

        _busy++;
        _simulation.Schedule(_service.Sample(_services), Departure);
    }
}

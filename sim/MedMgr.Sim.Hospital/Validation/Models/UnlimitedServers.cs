using MedMgr.Sim.Engine;
using MedMgr.Sim.Engine.Events;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Statistics;

namespace MedMgr.Sim.Hospital.Validation.Models;

/// <summary>Poisson arrivals, a server for everyone.</summary>
internal sealed class UnlimitedServers : IEventHandler
{
    private const int Arrival = 0;
    private const int Departure = 1;

    private readonly Simulation _simulation;
    private readonly double _meanInterarrival;
    private readonly Distribution _stay;
    private readonly RandomStream _gaps;
    private readonly RandomStream _stays;

    public UnlimitedServers(Simulation simulation, double meanInterarrival, Distribution stay)
    {
        _simulation = simulation;
        _meanInterarrival = meanInterarrival;
        _stay = stay;
        _gaps = simulation.Stream("arrivals");
        _stays = simulation.Stream("stays");
        Present = simulation.Statistics.Level("present").WithTimeAtEachValue();
        simulation.HandleWith(this);
        simulation.Schedule(_gaps.Exponential(meanInterarrival), Arrival);
    }

    public Level Present { get; }

    public void Handle(int kind, int payload)
    {
        if (kind != Arrival)
        {
            Present.Add(-1.0);
            return;
        }

        _simulation.Schedule(_gaps.Exponential(_meanInterarrival), Arrival);
        Present.Add(1.0);
        _simulation.Schedule(_stay.Sample(_stays), Departure);
    }
}

using MedMgr.Sim.Engine;
using MedMgr.Sim.Engine.Processes;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Resources;

namespace MedMgr.Sim.Bench;

/// <summary>M/M/5 as it is told: customers come; each takes a server, keeps it for a while and goes.</summary>
internal sealed class Mm5ByProcesses : IMm5
{
    private readonly Simulation _simulation;
    private readonly Resource _servers;
    private readonly RandomStream _arrivals;
    private readonly RandomStream _services;

    public Mm5ByProcesses(ulong seed)
    {
        _simulation = new Simulation(seed);
        _servers = new Resource(_simulation, "servers", capacity: Mm5.Servers);
        _arrivals = _simulation.Stream("arrivals");
        _services = _simulation.Stream("services");
    }

    public long Run(long customers)
    {
        _simulation.Start(Customers(customers));
        _simulation.Run();
        return _simulation.EventsHandled;
    }

    public double MeanWait => _servers.Wait.Mean;

    private async Process Customers(long count)
    {
        for (var i = 0L; i < count; i++)
        {
            await _simulation.Delay(_arrivals.Exponential(Mm5.MeanInterarrival));
            _simulation.Start(Customer());
        }
    }

    private async Process Customer()
    {
        using var server = await _servers.Acquire();
        await _simulation.Delay(_services.Exponential(Mm5.MeanService));
    }
}

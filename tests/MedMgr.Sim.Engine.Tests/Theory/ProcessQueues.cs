using MedMgr.Sim.Engine.Processes;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Resources;

namespace MedMgr.Sim.Engine.Tests.Theory;

/// <summary>Queues told as processes.</summary>
internal static class ProcessQueues
{
    /// <summary>Customers come for ever; each does what <paramref name="customer"/> says.</summary>
    public static async Process Arrivals(Simulation simulation, string stream, double meanInterarrival, Func<Process> customer)
    {
        var arrivals = simulation.Stream(stream);
        while (true)
        {
            await simulation.Delay(arrivals.Exponential(meanInterarrival));
            simulation.Start(customer());
        }
    }

    public static Resource Waiting(Simulation simulation, int servers, double meanInterarrival, Distribution service)
    {
        var resource = new Resource(simulation, "servers", servers);
        var services = simulation.Stream("services");
        simulation.Start(Arrivals(simulation, "arrivals", meanInterarrival, Customer));
        return resource;

        async Process Customer()
        {
            using var server = await resource.Acquire();
            await simulation.Delay(service.Sample(services));
        }
    }

    /// <summary>Customers who find all servers busy are lost; gives (lost, came).</summary>
    public static (Statistics.Counter Lost, Statistics.Counter Came) Losing(Simulation simulation, int servers, double meanInterarrival, Distribution service)
    {
        var resource = new Resource(simulation, "servers", servers);
        var services = simulation.Stream("services");
        var (lost, came) = (simulation.Statistics.Counter("lost"), simulation.Statistics.Counter("came"));
        simulation.Start(Arrivals(simulation, "arrivals", meanInterarrival, Customer));
        return (lost, came);

        async Process Customer()
        {
            came.Add();
            using var server = await resource.AcquireWithin(0.0);
            if (!server.IsHeld)
            {
                lost.Add();
                return;
            }

            await simulation.Delay(service.Sample(services));
        }
    }

    /// <summary>Customers give up after an exponential patience; gives (gave up, came).</summary>
    public static (Statistics.Counter GaveUp, Statistics.Counter Came) GivingUp(
        Simulation simulation, int servers, double meanInterarrival, double meanService, double meanPatience)
    {
        var resource = new Resource(simulation, "servers", servers);
        var (services, patience) = (simulation.Stream("services"), simulation.Stream("patience"));
        var came = simulation.Statistics.Counter("came");
        simulation.Start(Arrivals(simulation, "arrivals", meanInterarrival, Customer));
        return (resource.Reneged, came);

        async Process Customer()
        {
            came.Add();
            using var server = await resource.AcquireWithin(patience.Exponential(meanPatience));
            if (server.IsHeld)
            {
                await simulation.Delay(services.Exponential(meanService));
            }
        }
    }

    /// <summary>Two classes at one server, the first pre-empts the second; gives the time in system of each.</summary>
    public static Statistics.Tally[] Preempting(Simulation simulation, (double MeanInterarrival, Distribution Work)[] classes, BrokenWork broken)
    {
        var server = new Resource(simulation, "server", 1);
        var times = classes.Select((_, i) => simulation.Statistics.Tally($"time {i}")).ToArray();
        for (var i = 0; i < classes.Length; i++)
        {
            var priority = i;
            var works = simulation.Stream($"work {i}");
            simulation.Start(Arrivals(simulation, $"arrivals {i}", classes[i].MeanInterarrival, () => Customer(priority, works)));
        }

        return times;

        async Process Customer(int priority, RandomStream works)
        {
            var came = simulation.Now;
            await server.Use(classes[priority].Work.Sample(works), priority, preempt: true, broken);
            times[priority].Record(simulation.Now - came);
        }
    }

    /// <summary>A server for everyone: gives the number present.</summary>
    public static Statistics.Level Unlimited(Simulation simulation, double meanInterarrival, Distribution service)
    {
        var present = simulation.Statistics.Level("present").WithTimeAtEachValue();
        var services = simulation.Stream("services");
        simulation.Start(Arrivals(simulation, "arrivals", meanInterarrival, Customer));
        return present;

        async Process Customer()
        {
            present.Add(1);
            await simulation.Delay(service.Sample(services));
            present.Add(-1);
        }
    }
}

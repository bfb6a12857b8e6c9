using MedMgr.Sim.Engine.Events;
using MedMgr.Sim.Engine.Experiments;
using MedMgr.Sim.Engine.Processes;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Resources;
using MedMgr.Sim.Engine.Statistics;

namespace MedMgr.Sim.Engine.Tests;

/// <summary>What docs/simulation-engine.md shows, compiled. Change both together.</summary>
internal static class DocumentationSnippets
{
    public static Tally RunEvents(ulong seed)
    {
        var simulation = new Simulation(seed);
        var desk = new TriageByEvents(simulation);
        simulation.RunUntil(24 * 60 * 7);
        return desk.Wait;
    }

    public static Tally RunProcesses(ulong seed)
    {
        var simulation = new Simulation(seed);
        var desk = new TriageByProcesses(simulation);
        simulation.RunUntil(24 * 60 * 7);
        return desk.Wait;
    }

    private sealed class TriageByProcesses
    {
        private readonly Simulation _simulation;
        private readonly Resource _nurses;
        private readonly RandomStream _gaps;
        private readonly RandomStream _lengths;

        public TriageByProcesses(Simulation simulation)
        {
            _simulation = simulation;
            _nurses = new Resource(simulation, "triage nurses", capacity: 2);
            _gaps = simulation.Stream("arrivals");
            _lengths = simulation.Stream("triage length");
            simulation.Start(Arrivals());
        }

        public Tally Wait => _nurses.Wait;

        private async Process Arrivals()
        {
            while (true)
            {
                await _simulation.Delay(_gaps.Exponential(mean: 5.0));
                _simulation.Start(Patient());
            }
        }

        private async Process Patient()
        {
            using var nurse = await _nurses.Acquire();
            await _simulation.Delay(_lengths.Exponential(mean: 8.0));
        }
    }

    private sealed class TriageByEvents : IEventHandler
    {
        private const int Arrival = 0;
        private const int TriageEnds = 1;

        private readonly Simulation _simulation;
        private readonly Station _nurses;
        private readonly RandomStream _gaps;
        private readonly RandomStream _lengths;
        private int _patients;

        public TriageByEvents(Simulation simulation)
        {
            _simulation = simulation;
            _nurses = new Station(simulation, "triage nurses", capacity: 2);
            _gaps = simulation.Stream("arrivals");
            _lengths = simulation.Stream("triage length");
            simulation.HandleWith(this);
            simulation.Schedule(_gaps.Exponential(mean: 5.0), Arrival);
        }

        public Tally Wait => _nurses.Wait;

        public void Handle(int kind, int patient)
        {
            switch (kind)
            {
                case Arrival:
                    _simulation.Schedule(_gaps.Exponential(mean: 5.0), Arrival);
                    var newcomer = _patients++;
                    if (_nurses.Arrive(newcomer)) Triage(newcomer);
                    break;
                case TriageEnds:
                    if (_nurses.Depart(out var next)) Triage(next);
                    break;
            }
        }

        private void Triage(int patient) => _simulation.Schedule(_lengths.Exponential(mean: 8.0), TriageEnds, patient);
    }

    public static (long Unseen, long Scanned, int Recalled) RunPatients()
    {
        var simulation = new Simulation(seed: 7);
        var (bays, scanner) = (new Resource(simulation, "bays", 2), new Resource(simulation, "scanner", 1));
        var (patience, work) = (simulation.Stream("patience"), simulation.Stream("work"));
        var (unseen, scanned) = (simulation.Statistics.Counter("left unseen"), simulation.Statistics.Counter("scanned"));
        var recalled = 0;
        var porter = Porter();
        simulation.Start(porter);
        simulation.Start(Arrivals());
        simulation.Schedule(100.0, () => porter.Interrupt(new Recall("ICU")));
        simulation.RunUntil(5_000.0);
        return (unseen.Count, scanned.Count, recalled);

        async Process Arrivals()
        {
            for (var acuity = 1; ; acuity = (acuity % 5) + 1)
            {
                await simulation.Delay(simulation.Stream("arrivals").Exponential(20.0));
                simulation.Start(Patient(acuity));
            }
        }

        async Process Patient(int acuity)
        {
            using var bay = await bays.AcquireWithin(patience.Exponential(120.0), priority: acuity);
            if (!bay.IsHeld)
            {
                unseen.Add();
                return;
            }

            await scanner.Use(work.Exponential(15.0), priority: acuity, preempt: acuity == 1, BrokenWork.Restarts);
            scanned.Add();
            await simulation.Delay(work.Exponential(30.0));
        }

        async Process Porter()
        {
            try
            {
                await simulation.Delay(480.0);
            }
            catch (InterruptedException<Recall> recall) when (recall.Cause.Ward == "ICU")
            {
                recalled++;
            }
        }
    }

    private sealed record Recall(string Ward);

    public static Comparison Compare()
    {
        double[] Waits(int bays) => Replications.Run(count: 40, threads: 2, replicate: replication =>
        {
            var simulation = new Simulation(seed: 7, replication);
            var ward = new Resource(simulation, "bays", bays);
            simulation.Start(Arrivals(simulation, ward));
            simulation.WarmUp(1_000.0);
            simulation.RunUntil(6_000.0);
            return ward.Wait.Mean;
        });

        var comparison = Comparison.Paired(Waits(bays: 2), Waits(bays: 3), confidence: Simultaneous.Bonferroni(0.95, count: 1));
        return comparison;
    }

    private static async Process Arrivals(Simulation simulation, Resource bays)
    {
        var (gaps, lengths) = (simulation.Stream("arrivals"), simulation.Stream("length of stay"));
        while (true)
        {
            await simulation.Delay(gaps.Exponential(20.0));
            simulation.Start(Stay(lengths.LogNormal(3.2, 0.7)));
        }

        async Process Stay(double length)
        {
            using var bay = await bays.Acquire();
            await simulation.Delay(length);
        }
    }

    public static PoissonArrivals EdArrivals(Simulation simulation, double[] perHourOfWeek)
    {
        var rate = ArrivalRate.Cyclic(perHourOfWeek, cellWidth: 1.0);   // 168 numbers, time in hours
        var arrivals = new PoissonArrivals(rate, simulation.Stream("ED candidates"), simulation.Stream("ED kept"));
        return arrivals;
    }
}

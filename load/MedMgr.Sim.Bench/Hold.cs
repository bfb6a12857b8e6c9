using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MedMgr.Sim.Engine;
using MedMgr.Sim.Engine.Events;
using MedMgr.Sim.Engine.Randomness;

namespace MedMgr.Sim.Bench;

/// <summary>The hold model: n events pending, each one schedules itself anew after an exponential time. Cost of one event by n.</summary>
internal static class Hold
{
    public static void Measure(int repeats)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Hold model, 2,000,000 events a run, best of {repeats} runs, CPU time in ns for one event (take it, draw an exponential, schedule)"));
        Console.WriteLine("pending   engine   PriorityQueue");
        foreach (var pending in new[] { 5, 50, 500, 5_000, 50_000 })
        {
            var (engine, reference) = (double.PositiveInfinity, double.PositiveInfinity);
            for (var repeat = 0; repeat <= repeats; repeat++)
            {
                engine = Math.Min(engine, OnEngine(pending));
                reference = Math.Min(reference, OnPriorityQueue(pending));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pending,7} {engine,8:F1} {reference,15:F1}"));
        }
    }

    private const int Events = 2_000_000;

    private static double OnEngine(int pending)
    {
        var model = new Model(pending);
        var before = Environment.CpuUsage.UserTime;
        model.Simulation.Run();
        return (Environment.CpuUsage.UserTime - before).TotalNanoseconds / model.Simulation.EventsHandled;
    }

    [SuppressMessage("Security", "CA5394", Justification = "A simulation, not a secret.")]
    private static double OnPriorityQueue(int pending)
    {
        var random = new Random(1);
        var queue = new PriorityQueue<int, double>();
        for (var i = 0; i < pending; i++)
        {
            queue.Enqueue(i, -Math.Log(1.0 - random.NextDouble()));
        }

        var before = Environment.CpuUsage.UserTime;
        for (var i = 0; i < Events && queue.TryDequeue(out var payload, out var time); i++)
        {
            queue.Enqueue(payload, time - Math.Log(1.0 - random.NextDouble()));
        }

        return (Environment.CpuUsage.UserTime - before).TotalNanoseconds / Events;
    }

    private sealed class Model : IEventHandler
    {
        private readonly RandomStream _stream;
        private int _left = Events;

        public Model(int pending)
        {
            Simulation = new Simulation(seed: 1);
            Simulation.HandleWith(this);
            _stream = Simulation.Stream("hold");
            for (var i = 0; i < pending; i++)
            {
                Simulation.Schedule(_stream.Exponential(1.0), 0, i);
            }
        }

        public Simulation Simulation { get; }

        public void Handle(int kind, int payload)
        {
            Simulation.Schedule(_stream.Exponential(1.0), kind, payload);
            if (--_left == 0)
            {
                Simulation.Stop();
            }
        }
    }
}

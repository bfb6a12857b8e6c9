using System.Diagnostics;
using System.Globalization;

namespace MedMgr.Sim.Bench;

internal interface IMm5
{
    double MeanWait { get; }

    /// <summary>Runs until all customers have gone and returns the number of events.</summary>
    long Run(long customers);
}

/// <summary>Customers per second through M/M/5 (mean inter-arrival 4, mean service 16), each style several times, the best kept.</summary>
internal static class Mm5
{
    public const int Servers = 5;
    public const double MeanInterarrival = 4.0;
    public const double MeanService = 16.0;

    private const double ExactMeanWait = 8.865801;

    public static void Measure(long customers, int repeats)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"M/M/5, {customers:N0} customers a run, best of {repeats} runs, one thread; exact mean wait {ExactMeanWait}"));
        Console.WriteLine("style        customers/s   per CPU second   ns/event   bytes/event   mean wait   x reference");
        var reference = Best("by hand", seed => new Mm5ByHand(seed), customers, repeats, double.NaN);
        Best("events", seed => new Mm5ByEvents(seed), customers, repeats, reference);
        Best("processes", seed => new Mm5ByProcesses(seed), customers, repeats, reference);
    }

    private static double Best(string style, Func<ulong, IMm5> make, long customers, int repeats, double reference)
    {
        make(1).Run(customers / 4); // compiled, and compiled again with what the first run taught
        double wall = double.PositiveInfinity, cpu = double.PositiveInfinity, bytesPerEvent = 0.0, nanosecondsPerEvent = 0.0, meanWait = 0.0;
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var model = make(7);
            var (allocated, cpuBefore, clock) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.UserTime, Stopwatch.StartNew());
            var events = model.Run(customers);
            var seconds = clock.Elapsed.TotalSeconds;
            var cpuSeconds = (Environment.CpuUsage.UserTime - cpuBefore).TotalSeconds;
            bytesPerEvent = (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / events;
            cpu = Math.Min(cpu, cpuSeconds);
            if (seconds < wall)
            {
                wall = seconds;
                nanosecondsPerEvent = seconds * 1e9 / events;
            }

            meanWait = model.MeanWait;
        }

        // The ratio is taken of CPU time: other work on the machine moves it less.
        var rate = customers / cpu;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{style,-10} {customers / wall,13:N0} {rate,16:N0} {nanosecondsPerEvent,10:F1} {bytesPerEvent,13:F4} {meanWait,11:F4} {(double.IsNaN(reference) ? 1.0 : rate / reference),13:F2}"));
        return rate;
    }
}

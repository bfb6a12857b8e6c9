using System.Globalization;

namespace MedMgr.Load.Reporting;

/// <summary>How busy the machine is, with everything that runs on it.</summary>
/// <param name="LoadAverage">Of the last minute; empty where the kernel does not say.</param>
/// <param name="BusySeconds">Of all cores since boot, steal included; 0 where the kernel does not say.</param>
internal sealed record MachineUse(string LoadAverage, double BusySeconds)
{
    private const double TicksPerSecond = 100;

    public static MachineUse Now() => new(
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "",
        File.Exists("/proc/stat") ? Busy(File.ReadLines("/proc/stat").First()) : 0);

    // cpu user nice system idle iowait irq softirq steal
    private static double Busy(string line)
    {
        var ticks = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(t => double.Parse(t, CultureInfo.InvariantCulture)).ToArray();
        return (ticks.Sum() - ticks[3] - ticks[4]) / TicksPerSecond;
    }
}

using System.Diagnostics;
using MedMgr.Load.Reporting;

namespace MedMgr.Load.Serving;

/// <summary>What a process has used since it began.</summary>
/// <param name="ResidentBytes">Now.</param>
/// <param name="PeakBytes">Resident, at most so far.</param>
internal readonly record struct Usage(TimeSpan Processor, long ResidentBytes, long PeakBytes)
{
    public static Usage Of(Process process)
    {
        process.Refresh();
        return new Usage(process.TotalProcessorTime, process.WorkingSet64, process.PeakWorkingSet64);
    }
}

/// <summary>Who used the processors during a stretch of time.</summary>
internal sealed class UsageStretch
{
    private const double Mebi = 1024 * 1024;

    private readonly Func<Usage> _use;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly MachineUse _machine = MachineUse.Now();
    private readonly TimeSpan _serverBefore;
    private readonly TimeSpan _selfBefore = Self;

    /// <param name="use">Of the server.</param>
    public UsageStretch(Func<Usage> use)
    {
        _use = use;
        _serverBefore = use().Processor;
    }

    private static TimeSpan Self => Environment.CpuUsage.TotalTime;

    /// <summary>Adds the processors' use since the beginning, and the server's memory now.</summary>
    /// <returns>Processor seconds of the server.</returns>
    public double Report(Report report)
    {
        var elapsed = _clock.Elapsed.TotalSeconds;
        var use = _use();
        var server = (use.Processor - _serverBefore).TotalSeconds;
        var self = (Self - _selfBefore).TotalSeconds;
        var others = Math.Max(0, MachineUse.Now().BusySeconds - _machine.BusySeconds - server - self);
        report.Add("server: cores used", server / elapsed, "cores");
        report.Add("this program: cores used", self / elapsed, "cores");
        report.Add("others and kernel: cores used", others / elapsed, "cores");
        report.Add("server: resident memory", use.ResidentBytes / Mebi, "MiB");
        report.Add("server: resident memory, peak", use.PeakBytes / Mebi, "MiB");
        return server;
    }
}

using System.Globalization;

namespace MedMgr.Load.Reporting;

/// <summary>How often the machine's disks were told to make writes durable.</summary>
internal static class DiskFlushes
{
    // major minor name, then 17 figures; the 16th counts flush requests (Linux 5.5 and later).
    private const int FlushesField = 18;

    /// <summary>Since boot; null where the kernel does not count them.</summary>
    public static long? Count() => File.Exists("/proc/diskstats") ? Of(File.ReadLines("/proc/diskstats")) : null;

    internal static long? Of(IEnumerable<string> lines)
    {
        var counted = lines.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(f => f.Length > FlushesField)
            .Sum(f => long.Parse(f[FlushesField], CultureInfo.InvariantCulture));
        return counted > 0 ? counted : null;
    }
}

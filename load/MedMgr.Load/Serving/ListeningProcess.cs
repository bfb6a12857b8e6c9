using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace MedMgr.Load.Serving;

/// <summary>Finds the process behind a port of this machine.</summary>
internal static class ListeningProcess
{
    private const string Listening = "0A";

    /// <summary>Null, with the reason in words, when it is not to be found.</summary>
    public static async Task<(Process? Process, string? Why)> Of(Uri address, CancellationToken cancellationToken)
    {
        if (!(await Dns.GetHostAddressesAsync(address.Host, cancellationToken)).All(IPAddress.IsLoopback))
        {
            return (null, $"{address.Host} is another machine");
        }

        if (!File.Exists("/proc/net/tcp"))
        {
            return (null, "this system has no /proc/net/tcp to find the process by");
        }

        var sockets = new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists).SelectMany(f => Sockets(File.ReadLines(f), address.Port)).ToHashSet(StringComparer.Ordinal);
        foreach (var process in Process.GetProcesses())
        {
            if (Holds(process.Id, sockets))
            {
                return (process, null);
            }

            process.Dispose();
        }

        return (null, sockets.Count == 0 ? $"nobody listens on port {address.Port} here" : $"the process on port {address.Port} belongs to somebody else");
    }

    /// <summary>The names under which the listening sockets of a port stand among a process's files.</summary>
    /// <param name="lines">Of /proc/net/tcp: number, local address:port, remote, state, queues, timer, retransmits, uid, timeout, inode.</param>
    internal static IEnumerable<string> Sockets(IEnumerable<string> lines, int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return from line in lines
               let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where fields.Length > 9 && fields[1].EndsWith(suffix, StringComparison.Ordinal) && fields[3] == Listening
               select $"socket:[{fields[9]}]";
    }

    private static bool Holds(int process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Any(f => File.ResolveLinkTarget(f, returnFinalTarget: false) is { } target && sockets.Contains(target.Name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile, or not ours to look into.
            return false;
        }
    }
}

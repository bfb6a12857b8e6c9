using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MedMgr.Load.Serving;

/// <summary>A server of its own: started, watched, stopped. Killed with its owner whatever happens.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private readonly Process _process;

    private ServerProcess(Process process, Uri address, int mllpPort, TimeSpan ready)
    {
        _process = process;
        Address = address;
        MllpPort = mllpPort;
        TimeToReady = ready;
    }

    public Uri Address { get; }

    public int MllpPort { get; }

    /// <summary>From the start of the process to the first 200 of /readyz.</summary>
    public TimeSpan TimeToReady { get; }

    /// <param name="further">Hospitals that it serves besides the bench's own.</param>
    public static Task<ServerProcess> Start(Bench bench, string dataFolder, IReadOnlyList<string> further, CancellationToken cancellationToken) => Start(
        bench,
        [
            "serve", "--data", dataFolder, "--hospital", bench.HospitalFile,

            // No processes beside the one that is measured: what a search for plans costs is measured by Optimizer.Bench.
            "--solver-workers", "0",
            .. further.SelectMany(file => new[] { "--hospital", file }),
        ],
        cancellationToken);

    /// <summary>The demo hospital, driven by its simulator.</summary>
    /// <param name="pace">Hours of the hospital in an hour.</param>
    public static Task<ServerProcess> Demo(Bench bench, string dataFolder, double pace, CancellationToken cancellationToken) =>
        Start(bench, ["--data", dataFolder, "--pace", pace.ToString(CultureInfo.InvariantCulture)], cancellationToken);

    private static async Task<ServerProcess> Start(Bench bench, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var (http, mllp) = (FreePort(), FreePort());
        var address = new Uri($"http://127.0.0.1:{http}");
        var clock = Stopwatch.StartNew();
        var start = new ProcessStartInfo(
            "dotnet",
            [bench.ServerDll, .. arguments, "--urls", address.ToString().TrimEnd('/'), "--mllp-port", mllp.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } said && Environment.GetEnvironmentVariable("MEDMGR_LOAD_VERBOSE") is not null)
            {
                Console.Error.WriteLine(said);
            }
        };
        process.BeginOutputReadLine();
        try
        {
            await UntilReady(process, new Uri(address, "readyz"), clock, cancellationToken);
            return new ServerProcess(process, address, mllp, clock.Elapsed);
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    public Usage Use() => Usage.Of(_process);

    /// <summary>Asks the server to stop as an operator would, and waits for it.</summary>
    public async Task Stop(CancellationToken cancellationToken)
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(cancellationToken);
        }

        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        if (_process.ExitCode != 0)
        {
            throw new BenchException($"The server ended with exit code {_process.ExitCode}.");
        }
    }

    public ValueTask DisposeAsync()
    {
        Kill(_process);
        return ValueTask.CompletedTask;
    }

    private static async Task UntilReady(Process process, Uri readiness, Stopwatch clock, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        while (clock.Elapsed < Patience)
        {
            if (process.HasExited)
            {
                throw new BenchException($"The server ended with exit code {process.ExitCode} before it was ready.");
            }

            try
            {
                using var answer = await http.GetAsync(readiness, cancellationToken);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(Poll, cancellationToken);
        }

        throw new BenchException($"The server was not ready within {Patience.TotalSeconds} s.");
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    // Another program may take it in between: then the server says so and the run is started again by hand.
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

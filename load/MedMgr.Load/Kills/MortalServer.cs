using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MedMgr.Load.Serving;

namespace MedMgr.Load.Kills;

/// <summary>A server that is killed and started again, on the same ports and the same data.</summary>
internal sealed class MortalServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Bench _bench;
    private readonly string _data;
    private readonly HttpClient _http = new();
    private Process? _process;

    public MortalServer(Bench bench, string data)
    {
        _bench = bench;
        _data = data;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        MllpPort = FreePort();
    }

    public Uri Address { get; }

    public int MllpPort { get; }

    /// <summary>When the present process was started, as <see cref="Stopwatch.GetTimestamp"/> has it.</summary>
    public long StartedAt { get; private set; }

    /// <returns>From the start of the process to the first 200 of /readyz.</returns>
    public async Task<TimeSpan> Start(CancellationToken cancellationToken)
    {
        StartedAt = Stopwatch.GetTimestamp();
        _process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                _bench.ServerDll, "serve", "--data", _data, "--urls", Address.ToString().TrimEnd('/'),
                "--mllp-port", MllpPort.ToString(CultureInfo.InvariantCulture), "--hospital", _bench.HospitalFile, "--solver-workers", "0",
            ])
        {
            RedirectStandardOutput = true,
        })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        while (Stopwatch.GetElapsedTime(StartedAt) < Patience)
        {
            if (_process.HasExited)
            {
                throw new BenchException($"The server ended with exit code {_process.ExitCode} before it was ready.");
            }

            if (await IsReady(cancellationToken))
            {
                return Stopwatch.GetElapsedTime(StartedAt);
            }

            await Task.Delay(10, cancellationToken);
        }

        throw new BenchException($"The server was not ready within {Patience.TotalSeconds} s.");
    }

    /// <summary>SIGKILL: no farewell, no flush.</summary>
    public async Task Kill()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _http.Dispose();
    }

    private async Task<bool> IsReady(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Address, "readyz"), cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

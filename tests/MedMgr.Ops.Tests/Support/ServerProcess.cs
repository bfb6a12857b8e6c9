using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace MedMgr.Ops.Tests.Support;

/// <summary>A server in a process of its own, on free ports of the loopback, with its data in a folder that outlives it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartAtMost = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ServerProcess(Process process, int httpPort, int mllpPort)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
        HttpPort = httpPort;
        MllpPort = mllpPort;
        Http = new HttpClient { BaseAddress = Url };
    }

    public int HttpPort { get; }

    public int MllpPort { get; }

    public Uri Url => new($"http://127.0.0.1:{HttpPort}");

    public HttpClient Http { get; }

    /// <param name="at">Ports to take again after a restart; free ones otherwise.</param>
    /// <param name="postgres">Connection string; null keeps the log in SQLite.</param>
    /// <param name="solverWorkers">Most tests plan nothing, and each worker takes a second of two cores to start.</param>
    /// <param name="hospitalFile">Riverside if left out.</param>
    /// <param name="heedsNoFileSizeSignal">A write beyond the limit of file sizes fails, as on a full disk, and does not end the process.</param>
    /// <param name="more">Further options.</param>
    public static Task<ServerProcess> Serve(
        string data, ServerProcess? at = null, string? postgres = null, int solverWorkers = 0, string? hospitalFile = null, bool heedsNoFileSizeSignal = false,
        IReadOnlyDictionary<string, string>? environment = null, params string[] more) => Start(
        data,
        at,
        (http, mllp) =>
        [
            "serve", "--data", data, "--urls", $"http://127.0.0.1:{http}", "--mllp-port", $"{mllp}", "--hospital", hospitalFile ?? Paths.Riverside,
            "--solver-workers", $"{solverWorkers}",
            .. postgres is null ? Array.Empty<string>() : ["--postgres", postgres],
            .. more,
        ],
        heedsNoFileSizeSignal: heedsNoFileSizeSignal,
        environment: environment);

    public static Task<ServerProcess> Demo(string data, int pace) => Start(
        data, null, (http, mllp) => ["--data", data, "--urls", $"http://127.0.0.1:{http}", "--mllp-port", $"{mllp}", "--pace", $"{pace}", "--solver-workers", "0"]);

    public int Id => _process.Id;

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>A drill; ready when its lead can act.</summary>
    public static Task<ServerProcess> Drill(string scenario, params string[] arguments)
    {
        var folder = Paths.NewFolder();
        return Start(
            folder, null,
            (http, mllp) =>
            [
                "drill", scenario, "--data", Path.Combine(folder, "data"), "--urls", $"http://127.0.0.1:{http}", "--mllp-port", $"{mllp}", "--recordings", Path.Combine(folder, "recordings"),
                .. arguments,
            ],
            "/api/drill");
    }

    public async Task<JsonElement> Board() => await Http.GetFromJsonAsync<JsonElement>("/api/hospitals/riverside/board");

    /// <summary>The processes that this one has started: its solver workers.</summary>
    public int[] Children() =>
    [
        .. from stat in Directory.EnumerateDirectories("/proc").Select(p => Path.Combine(p, "stat")).Where(File.Exists)
           let fields = ReadOrNothing(stat)
           // The name stands in brackets and may hold blanks; the parent is the second field behind it.
           where fields.Length > 0 && fields[(fields.LastIndexOf(')') + 2)..].Split(' ')[1] == $"{_process.Id}"
           select int.Parse(fields[..fields.IndexOf(' ')], CultureInfo.InvariantCulture),
    ];

    /// <summary>SIGKILL: no farewell, no flush.</summary>
    public async Task KillHard()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static async Task<ServerProcess> Start(
        string data, ServerProcess? at, Func<int, int, string[]> arguments, string readyAt = "/readyz", bool heedsNoFileSizeSignal = false,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var (http, mllp) = at is null ? (FreePort(), FreePort()) : (at.HttpPort, at.MllpPort);
        var server = new ServerProcess(Medmgr.Start(arguments(http, mllp), data, heedsNoFileSizeSignal, environment), http, mllp);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < StartAtMost)
        {
            if (server._process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {server._process.ExitCode}: {await server._error}{await server._output}");
            }

            try
            {
                using var ready = await server.Http.GetAsync(readyAt);
                if (ready.IsSuccessStatusCode)
                {
                    return server;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50);
        }

        await server.DisposeAsync();
        throw new TimeoutException($"The server was not ready within {StartAtMost}.");
    }

    private static string ReadOrNothing(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            // Ended since it was listed.
            return "";
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

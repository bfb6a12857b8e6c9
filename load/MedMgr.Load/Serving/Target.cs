using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace MedMgr.Load.Serving;

/// <summary>The server under load, whoever started it.</summary>
/// <param name="Use">Null where it is not known.</param>
/// <param name="UseUnknownBecause">Null where it is known.</param>
internal sealed record Target(Uri Address, string MllpHost, int MllpPort, Func<Usage>? Use, string? UseUnknownBecause) : IAsyncDisposable
{
    /// <summary>Ends with this.</summary>
    public IAsyncDisposable? Owned { get; init; }

    public static Target Of(ServerProcess server) => new(server.Address, "127.0.0.1", server.MllpPort, server.Use, null) { Owned = server };

    /// <summary>A server that somebody else has started.</summary>
    /// <param name="mllp">HOST:PORT.</param>
    /// <exception cref="BenchException">There is none, in words.</exception>
    public static async Task<Target> At(Uri address, string mllp, CancellationToken cancellationToken)
    {
        var colon = mllp.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(mllp[(colon + 1)..], out var port) || port is < 1 or > 65535)
        {
            throw new BenchException($"--mllp {mllp}: write HOST:PORT, for example 127.0.0.1:2575.");
        }

        var (process, why) = await ListeningProcess.Of(address, cancellationToken);
        return new Target(address, mllp[..colon], port, process is null ? null : () => Usage.Of(process), why);
    }

    /// <exception cref="BenchException">It does not answer, in words.</exception>
    public async Task<IReadOnlyList<string>> Hospitals(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            var known = await http.GetFromJsonAsync<JsonElement>("/api/hospitals", cancellationToken);
            var ids = known.EnumerateArray().Select(h => h.GetProperty("id").GetString()!).ToList();
            return ids.Count > 0 ? ids : throw new BenchException($"{Address} serves no hospital.");
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or JsonException)
        {
            throw new BenchException($"{Address} does not answer as a MedMgr server: {e.Message}");
        }
    }

    public ValueTask DisposeAsync() => Owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}

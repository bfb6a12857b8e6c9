using System.Diagnostics;
using MedMgr.Ops.Definitions;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Load.Serving;

/// <summary>The measurement can not be made: the sentence says why.</summary>
internal sealed class BenchException(string message) : Exception(message);

/// <summary>What is measured: a server's build and the hospital that it serves.</summary>
internal sealed record Bench(string ServerDll, string HospitalFile)
{
    public HospitalDefinition Hospital { get; } = Ops.Definitions.HospitalFile.Load(HospitalFile) switch
    {
        HospitalReading.Read { Hospital: var hospital } => hospital,
        var faulty => throw new BenchException(faulty.ToString()!),
    };

    public Task<ServerProcess> StartServer(string dataFolder, CancellationToken cancellationToken) => ServerProcess.Start(this, dataFolder, cancellationToken);

    /// <summary>Runs the program to its end.</summary>
    public async Task Medmgr(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [ServerDll, .. arguments]))!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new BenchException($"medmgr {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
        }
    }
}

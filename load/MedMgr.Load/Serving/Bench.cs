using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MedMgr.Ops.Definitions;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Load.Serving;

/// <summary>The measurement can not be made: the sentence says why.</summary>
internal sealed class BenchException(string message) : Exception(message);

/// <summary>What is measured: a server's build and the hospital that it serves.</summary>
internal sealed partial record Bench(string ServerDll, string HospitalFile)
{
    public HospitalDefinition Hospital { get; } = Ops.Definitions.HospitalFile.Load(HospitalFile) switch
    {
        HospitalReading.Read { Hospital: var hospital } => hospital,
        var faulty => throw new BenchException(faulty.ToString()!),
    };

    public Task<ServerProcess> StartServer(string dataFolder, CancellationToken cancellationToken) => StartServer(dataFolder, 1, cancellationToken);

    /// <param name="hospitals">The bench's own and copies of it that differ in id and name; their files stand in <paramref name="dataFolder"/>.</param>
    public async Task<ServerProcess> StartServer(string dataFolder, int hospitals, CancellationToken cancellationToken)
    {
        var definition = await File.ReadAllTextAsync(HospitalFile, cancellationToken);
        var copies = new List<string>();
        for (var number = 2; number <= hospitals; number++)
        {
            copies.Add(Path.Combine(dataFolder, $"hospital-{number:00}.yaml"));
            var id = string.Create(CultureInfo.InvariantCulture, $"id: {Hospital.Id}-{number:00}");
            var name = string.Create(CultureInfo.InvariantCulture, $"name: {Hospital.Name} {number}");
            await File.WriteAllTextAsync(copies[^1], NameLine().Replace(IdLine().Replace(definition, id, 1), name, 1), cancellationToken);
        }

        return await ServerProcess.Start(this, dataFolder, copies, cancellationToken);
    }

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

    [GeneratedRegex("^id:.*$", RegexOptions.Multiline)]
    private static partial Regex IdLine();

    [GeneratedRegex("^name:.*$", RegexOptions.Multiline)]
    private static partial Regex NameLine();
}

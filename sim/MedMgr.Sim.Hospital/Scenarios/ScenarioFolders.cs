using System.Collections.Immutable;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>Where the files lie that a scenario names.</summary>
public sealed class ScenarioFolders
{
    /// <summary>Beside the file that names them, or wherever its path leads: whoever wrote it has this machine's files anyhow.</summary>
    public static readonly ScenarioFolders Anywhere = new([]);

    private readonly ImmutableArray<string> _roots;

    private ScenarioFolders(ImmutableArray<string> roots) => _roots = roots;

    /// <summary>Beside the file that names them, else in the first of these folders that has it; never outside of them.</summary>
    public static ScenarioFolders Within(params ReadOnlySpan<string> roots) => new([.. roots.ToArray().Select(Path.GetFullPath)]);

    /// <returns>Null when the name leads out of the folders. The file need not exist.</returns>
    internal string? Find(string from, string name)
    {
        var beside = Path.IsPathRooted(name) ? name : Path.Combine(Path.GetDirectoryName(from) ?? "", name);
        if (_roots.IsEmpty)
        {
            return beside;
        }

        if (Path.IsPathRooted(name))
        {
            return null;
        }

        var places = _roots.Select(root => Path.GetFullPath(name, root)).Prepend(Path.GetFullPath(beside)).Where(IsInside).ToList();
        return places.Find(File.Exists) ?? places.FirstOrDefault();
    }

    private bool IsInside(string path) => _roots.Any(root => path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal));
}
